/**
 * Choices from the glossary, both ways: which term a definition is of, and which definition a term has. A term that has
 * no wrong options which are near, surely wrong and alike in form gives none.
 */
import { explanationCharactersMax, optionCharactersMax, promptCharactersMax } from '../../limits.ts';
import { shuffle } from '../../kinds/shuffle.ts';
import { languages } from '../../grading/languages.ts';
import { contentOf, tokensOf, type Token } from '../../grading/tokens.ts';
import { ask, quoted } from './asking.ts';
import { blanked } from './blank.ts';
import { fit } from './brief.ts';
import { linesOf, roundSeconds, wordCount, type Draft } from './draft.ts';
import { says, type Entry } from './entries.ts';
import { isOfOneFamily } from './family.ts';
import { areAlikeInNumber, areWrittenAlike } from './forms.ts';
import type { Stock } from './stock.ts';
import { pickWrong, type Wrong } from './wrongOptions.ts';

const wrongWanted = 3;
/** With one wrong option it would be a coin's toss. */
const wrongLeast = 2;
const termRatio = 1.6;
/** "Mean" beside "telemetry": between short names length says little. */
const termSlack = 6;
const definitionRatio = 1.6;
/** What a definition that is read aloud from the stage may have beside its question. */
const clueCharactersMax = 300;
/** An option whose words stand in the question gets picked or left for that alone. */
const perEcho = 4;
/** SRE among whole words stands out. */
const perOddity = 1.5;

/** From here on a definition of several sentences is asked for by its first: the rest are examples and asides. */
const longCharacters = 100;

/** A definition as it may be asked for, without its term. Null where that leaves too little. */
export function clueOf(stock: Stock, entry: Entry): { readonly text: string; readonly isWhole: boolean } | null {
  const [whole] = entry.ways;
  const fitting = entry.ways.filter(({ text }) => text.length <= clueCharactersMax);
  const uncut = fitting.filter(({ isCut }) => !isCut);
  const isLong = (whole?.text.length ?? 0) > longCharacters && uncut.length > 1;
  const inOrder = uncut.length === 0 ? fitting : isLong && uncut[0] === whole ? [...uncut.slice(1), uncut[0]] : uncut;
  for (const way of inOrder) {
    const clue = way === undefined ? null : blanked(way.text, entry, stock.language, stock.asking.articles);
    if (clue !== null) return { text: clue.text, isWhole: clue.gaps === 0 && way === whole };
  }
  return null;
}

/** What the reveal says beside the right option, where not all has been said. */
export const fullExplanation = ({ names, definition }: Entry): string =>
  fit(`${names.all[0]}: ${definition}`, explanationCharactersMax);

/** "Periodic/seasonal" is two names in one, and no other option looks like it. */
const isOption = (term: string): boolean => term.length <= optionCharactersMax && !/\/|;/.test(term);

const isOdd = (term: string): boolean => /\p{L}\p{Lu}|\p{N}|[^\p{L}\p{N}\s-]/u.test(term);

const echoes = (option: Entry, said: readonly Token[]): number =>
  option.ownWords.filter((own) => said.some((each) => isOfOneFamily(each, own))).length;

/** Wrong ones may not mean the same as each other either: of two that do, neither can be right. */
const together =
  ({ nearness }: Stock) =>
  (a: Entry, b: Entry): boolean =>
    !nearness.mayAlsoFit(a, b);

const optionsOf = (right: string, wrong: readonly { readonly text: string }[], random: () => number) =>
  shuffle([{ text: right, right: true }, ...wrong.map(({ text }) => ({ text }))], random);

const tokensAt = (entry: Entry, { nearness }: Stock): number => entry.at / Math.max(1, nearness.entries.length - 1);

export function whichTerm(stock: Stock, entry: Entry): Draft<'choice'> | null {
  const right = entry.names.shown;
  const clue = clueOf(stock, entry);
  if (clue === null || !isOption(right)) return null;
  const random = stock.random(1, entry.at);
  const said = contentOf(tokensOf(clue.text, languages[stock.language]));
  const wrong = stock.nearness.near(entry).flatMap(({ entry: other, score }): Wrong<Entry>[] => {
    const { shown } = other.names;
    const isAlike =
      areAlikeInNumber(entry.number, other.number) &&
      areWrittenAlike(entry.spelling, other.spelling) &&
      (entry.form.opening === 'infinitive') === (other.form.opening === 'infinitive');
    if (!isAlike || !isOption(shown)) return [];
    const penalty = perEcho * echoes(other, said) + (isOdd(shown) === isOdd(right) ? 0 : perOddity);
    return [{ of: other, text: shown, nearness: score - penalty }];
  });
  const wanted = { right, most: wrongWanted, least: wrongLeast, ratio: termRatio, slack: termSlack };
  const picked = pickWrong(wrong, wanted, together(stock), random);
  if (picked === null) return null;
  return {
    fields: {
      text: fit(ask(stock.asking.whichTerm, quoted(clue.text, stock.asking), random), promptCharactersMax),
      options: optionsOf(right, picked, random),
      ...(clue.isWhole ? {} : { explanation: fullExplanation(entry) }),
      guideLines: linesOf(entry.lines),
    },
    about: new Set([entry]),
    // Who was asked for one of two contraries knows the other.
    tells: new Set([
      ...stock.nearness.mentionedBy(entry),
      ...picked.map(({ of }) => of).filter((other) => stock.nearness.areContrary(entry, other)),
    ]),
    place: tokensAt(entry, stock),
    worth: 0,
    way: 0,
  };
}

/**
 * The ways to say a definition that stand as an option: short enough, and with nothing of `asked` in them, nor of their
 * own term: what says that in plain words is surely not meant by another.
 */
const optionWays = (of: Entry, asked: Entry): string[] =>
  of.ways
    .filter((way) => way.text.length <= optionCharactersMax && way.isSilent && !says(way, asked))
    .map(({ text }) => text);

export function whichMeaning(stock: Stock, entry: Entry): Draft<'choice'> | null {
  const [right] = optionWays(entry, entry);
  if (right === undefined || entry.names.asked.length > clueCharactersMax) return null;
  const random = stock.random(2, entry.at);
  const wrong = stock.nearness.near(entry).flatMap(({ entry: other, score }): Wrong<Entry>[] => {
    const isAlike = areAlikeInNumber(entry.form.number, other.form.number) && entry.form.opening === other.form.opening;
    if (!isAlike) return [];
    const [closest] = optionWays(other, entry).sort(
      (a, b) => Math.abs(a.length - right.length) - Math.abs(b.length - right.length),
    );
    return closest === undefined ? [] : [{ of: other, text: closest, nearness: score }];
  });
  const wanted = { right, most: wrongWanted, least: wrongLeast, ratio: definitionRatio, slack: 0 };
  const picked = pickWrong(wrong, wanted, together(stock), random);
  if (picked === null) return null;
  return {
    fields: {
      text: fit(ask(stock.asking.whichMeaning, quoted(entry.names.asked, stock.asking), random), promptCharactersMax),
      options: optionsOf(right, picked, random),
      seconds: roundSeconds(10 + 0.3 * wordCount([right, ...picked.map(({ text }) => text)]), 20, 45),
      ...(right === entry.ways[0]?.text ? {} : { explanation: fullExplanation(entry) }),
      guideLines: linesOf(entry.lines),
    },
    about: new Set([entry]),
    tells: new Set(picked.map(({ of }) => of)),
    place: tokensAt(entry, stock),
    // There are fewer of these, and a game wants both.
    worth: 0.3,
    way: 1,
  };
}
