/**
 * Shorter ways to say a definition that still define: whole sentences, without what stands in brackets, up to a clause
 * that only adds. Cuts nothing in the middle of a thought, except with an ellipsis where the caller asks for that.
 */
import { languages, type LanguageName } from '../../grading/languages.ts';
import { contentOf, tokensOf } from '../../grading/tokens.ts';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** After a comma these open what may be left out. Words that also go on with a list are not among them. */
const adding: Readonly<Record<LanguageName, ReadonlySet<string>>> = {
  en: words(
    'which where when who whose with without such often typically usually generally primarily mainly especially because so but while rather including like as making enabling helping either',
  ),
  sv: words(
    'som där när vilket vilka vars med utan såsom ofta vanligen vanligtvis oftast främst särskilt eftersom medan så men inklusive exempelvis t',
  ),
  de: words(
    'der die das den dem deren dessen welche welcher welches wobei wodurch wo wenn mit ohne oft meist meistens häufig vor weil sodass so aber während einschließlich um zum z',
  ),
  fr: words(
    'qui que dont où lorsque quand avec sans souvent généralement surtout car mais tandis afin comme notamment y par ce',
  ),
  es: words(
    'que donde cuando cuyo cuya cuyos con sin incluyendo incluidos como normalmente generalmente sobre porque pero mientras lo por',
  ),
  other: new Set(),
};

/** "…, emphasizing daily practice": English adds with the -ing form, and lists with it too ("comparing, merging"). */
const isAddedVerb = (before: string, after: string): boolean =>
  /^\p{Ll}{3,}ing(?= )/u.test(after) && !/ing$/.test(before) && !/^\p{L}+ing(?: \p{L}+)?,/u.test(after);

/** A definition of fewer words fits too much, as it stands and where it was cut. */
const contentMin = 4;
const cutContentMin = 6;

export interface Way {
  readonly text: string;
  /** It ends before the sentence does. */
  readonly isCut: boolean;
}

const abbreviation =
  /(?:^|[\s(])(?:\p{L}|\p{L}\.\p{L}|e\.g|i\.e|etc|cf|vs|ca|bzw|usw|bl\.a|t\.ex|dvs|resp|p\. ?ex|approx|no|nr|st|dr|mr|mrs|prof)\.$/iu;

/** Whole sentences, in order. */
export function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  let from = 0;
  for (const match of text.matchAll(/[.!?]["”»’)]*(?=\s+[\p{Lu}\p{N}¿¡«“"„(])/gu)) {
    const end = match.index + match[0].length;
    if (abbreviation.test(text.slice(from, end))) continue;
    sentences.push(text.slice(from, end).trim());
    from = end;
  }
  return [...sentences, text.slice(from).trim()].filter((sentence) => sentence !== '');
}

/** Set apart by a space: f(x) and rows[0] are names. */
const brackets = /(?:^|\s+)(?:\([^()]*\)|\[[^[\]]*\])/gu;
export const withoutBrackets = (text: string): string => text.replace(brackets, '').replace(/\s+/g, ' ').trim();

/** Without the full stop: so options end alike. "etc." keeps its own. */
const unstopped = (text: string): string =>
  (abbreviation.test(text) ? text : text.replace(/(?<!\.)[.;:,]$/u, '')).trim();

/** A small first letter becomes a capital, unless the word has capitals of its own (iPhone). */
export const capital = (text: string): string =>
  /^\p{Ll}(?:\p{Ll}|[^\p{L}\p{N}]|$)/u.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;

const isBalanced = (text: string): boolean => {
  const count = (sign: RegExp): number => text.match(sign)?.length ?? 0;
  return (
    count(/[([]/g) === count(/[)\]]/g) &&
    count(/“/g) === count(/”/g) &&
    count(/«/g) === count(/»/g) &&
    count(/"/g) % 2 === 0
  );
};

/** Where the sentence may end early, the latest first. */
function clauses(sentence: string, name: LanguageName): string[] {
  const found: string[] = [];
  for (const match of sentence.matchAll(/(?:, | [–—] |; )(?=(\p{L}+))/gu)) {
    const before = sentence.slice(0, match.index);
    const after = sentence.slice(match.index + match[0].length);
    const isAdded =
      !match[0].startsWith(',') ||
      adding[name].has((match[1] ?? '').toLowerCase()) ||
      (name === 'en' && isAddedVerb(before, after));
    // A comma before it in the same breath makes it the rest of a list.
    if (isAdded && isBalanced(before)) found.unshift(before);
  }
  return found;
}

const contentCount = (text: string, name: LanguageName): number => contentOf(tokensOf(text, languages[name])).length;

/** From the fullest to the shortest: each a definition by itself, with a capital first and without a full stop. */
export function waysToSay(definition: string, name: LanguageName): Way[] {
  const sentences = sentencesOf(definition);
  const firstFull = sentences.findIndex(
    (_, at) => contentCount(sentences.slice(0, at + 1).join(' '), name) >= contentMin,
  );
  const first = sentences.slice(0, firstFull + 1).join(' ');
  const bare = withoutBrackets(first);
  const uncut = [first, bare].filter((way) => isBalanced(way) && contentCount(way, name) >= contentMin);
  const cut = clauses(bare, name).filter((way) => contentCount(way, name) >= cutContentMin);
  const all = [definition, ...uncut, ...cut].map((way, at) => ({
    text: capital(unstopped(way.trim())),
    isCut: at > uncut.length,
  }));
  return all
    .filter(({ text }, at) => text !== '' && all.findIndex((way) => way.text === text) === at)
    .sort((a, b) => b.text.length - a.text.length);
}

/** At most so long, cut at a word, with an ellipsis. Not for what is right or wrong: only for what is read. */
export function fit(text: string, charactersMax: number): string {
  const whole = text.trim();
  if (whole.length <= charactersMax) return whole;
  const cut = whole.slice(0, charactersMax - 1);
  const atWord = /^(.*\S)\s+\S*$/su.exec(cut)?.[1] ?? cut;
  // A word longer than half of it all is cut where it must be; a half of a surrogate pair is none.
  const kept = atWord.length >= charactersMax / 2 ? atWord : cut.replace(/[\ud800-\udbff]$/, '');
  return `${kept.replace(/[\s,;:–—-]+$/u, '')}…`;
}
