/**
 * The key points of a guide's answer, for the host to edit: as grading cuts them, but with what means little by itself
 * put back to its neighbour, and without what is said to whoever marks.
 */
import { keyPointsOf } from '../../grading/keyPoints.ts';
import { languages, type LanguageName } from '../../grading/languages.ts';
import { contentOf, tokensOf } from '../../grading/tokens.ts';
import { keyPointCharactersMax, keyPointsMax } from '../../limits.ts';
import { fit, withoutBrackets } from './brief.ts';

/** "(Any three of these will do.)" after a full stop is said to the marker, and is no part of the answer. */
const toTheMarker = /(?<=[.!?]["”»]?\s)\((?:[^()]|\([^()]*\))+\)\.?/gu;

/** A dot within "4 a.m." ends no point; while points are cut, this stands for it. */
const innerDot =
  /(?<=(?:^|[^\p{L}])\p{L})\.(?=\p{L}\.)|(?<=\.\p{L})\.(?!\s+\p{Lu})|(?<=(?:^|[^\p{L}])(?:etc|vs|approx|dr|mr|mrs|prof|st|bl\.a|t\.ex|bzw))\.(?!\s+\p{Lu})/giu;
const dotLeader = '\u2024';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** "In large batch, you …": such a beginning belongs to what follows. */
const leading: Readonly<Record<LanguageName, ReadonlySet<string>>> = {
  en: words('in with by for under during at on if when unless once after before within through without as to'),
  sv: words('i med genom för under vid på om när efter före inom utan enligt'),
  de: words('in im mit durch für unter während bei auf wenn falls nach vor ohne'),
  fr: words('en dans avec par pour sous pendant si quand lorsque après avant sans selon'),
  es: words('en con por para bajo durante si cuando tras sin según'),
  other: new Set(),
};
/** "…, if problems are found", "…, like granite": such an end belongs to what stands before. */
const conditional = words('if unless om ifall wenn falls si');
const exemplary = words('like such including especially exempelvis såsom wie comme como');
const shortContentMax = 3;

interface Piece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const firstWord = (text: string): string => /^[\p{L}]+/u.exec(text)?.[0].toLowerCase() ?? '';

/** "and connects them": a verb begins a point of its own; "and data from afar" is the rest of a list. */
const isVerbLike = (word: string, name: LanguageName): boolean =>
  name !== 'en' ||
  (word.length > 3 && /[^su]s$/.test(word)) ||
  /^(?:is|are|was|were|has|have|can|will|may|must|it|they|he|she|you|we)$/.test(word);

function belongTogether(before: Piece, after: Piece, source: string, name: LanguageName): boolean {
  const gap = source.slice(before.end, after.start);
  if (/[.!?;:\n]/.test(gap)) return false;
  const { coordinating } = languages[name];
  const opening = firstWord(before.text);
  const next = firstWord(after.text);
  const contentCount = ({ text }: Piece): number => contentOf(tokensOf(text, languages[name])).length;
  const isShort = contentCount(before) <= shortContentMax;
  const opensSentence = /(?:^|[.!?]["”»)]*\s+)$/u.test(source.slice(0, before.start));
  if (opensSentence && leading[name].has(opening) && (isShort || conditional.has(opening) || opening === 'when'))
    return true;
  if (conditional.has(next) || exemplary.has(next) || next === 'att') return true;
  const joint = firstWord(gap.replace(/^[\s,]+/u, ''));
  if (joint !== '' && coordinating.has(joint)) return !isVerbLike(next, name);
  if (
    gap.trim() === ',' &&
    !languages[name].clauseWords.has(next) &&
    Math.min(contentCount(before), contentCount(after)) < 2
  )
    return true;
  // "the daily, habitual practice": adjectives in a row.
  return (
    gap.trim() === ',' &&
    /\b(?:the|a|an|its|their|en|ett|den|det|der|die|das|un|une|le|la|el)\s+\p{L}+$/iu.test(before.text) &&
    !isClause(next, name)
  );
}

const isClause = (word: string, name: LanguageName): boolean =>
  languages[name].clauseWords.has(word) || languages[name].functionWords.has(word) || /ing$/.test(word);

/** What a full answer says, one by one. */
export function pointsOf(answer: string, name: LanguageName): string[] {
  const marked = withoutBrackets(answer.replace(toTheMarker, ' '));
  const source = (marked === '' ? answer : marked).replace(innerDot, dotLeader);
  const pieces: Piece[] = [];
  let from = 0;
  for (const text of keyPointsOf(source, languages[name])) {
    const start = Math.max(from, source.indexOf(text, from));
    // Grading ends a point at a word's last letter: rows[0] wants its bracket back.
    const closing = /^[\])”»%°]*/u.exec(source.slice(start + text.length))?.[0] ?? '';
    const end = start + text.length + closing.length;
    const piece = { text: source.slice(start, end), start, end };
    from = piece.end;
    const last = pieces.at(-1);
    if (last !== undefined && belongTogether(last, piece, source, name)) {
      pieces[pieces.length - 1] = { text: source.slice(last.start, piece.end), start: last.start, end: piece.end };
    } else pieces.push(piece);
  }
  return pieces
    .slice(0, keyPointsMax)
    .map(({ text }) => text.replaceAll(dotLeader, '.').replace(/(?<=(?:^|[^\p{L}])\p{L}\.\p{L})$/u, '.'))
    .map((text) => fit(text, keyPointCharactersMax));
}
