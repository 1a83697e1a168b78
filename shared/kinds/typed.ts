/** Type a word or two. Graded against accepted answers, spelling forgiven unless the item says otherwise. */
import * as v from 'valibot';
import { acceptedAnswersMax, playersMax, tallyGroups, typedCharactersMax } from '../limits.ts';
import { isSpelling, normalise, withoutArticle } from '../grading/spelling.ts';
import { visibleLine } from '../visible.ts';
import { scoredFields, text, type Kind } from './kind.ts';

const answersSchema = v.pipe(
  v.array(
    v.pipe(
      text(typedCharactersMax),
      v.check((answer) => normalise(answer) !== '', 'an accepted answer needs a letter or a digit'),
    ),
  ),
  v.maxLength(acceptedAnswersMax),
);

const schema = v.pipe(
  v.strictObject({
    kind: v.literal('typed'),
    ...scoredFields,
    seconds: v.optional(scoredFields.seconds.wrapped, 30),
    accept: v.pipe(
      answersSchema,
      v.minLength(1),
      v.description('Answers that are right. The first is shown as the right one.'),
    ),
    reject: v.optional(
      v.pipe(answersSchema, v.description('Answers that look like a right one misspelt but are wrong.')),
      [],
    ),
    spelling: v.optional(
      v.pipe(v.picklist(['forgiving', 'exact']), v.description('"exact" forgives only case, accents and punctuation.')),
      'forgiving',
    ),
  }),
  v.title('Typed'),
  v.description('Type a word or two. Spelling is forgiven unless the item says otherwise.'),
);

export type TypedItem = v.InferOutput<typeof schema>;
export type TypedAnswer = string;
export type TypedFace = { charactersMax: number };
export type TypedKey = string[];
/** Like answers together, most frequent first; `others` are the answers that no longer fit the list. */
export type TypedTally = { groups: { text: string; count: number; right: boolean }[]; others: number };

/** What an answer is compared as, and the accepted answer that it is, or null. */
interface Match {
  readonly normal: string;
  readonly accepted: string | null;
}

/** What answers to one item are compared with, worked out once, and what was said of each answer before. */
interface Comparison {
  readonly accepted: readonly { readonly text: string; readonly normal: string }[];
  readonly rejected: ReadonlySet<string>;
  readonly matches: Map<string, Match>;
}

/**
 * By item, for as long as the item lives. Ten thousand answers are graded at one reveal and counted anew for each
 * screen that shows it; without a memory of them the room would stand still meanwhile.
 */
const comparisons = new WeakMap<TypedItem, Comparison>();

/** An item of the library is played again and again; what was typed in the first game need not be kept for ever. */
const matchesMax = 2 * playersMax;

function comparisonOf(item: TypedItem): Comparison {
  let comparison = comparisons.get(item);
  if (comparison === undefined) {
    comparison = {
      accepted: item.accept.map((accepted) => ({ text: accepted, normal: normalise(accepted) })),
      rejected: new Set(item.reject.map((wrong) => withoutArticle(normalise(wrong)))),
      matches: new Map(),
    };
    comparisons.set(item, comparison);
  }
  return comparison;
}

function match(item: TypedItem, answer: string): Match {
  const { accepted, rejected, matches } = comparisonOf(item);
  const known = matches.get(answer);
  if (known !== undefined) return known;
  const given = normalise(answer);
  const isWrong = given === '' || rejected.has(withoutArticle(given));
  const forgive = item.spelling === 'forgiving';
  // Exactly right comes before nearly right: an answer is told as the one that it is.
  const exact = accepted.find(({ normal }) => normal === given);
  const found = isWrong ? undefined : (exact ?? accepted.find(({ normal }) => isSpelling(given, normal, forgive)));
  const result = { normal: found?.normal ?? given, accepted: found?.text ?? null };
  if (matches.size >= matchesMax) matches.clear();
  matches.set(answer, result);
  return result;
}

export const typed: Kind<TypedItem, TypedAnswer, TypedFace, TypedKey, TypedTally> & { schema: typeof schema } = {
  name: 'typed',
  schema,
  asked: true,
  scored: true,
  timed: true,
  rightFrom: 1,
  deal: (item) => item,
  face: () => ({ charactersMax: typedCharactersMax }),
  key: (item) => item.accept,
  reference: (item) => item.accept[0] ?? '',
  parse(_item, raw) {
    if (typeof raw !== 'string' || raw.length > typedCharactersMax * 2) return null;
    const answer = visibleLine(raw);
    return answer === '' || answer.length > typedCharactersMax ? null : answer;
  },
  grade: (item, answer) => (match(item, answer).accepted === null ? 0 : 1),
  tally(item, answers) {
    const groups = new Map<string, { text: string; count: number; right: boolean }>();
    for (const answer of answers) {
      const { accepted, normal } = match(item, answer);
      // An accepted answer and its misspellings are one group, under the pack's own spelling.
      const name = `${accepted === null ? 'wrong' : 'right'} ${normal}`;
      const group = groups.get(name);
      if (group === undefined) groups.set(name, { text: accepted ?? answer, count: 1, right: accepted !== null });
      else group.count += 1;
    }
    const sorted = [...groups.values()].sort((a, b) => b.count - a.count || Number(b.right) - Number(a.right));
    const shown = sorted.slice(0, tallyGroups);
    return { groups: shown, others: answers.length - shown.reduce((sum, group) => sum + group.count, 0) };
  },
};
