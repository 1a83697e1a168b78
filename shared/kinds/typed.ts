/** Type a word or two. Graded against accepted answers, spelling forgiven unless the item says otherwise. */
import * as v from 'valibot';
import { acceptedAnswersMax, tallyGroups, typedCharactersMax } from '../limits.ts';
import { isSpelling, normalise } from '../grading/spelling.ts';
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

/** The accepted answer that `answer` is, or null. */
function match(item: TypedItem, answer: string): string | null {
  const given = normalise(answer);
  if (given === '') return null;
  if (item.reject.some((wrong) => normalise(wrong) === given)) return null;
  const forgive = item.spelling === 'forgiving';
  return item.accept.find((accepted) => isSpelling(given, normalise(accepted), forgive)) ?? null;
}

export const typed: Kind<TypedItem, TypedAnswer, TypedFace, TypedKey, TypedTally> & { schema: typeof schema } = {
  name: 'typed',
  schema,
  asked: true,
  scored: true,
  deal: (item) => item,
  face: () => ({ charactersMax: typedCharactersMax }),
  key: (item) => item.accept,
  parse(_item, raw) {
    if (typeof raw !== 'string' || raw.length > typedCharactersMax * 2) return null;
    const answer = visibleLine(raw);
    return answer === '' || answer.length > typedCharactersMax ? null : answer;
  },
  grade: (item, answer) => (match(item, answer) === null ? 0 : 1),
  tally(item, answers) {
    const groups = new Map<string, { text: string; count: number; right: boolean }>();
    for (const answer of answers) {
      const accepted = match(item, answer);
      // An accepted answer and its misspellings are one group, under the pack's own spelling.
      const name = accepted === null ? `wrong ${normalise(answer)}` : `right ${normalise(accepted)}`;
      const group = groups.get(name);
      if (group === undefined) groups.set(name, { text: accepted ?? answer, count: 1, right: accepted !== null });
      else group.count += 1;
    }
    const sorted = [...groups.values()].sort((a, b) => b.count - a.count || Number(b.right) - Number(a.right));
    const shown = sorted.slice(0, tallyGroups);
    return { groups: shown, others: answers.length - shown.reduce((sum, group) => sum + group.count, 0) };
  },
};
