/**
 * Pick one or several of up to six options; a statement that is true or false is a choice of two. Graded by the
 * key, with partial credit where several are to be picked.
 */
import * as v from 'valibot';
import { optionCharactersMax, optionsMax, optionsMin } from '../limits.ts';
import { scoredFields, text, type Kind } from './kind.ts';
import { countPicks, parsePicks } from './options.ts';
import { shuffle } from './shuffle.ts';

const optionSchema = v.strictObject({
  text: v.pipe(text(optionCharactersMax), v.description('What the tile says.')),
  right: v.optional(v.pipe(v.boolean(), v.description('True on every option that is right.')), false),
});

const schema = v.pipe(
  v.strictObject({
    kind: v.literal('choice'),
    ...scoredFields,
    options: v.optional(
      v.pipe(
        v.array(optionSchema),
        v.minLength(optionsMin),
        v.maxLength(optionsMax),
        v.description('What to pick from. Mark each right one with "right: true".'),
      ),
    ),
    truth: v.optional(
      v.pipe(
        v.boolean(),
        v.description('Instead of options: the text is a statement, and this says whether it is true.'),
      ),
    ),
    several: v.optional(
      v.pipe(
        v.boolean(),
        v.description('Players pick all that apply. Without it: when more than one option is right.'),
      ),
    ),
    shuffle: v.optional(v.pipe(v.boolean(), v.description('False keeps the options in the order written here.')), true),
  }),
  v.check(
    (item) => (item.options === undefined) !== (item.truth === undefined),
    'give either "options" or "truth", not both',
  ),
  v.forward(
    v.check(
      (item) => item.options === undefined || item.options.some((option) => option.right),
      'mark at least one option with "right: true"',
    ),
    ['options'],
  ),
  v.forward(
    v.check(
      (item) =>
        item.options === undefined ||
        new Set(item.options.map((o) => o.text.toLowerCase())).size === item.options.length,
      'two options say the same',
    ),
    ['options'],
  ),
  v.check(
    (item) => item.several !== false || (item.options ?? []).filter((option) => option.right).length <= 1,
    'more than one option is right, so "several" cannot be false',
  ),
  v.title('Choice'),
  v.description('Pick one or several options, or say whether a statement is true.'),
);

export type ChoiceItem = v.InferOutput<typeof schema>;
/** Positions of the picked options, ascending. For a statement: 0 is "true", 1 is "false". */
export type ChoiceAnswer = number[];
/** `truth`: the two options are the words for true and false, which the client writes in the player's language. */
export type ChoiceFace = { options: string[]; several: boolean; truth: boolean };
export type ChoiceKey = number[];
/** Answers per option. */
export type ChoiceTally = number[];

const optionCount = (item: ChoiceItem): number => item.options?.length ?? 2;

function rightPicks(item: ChoiceItem): number[] {
  if (item.options === undefined) return [item.truth === true ? 0 : 1];
  return item.options.flatMap((option, position) => (option.right ? [position] : []));
}

const isSeveral = (item: ChoiceItem): boolean => item.several ?? rightPicks(item).length > 1;

export const choice: Kind<ChoiceItem, ChoiceAnswer, ChoiceFace, ChoiceKey, ChoiceTally> & { schema: typeof schema } = {
  name: 'choice',
  schema,
  asked: true,
  scored: true,
  timed: true,
  rightFrom: 1,
  deal: (item, random) =>
    item.options !== undefined && item.shuffle ? { ...item, options: shuffle(item.options, random) } : item,
  face: (item) => ({
    options: item.options?.map((option) => option.text) ?? [],
    several: isSeveral(item),
    truth: item.options === undefined,
  }),
  key: rightPicks,
  parse: (item, raw) => parsePicks(raw, optionCount(item), isSeveral(item)),
  /** Each right pick earns its share, each wrong one costs the same share; never below nothing. */
  grade(item, answer) {
    const right = new Set(rightPicks(item));
    const hits = answer.filter((pick) => right.has(pick)).length;
    return Math.max(0, (hits - (answer.length - hits)) / right.size);
  },
  tally: (item, answers) => countPicks(answers, optionCount(item)),
};
