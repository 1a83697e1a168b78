/**
 * Explain in two or three sentences. Graded by the key points of a reference answer, continuously; the host may be more
 * or less strict and has the last word. Speed earns nothing: thinking is not to be hurried.
 */
import * as v from 'valibot';
import { appraise, creditAt, type Appraisal } from '../grading/grade.ts';
import { prepare, type PreparedItem } from '../grading/prepare.ts';
import {
  keyPointCharactersMax,
  keyPointsMax,
  playersMax,
  pointWaysMax,
  referenceCharactersMax,
  synonymGroupsMax,
  typedCharactersMax,
  writtenCharactersMax,
} from '../limits.ts';
import { visibleText } from '../visible.ts';
import { scoredFields, text, type Kind } from './kind.ts';

const ways = v.pipe(v.array(text(typedCharactersMax)), v.maxLength(pointWaysMax));

const keyPointSchema = v.strictObject({
  text: v.pipe(text(keyPointCharactersMax), v.description('One thing that a full answer says.')),
  weight: v.optional(
    v.pipe(
      v.number(),
      v.minValue(0.1),
      v.maxValue(10),
      v.description('How much it counts beside the others. Without it: as much as its words tell.'),
    ),
  ),
  accept: v.optional(v.pipe(ways, v.description('Other ways to say it.'))),
  mustMention: v.optional(v.pipe(ways, v.description('Words without which the point is not made.'))),
});

const schema = v.pipe(
  v.strictObject({
    kind: v.literal('explain'),
    ...scoredFields,
    seconds: v.optional(scoredFields.seconds.wrapped, 90),
    answer: v.pipe(text(referenceCharactersMax), v.description('A full answer, in two or three sentences.')),
    keyPoints: v.optional(
      v.pipe(
        v.array(keyPointSchema),
        v.minLength(1),
        v.maxLength(keyPointsMax),
        v.description('What counts in it. Without them: the answer, cut at its sentences and clauses.'),
      ),
    ),
    synonyms: v.optional(
      v.pipe(
        v.array(v.pipe(ways, v.minLength(2))),
        v.maxLength(synonymGroupsMax),
        v.description('Groups of words that mean the same here.'),
      ),
    ),
  }),
  v.title('Explain'),
  v.description('Answer in two or three sentences. Graded by the key points of a reference answer.'),
);

export type ExplainItem = v.InferOutput<typeof schema>;
export type ExplainAnswer = string;
export type ExplainFace = { charactersMax: number };
export type ExplainKey = { answer: string; points: string[] };
/**
 * How the answer did on each point of the key, in its order, and in which of its own words: `where` they are, and as a
 * `span` where they begin and end in it, in UTF-16 units (words may stand in it twice).
 */
export type ExplainFeedback = {
  points: { found: 'yes' | 'partly' | 'no'; where: string | null; span: readonly [number, number] | null }[];
};
/** `found`: how many made each point, in full or in part. `examples`: best first, each from one player. */
export type ExplainTally = {
  points: { text: string; found: number; partly: number }[];
  examples: { text: string; name: string | null; credit: number }[];
  answers: number;
};

/** Answers that the stage shows: more nobody reads from the last row. */
const examplesMax = 3;
/** Under this an answer is no example of anything. */
const exampleCreditMin = 0.5;

/** An item of the library is played again and again; what was written in the first game need not be kept for ever. */
const gradedMax = 2 * playersMax;

/**
 * By item, for as long as it lives: reading an answer takes time, and is done once. How strict to be, which is asked for
 * at the reveal, on each phone, on the stage and whenever the host moves the slider, then takes none.
 */
const prepared = new WeakMap<ExplainItem, { readonly item: PreparedItem; readonly read: Map<string, Appraisal> }>();

function appraisalOf(item: ExplainItem, answer: string): Appraisal {
  let known = prepared.get(item);
  if (known === undefined) {
    const key = item.keyPoints === undefined ? item.answer : { keyPoints: item.keyPoints };
    known = { item: prepare(item.text, key, { synonyms: item.synonyms }), read: new Map() };
    prepared.set(item, known);
  }
  let appraisal = known.read.get(answer);
  if (appraisal === undefined) {
    appraisal = appraise(known.item, answer);
    if (known.read.size >= gradedMax) known.read.clear();
    known.read.set(answer, appraisal);
  }
  return appraisal;
}

/** The points as the grader cut or was given them. An empty answer has all of them, unfound. */
const pointsOf = (item: ExplainItem): string[] => appraisalOf(item, '').points.map((point) => point.text);

export const explain: Kind<ExplainItem, ExplainAnswer, ExplainFace, ExplainKey, ExplainTally> & {
  schema: typeof schema;
} = {
  name: 'explain',
  schema,
  asked: true,
  scored: true,
  timed: false,
  rightFrom: 0.75,
  deal: (item) => item,
  face: () => ({ charactersMax: writtenCharactersMax }),
  key: (item) => ({ answer: item.answer, points: pointsOf(item) }),
  reference: (item) => item.answer,
  parse(_item, raw) {
    if (typeof raw !== 'string' || raw.length > writtenCharactersMax * 2) return null;
    const answer = visibleText(raw);
    return answer === '' || answer.length > writtenCharactersMax ? null : answer;
  },
  // In hundredths: a finer credit is no measurement, and whoever says it all gets all of it.
  grade: (item, answer, leniency = 0) => Math.round(creditAt(appraisalOf(item, answer), leniency) * 100) / 100,
  points: pointsOf,
  odd: (item, answer) => appraisalOf(item, answer).flags,
  feedback: (item, answer): ExplainFeedback => ({
    points: appraisalOf(item, answer).points.map(({ found, where, span }) => ({ found, where, span })),
  }),
  tally(item, answers, room) {
    const points = pointsOf(item).map((point) => ({ text: point, found: 0, partly: 0 }));
    for (const answer of answers)
      appraisalOf(item, answer).points.forEach(({ found }, at) => {
        const point = points[at];
        if (point !== undefined && found === 'yes') point.found += 1;
        if (point !== undefined && found === 'partly') point.partly += 1;
      });
    const written = (room?.played.answers[0] ?? []).flatMap((answer, seat) =>
      typeof answer === 'string' ? [{ text: answer, seat, credit: room?.creditOf(seat) ?? 0 }] : [],
    );
    const best = written
      .filter(({ credit }) => credit >= exampleCreditMin)
      .sort((a, b) => b.credit - a.credit || a.text.length - b.text.length || a.seat - b.seat);
    // The same words from two phones are one example.
    const said = new Set<string>();
    const apart = best.filter((each) => {
      const before = said.size;
      return said.add(each.text.toLowerCase()).size > before;
    });
    return {
      points,
      examples: apart
        .slice(0, examplesMax)
        .map(({ text: words, seat, credit }) => ({ text: words, name: room?.nameOf(seat) ?? null, credit })),
      answers: answers.length,
    };
  },
};
