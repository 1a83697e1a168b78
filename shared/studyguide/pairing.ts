/**
 * Questions and answers meet: by the question that an answer repeats, by number, by order, and where the counts differ
 * by what they speak about, in order. An answer is never given to two questions, and a guess is told as one.
 */
import type { Answered } from './answerKey.ts';
import type { Asked } from './quiz.ts';
import { align } from './align.ts';

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

/** `asked` are the questions that have no answer of their own yet. */
export function pair(asked: readonly Asked[], answered: readonly Answered[]): Pairing {
  let places = byEcho(answered) ?? byNumber(asked, answered);
  let isGuessed = false;
  if (places === null) {
    isGuessed = asked.length > 0 && asked.length !== answered.length;
    const order = isGuessed
      ? align(
          asked.map(({ question }) => question.text),
          answered.map(({ answer }) => answer.text),
        )
      : asked.map((_, at) => at);
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
