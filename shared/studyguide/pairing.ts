/**
 * Questions and answers meet: by the question that an answer repeats, by number, by order, and where the counts differ
 * by what they speak about, in order. An answer is never given to two questions, and a guess is told as one.
 */
import type { Answered } from './answerKey.ts';
import type { Asked } from './quiz.ts';
import { align, sharedBy } from './align.ts';

export interface Pairing {
  /** For each question, which answer; null for none. */
  readonly answers: readonly (Answered | null)[];
  readonly extra: readonly Answered[];
  /** The counts differ and nothing but the words said which belongs to which. */
  readonly isGuessed: boolean;
}

/** Each with a number of its own, or null: then numbers say nothing. */
function distinctOrders(orders: readonly (number | null)[]): readonly number[] | null {
  const found = orders.filter((order) => order !== null);
  return found.length === orders.length && new Set(found).size === found.length ? found : null;
}

function byNumber(asked: readonly Asked[], answered: readonly Answered[]): Map<number, Answered> | null {
  const answerOrders = distinctOrders(answered.map(({ order }) => order));
  const own = asked.map(({ order }) => order);
  // Plain copies lose the numbers of one list and keep those of the other.
  const questionOrders = own.every((order) => order === null) ? own.map((_, at) => at + 1) : distinctOrders(own);
  if (answerOrders === null || questionOrders === null) return null;
  const places = new Map(questionOrders.map((order, at) => [order, at]));
  const met = answered.filter(({ order }) => order !== null && places.has(order));
  if (met.length * 2 < Math.min(asked.length, answered.length) || met.length === 0) return null;
  return new Map(met.map((answer) => [places.get(answer.order ?? 0) ?? 0, answer]));
}

function byEcho(answered: readonly Answered[]): Map<number, Answered> | null {
  const found = new Map<number, Answered>();
  for (const answer of answered) {
    if (answer.echoOf !== null && !found.has(answer.echoOf)) found.set(answer.echoOf, answer);
  }
  return found.size * 2 >= answered.length && found.size > 0 ? found : null;
}

/** How much more the answers must say about other questions than about those of their number. */
const renumberedRatio = 1.5;
const renumberedMin = 3;

const countsUp = (orders: readonly (number | null)[]): boolean => orders.every((order, at) => order === at + 1);

type Said = readonly [questions: readonly string[], answers: readonly string[]];

const saidBy = (asked: readonly Asked[], answered: readonly Answered[]): Said => [
  asked.map(({ question }) => question.text),
  answered.map(({ answer }) => answer.text),
];

/**
 * Lists number themselves: when an answer is deleted, those below it move up, and their numbers belong to the questions
 * before theirs. The words tell; where they do not tell clearly, the numbers stand.
 */
function areRenumbered(asked: readonly Asked[], answered: readonly Answered[]): boolean {
  const fewest = Math.min(asked.length, answered.length);
  const isNumbered = asked.some(({ order }) => order !== null);
  if (asked.length === answered.length || fewest < renumberedMin) return false;
  if (!countsUp(answered.map(({ order }) => order)) || (isNumbered && !countsUp(asked.map(({ order }) => order))))
    return false;
  const said = saidBy(asked, answered);
  const numbered = sharedBy(
    ...said,
    asked.map((_, at) => (at < answered.length ? at : null)),
  );
  const worded = sharedBy(...said, align(...said));
  return worded.pairs * 2 >= fewest && worded.weight > numbered.weight * renumberedRatio;
}

/** `asked` are the questions that have no answer of their own yet. */
export function pair(asked: readonly Asked[], answered: readonly Answered[]): Pairing {
  let places = byEcho(answered) ?? (areRenumbered(asked, answered) ? null : byNumber(asked, answered));
  let isGuessed = false;
  if (places === null) {
    isGuessed = asked.length > 0 && asked.length !== answered.length;
    const order = isGuessed ? align(...saidBy(asked, answered)) : asked.map((_, at) => at);
    places = new Map(
      order.flatMap((from, at) => {
        const answer = from === null ? undefined : answered[from];
        return answer === undefined ? [] : [[at, answer] as const];
      }),
    );
  }
  const used = new Set(places.values());
  return {
    answers: asked.map((_, at) => places.get(at) ?? null),
    extra: answered.filter((answer) => !used.has(answer)),
    isGuessed,
  };
}
