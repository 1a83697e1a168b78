/**
 * What the panel of answers says and in which order, from the review and a preview alone: pure. An order that a host
 * has begun to work through stays, whatever the verdicts do to credit and doubt.
 */
import type { PreviewView, ReviewAnswer, ReviewGroup } from '../../../shared/protocol/views.ts';
import type { deskWords } from '../../words/en/desk.ts';

type Words = typeof deskWords.judging;
export type Order = 'doubt' | 'best' | 'flagged';
type Doubt = keyof Words['doubts'] | 'none';

/** The seat that stands first in a group stays there for as long as the group does. */
export const keyOf = (group: ReviewGroup): number => group.seats[0] ?? -1;

const byOrder: Readonly<Record<Order, (a: ReviewGroup, b: ReviewGroup) => number>> = {
  doubt: (a, b) => b.doubt - a.doubt || b.count - a.count,
  best: (a, b) => b.credit - a.credit || b.count - a.count,
  flagged: (a, b) => b.flagged - a.flagged || b.doubt - a.doubt || b.count - a.count,
};

/** Groups whose keys are in `kept` in that order, then the others in theirs. */
export function arrange(groups: readonly ReviewGroup[], order: Order, kept: readonly number[]): ReviewGroup[] {
  const places = new Map(kept.map((key, place) => [key, place]));
  const placeOf = (group: ReviewGroup): number => places.get(keyOf(group)) ?? kept.length;
  return [...groups].sort((a, b) => placeOf(a) - placeOf(b) || byOrder[order](a, b) || keyOf(a) - keyOf(b));
}

/** Doubt is 0 at credit 0 and 1, and 1 at a half: these are 0.8 and 0.65, and the same from below. */
const someDoubtFrom = 0.4;
const muchDoubtFrom = 0.7;

export function doubtOf({ doubt }: Pick<ReviewGroup, 'doubt'>): Doubt {
  if (doubt >= muchDoubtFrom) return 'much';
  return doubt >= someDoubtFrom ? 'some' : 'none';
}

export const percentOf = (credit: number): number => Math.round(credit * 100);

/** The credit that a key stands for, or null. */
export function creditOfKey(key: string): number | null {
  const letter = key.toLowerCase();
  if (letter === 'a') return 1;
  if (letter === 'r') return 0;
  return /^\d$/.test(key) ? Number(key) / 10 : null;
}

/** What is odd about an answer, in words; what this page has no words for is left out. */
export const oddWords = (odd: readonly string[], words: Words): string[] =>
  odd.flatMap((each) => (Object.hasOwn(words.odd, each) ? (words.odd[each] ?? []) : []));

/** What is said of a group beneath its text. */
export function groupNotes(group: ReviewGroup, words: Words): string[] {
  const first = group.answers[0];
  const isAlone = group.count === 1 && first !== undefined;
  const doubt = doubtOf(group);
  return [
    isAlone ? first.name : words.answers(group.count),
    ...(doubt === 'none' ? [] : [words.doubts[doubt]]),
    ...(isAlone ? oddWords(first.odd, words) : []),
    ...(group.opinion === undefined ? [] : [words.opinion(percentOf(group.opinion))]),
  ];
}

/** The same of one answer. */
export const answerNotes = (answer: ReviewAnswer, words: Words): string[] => [
  answer.name,
  ...oddWords(answer.odd, words),
  ...(answer.opinion === undefined ? [] : [words.opinion(percentOf(answer.opinion))]),
];

/** The mover that people will talk about: whoever climbs to the best place. */
function climberOf({ leaders }: PreviewView): PreviewView['leaders'][number] | undefined {
  return leaders.find(({ moved }) => moved > 0);
}

/** One sentence of what a verdict would change (`isDone`: has changed). `format` writes numbers. */
export function changeSentence(
  credit: number,
  preview: PreviewView,
  { words, format, isDone }: { words: Words; format: (value: number) => string; isDone: boolean },
): string {
  const { changed, points, carried } = preview;
  const climber = climberOf(preview);
  const change = (isDone ? words.did : words.would)(changed, points, format(Math.abs(points)));
  const move = isDone ? words.moved : words.moves;
  const parts = [
    change,
    ...(carried > 0 ? [words.carried(carried)] : []),
    ...(climber === undefined ? [] : [move(climber.name, climber.rank + climber.moved, climber.rank)]),
  ];
  return `${words.verdict(percentOf(credit))}: ${parts.join('; ')}.`;
}
