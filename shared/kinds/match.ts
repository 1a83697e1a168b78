/** Pair terms with their definitions, three to six of them. Graded by the share of right pairs. */
import * as v from 'valibot';
import { definitionCharactersMax, pairsMax, pairsMin, termCharactersMax } from '../limits.ts';
import { scoredFields, text, type Kind } from './kind.ts';
import { shuffle } from './shuffle.ts';

const pairSchema = v.strictObject({
  term: v.pipe(text(termCharactersMax), v.description('What is explained.')),
  definition: v.pipe(text(definitionCharactersMax), v.description('What it means.')),
});

const areApart = (texts: readonly string[]): boolean =>
  new Set(texts.map((each) => each.toLowerCase())).size === texts.length;

const schema = v.pipe(
  v.strictObject({
    kind: v.literal('match'),
    ...scoredFields,
    seconds: v.optional(scoredFields.seconds.wrapped, 60),
    pairs: v.pipe(
      v.array(pairSchema),
      v.minLength(pairsMin),
      v.maxLength(pairsMax),
      v.check(
        (pairs) => areApart(pairs.map(({ term }) => term)) && areApart(pairs.map(({ definition }) => definition)),
        'two pairs say the same',
      ),
      v.description('Each term with its definition. Players see the definitions in another order.'),
    ),
    order: v.optional(
      v.pipe(
        v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(pairsMax - 1))),
        v.description(
          'The order in which the definitions are shown, as positions of the pairs. Without it: by chance.',
        ),
      ),
    ),
  }),
  v.forward(
    v.check(
      ({ order, pairs }) =>
        order === undefined ||
        (order.length === pairs.length && new Set(order).size === pairs.length && Math.max(...order) < pairs.length),
      'name the position of each pair once, from 0',
    ),
    ['order'],
  ),
  v.title('Match'),
  v.description('Pair terms with their definitions.'),
);

export type MatchItem = v.InferOutput<typeof schema>;
/** For each term in order: the position of the definition that was put to it, as the face lists them. */
export type MatchAnswer = number[];
export type MatchFace = { terms: string[]; definitions: string[] };
/** As an answer that is all right. */
export type MatchKey = number[];
/** How many put the right definition to each term. */
export type MatchTally = { right: number[]; answers: number };

const orderOf = (item: MatchItem): readonly number[] => item.order ?? item.pairs.map((_, at) => at);

const keyOf = (item: MatchItem): number[] => item.pairs.map((_, at) => orderOf(item).indexOf(at));

const answerSchema = v.pipe(
  v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(pairsMax - 1))),
  v.maxLength(pairsMax),
);

export const match: Kind<MatchItem, MatchAnswer, MatchFace, MatchKey, MatchTally> & { schema: typeof schema } = {
  name: 'match',
  schema,
  asked: true,
  scored: true,
  timed: true,
  rightFrom: 1,
  deal(item, random) {
    if (item.order !== undefined) return item;
    const order = shuffle(
      item.pairs.map((_, at) => at),
      random,
    );
    // A list that chance left in order answers itself.
    if (order.every((pair, at) => pair === at)) order.push(order.shift() ?? 0);
    return { ...item, order };
  },
  face: (item) => ({
    terms: item.pairs.map(({ term }) => term),
    definitions: orderOf(item).map((pair) => item.pairs[pair]?.definition ?? ''),
  }),
  key: keyOf,
  parse(item, raw) {
    const parsed = v.safeParse(answerSchema, raw);
    if (!parsed.success || parsed.output.length !== item.pairs.length) return null;
    const isEachOnce = new Set(parsed.output).size === item.pairs.length;
    return isEachOnce && parsed.output.every((at) => at < item.pairs.length) ? parsed.output : null;
  },
  /** Two swapped are two wrong; all but one right is not possible, so the share is fair as it is. */
  grade(item, answer) {
    const key = keyOf(item);
    return answer.filter((definition, term) => definition === key[term]).length / key.length;
  },
  tally(item, answers) {
    const key = keyOf(item);
    return {
      right: key.map((definition, term) => answers.filter((answer) => answer[term] === definition).length),
      answers: answers.length,
    };
  },
};
