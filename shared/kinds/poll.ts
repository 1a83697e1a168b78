/** A question without a right answer: say what you think. Asked but never scored, and shown only as counts. */
import * as v from 'valibot';
import { optionCharactersMax, optionsMax, optionsMin } from '../limits.ts';
import { askedFields, text, type Kind } from './kind.ts';
import { countPicks, parsePicks } from './options.ts';

const schema = v.pipe(
  v.strictObject({
    kind: v.literal('poll'),
    ...askedFields,
    options: v.pipe(
      v.array(text(optionCharactersMax)),
      v.minLength(optionsMin),
      v.maxLength(optionsMax),
      v.description('What to pick from. Nothing is right or wrong here.'),
    ),
    several: v.optional(v.pipe(v.boolean(), v.description('Players may pick more than one.')), false),
  }),
  v.title('Poll'),
  v.description('Say what you think. Nothing is scored, and only counts are shown.'),
);

export type PollItem = v.InferOutput<typeof schema>;
/** Positions of the picked options, ascending. */
export type PollAnswer = number[];
export type PollFace = { options: string[]; several: boolean };
/** Answers per option. */
export type PollTally = number[];

export const poll: Kind<PollItem, PollAnswer, PollFace, null, PollTally> & { schema: typeof schema } = {
  name: 'poll',
  schema,
  asked: true,
  scored: false,
  timed: false,
  rightFrom: 1,
  deal: (item) => item,
  face: (item) => ({ options: item.options, several: item.several }),
  key: () => null,
  parse: (item, raw) => parsePicks(raw, item.options.length, item.several),
  grade: () => 0,
  tally: (item, answers) => countPicks(answers, item.options.length),
};
