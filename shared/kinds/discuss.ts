/**
 * Write what you think, then read some of what others wrote and mark what speaks to you. Nothing is scored: the room
 * gets what to talk about, nearly the same thoughts as one, and each was read by about as many as any other.
 */
import * as v from 'valibot';
import { groupAnswers } from '../grading/groups.ts';
import { normalise } from '../grading/spelling.ts';
import { comparedAnswersMax, thoughtCharactersMax, thoughtsShown } from '../limits.ts';
import { visibleText } from '../visible.ts';
import {
  askedFields,
  text,
  windowSeconds,
  type Json,
  type Kind,
  type LaterStep,
  type Played,
  type Settled,
  type TallyRoom,
} from './kind.ts';
import { dealLate, dealOut } from './sampling.ts';
import { shuffle } from './shuffle.ts';

const schema = v.pipe(
  v.strictObject({
    kind: v.literal('discuss'),
    ...askedFields,
    seconds: v.optional(askedFields.seconds.wrapped, 180),
    voteSeconds: v.optional(windowSeconds('How long people read and mark what others wrote, in seconds.'), 60),
    prompt: v.optional(v.pipe(text(thoughtCharactersMax), v.description('A thought to begin with, for the phones.'))),
  }),
  v.title('Discuss'),
  v.description('Write, then read and upvote what others wrote. Nothing is scored.'),
);

export type DiscussItem = v.InferOutput<typeof schema>;
/** First the own thought, then the ids of the thoughts that spoke to one; none is an answer too. */
export type DiscussAnswer = string;
export type DiscussVoteAnswer = number[];
export type DiscussFace = { charactersMax: number; prompt: string | null };
/** How many thoughts there are to read in the room. */
export type DiscussVoteFace = { thoughts: number };
export type DiscussHandFace = { thoughts: { id: number; text: string }[] };
/** How many marked the own thought, of how many who read it and sent their marks. */
export type DiscussFeedback = { likes: number; shown: number; own: string | null };
/** What spoke to most of those who read it, first. `alike`: how many wrote nearly the same, this one included. */
export type DiscussTally = {
  thoughts: { text: string; likes: number; shown: number; alike: number; name: string | null }[];
  written: number;
  voted: number;
};

/** On the stage: what the last row of a hall can read, and a room can talk about. */
const tallyThoughts = 6;

interface Thought {
  readonly text: string;
  readonly seats: readonly number[];
}
interface Board {
  readonly thoughts: readonly Thought[];
  /** By seat: the id of the own thought. */
  readonly own: readonly (number | null)[];
  /** By seat: the ids of what each reads. */
  readonly hands: readonly (readonly number[])[];
}
const asBoard = (board: Json): Board => board as unknown as Board;

/** The same thought but for case, accents and punctuation; one of signs alone is its own. */
const keyOf = (thought: string): string => normalise(thought) || thought;

function thoughtsIn(answers: readonly (Json | null)[]): Thought[] {
  const byKey = new Map<string, { text: string; seats: number[] }>();
  answers.forEach((answer, seat) => {
    if (typeof answer !== 'string') return;
    const same = byKey.get(keyOf(answer));
    if (same === undefined) byKey.set(keyOf(answer), { text: answer, seats: [seat] });
    else same.seats.push(seat);
  });
  return [...byKey.values()];
}

/** What a seat reads; what was taken away meanwhile included. */
const handOf = ({ hands, thoughts }: Board, seat: number): readonly number[] =>
  hands[seat] ?? dealLate(seat - hands.length, thoughts.length, thoughtsShown);

const picksSchema = v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(0))), v.maxLength(thoughtsShown));

const vote: LaterStep<DiscussItem> = {
  seconds: (item) => item.voteSeconds,
  isWorthwhile: (_item, answerCount) => answerCount > 1,
  gather(_item, answers, random) {
    const thoughts = shuffle(thoughtsIn(answers), random);
    const own = answers.map((): number | null => null);
    thoughts.forEach(({ seats }, id) => seats.forEach((seat) => (own[seat] = id)));
    const wrote = answers.map((answer) => answer !== null);
    const hands = dealOut({ ids: [...thoughts.keys()], own, wrote, count: thoughtsShown }, random);
    const board: Board = { thoughts, own, hands };
    return board as unknown as Json;
  },
  face: (_item, board, isGone): DiscussVoteFace => ({
    thoughts: asBoard(board).thoughts.filter(({ seats }) => !seats.every(isGone)).length,
  }),
  hand(_item, raw, seat, isGone): DiscussHandFace {
    const board = asBoard(raw);
    const thoughts = handOf(board, seat).flatMap((id) => {
      const thought = board.thoughts[id];
      return thought === undefined || thought.seats.every(isGone) ? [] : [{ id, text: thought.text }];
    });
    return { thoughts };
  },
  parse(_item, board, seat, raw) {
    const picks = v.safeParse(picksSchema, raw);
    if (!picks.success || new Set(picks.output).size !== picks.output.length) return null;
    const shown = handOf(asBoard(board), seat);
    return picks.output.every((id) => shown.includes(id)) ? [...picks.output].sort((a, b) => a - b) : null;
  },
};

interface Counts {
  readonly likes: readonly number[];
  readonly shown: readonly number[];
}

/** Readers of each group of thoughts, and those it spoke to; who read two of one group is one reader. */
function countReaders(board: Board, votes: readonly (Json | null)[], groupOf = (id: number): number => id): Counts {
  const likes = board.thoughts.map(() => 0);
  const shown = board.thoughts.map(() => 0);
  const addTo = (counts: number[], ids: readonly number[]): void => {
    for (const group of new Set(ids.map(groupOf))) counts[group] = (counts[group] ?? 0) + 1;
  };
  votes.forEach((picks, seat) => {
    if (!Array.isArray(picks)) return;
    addTo(shown, handOf(board, seat));
    addTo(likes, picks as number[]);
  });
  return { likes, shown };
}

function settle(_item: DiscussItem, { answers, board: raw }: Played): (Settled | null)[] {
  const [written = [], votes = []] = answers;
  const board = raw === null ? null : asBoard(raw);
  const { likes, shown } = board === null ? { likes: [], shown: [] } : countReaders(board, votes);
  return Array.from({ length: Math.max(written.length, votes.length) }, (_, seat) => {
    const thought = written[seat];
    const said = typeof thought === 'string' ? thought : null;
    if (said === null && (votes[seat] ?? null) === null) return null;
    const id = said === null ? -1 : (board?.own[seat] ?? -1);
    const feedback: DiscussFeedback = { likes: likes[id] ?? 0, shown: shown[id] ?? 0, own: said };
    return { credit: 0, bonus: 0, feedback };
  });
}

/** Which thoughts are nearly the same depends on their texts alone, and is worked out once. */
const groupings = new WeakMap<readonly Thought[], readonly (readonly number[])[]>();

function groupsOf({ thoughts }: Board, language: string): readonly (readonly number[])[] {
  const known = groupings.get(thoughts);
  if (known !== undefined) return known;
  const byWriters = [...thoughts.keys()].sort(
    (a, b) => (thoughts[b]?.seats.length ?? 0) - (thoughts[a]?.seats.length ?? 0) || a - b,
  );
  const compared = byWriters.slice(0, comparedAnswersMax);
  const answers = compared.map((id) => ({ id, text: thoughts[id]?.text ?? '', credit: 0, flags: [] }));
  // Beyond a hall of people thoughts stay as they are: comparing all would make the room wait.
  const alone = byWriters.slice(comparedAnswersMax).map((id) => [id]);
  const groups = [...groupAnswers(answers, language).map(({ ids }) => ids), ...alone];
  groupings.set(thoughts, groups);
  return groups;
}

function bestOf(board: Board, { played, nameOf, language }: TallyRoom): DiscussTally['thoughts'] {
  const [written = [], votes = []] = played.answers;
  const groups = groupsOf(board, language);
  const groupOf: number[] = [];
  groups.forEach((ids, group) => ids.forEach((id) => (groupOf[id] = group)));
  const { likes, shown } = countReaders(board, votes, (id) => groupOf[id] ?? id);
  // Laplace's rule of succession: one like of one reader says less than nine of ten.
  const worth = (group: number): number => ((likes[group] ?? 0) + 1) / ((shown[group] ?? 0) + 2);
  // Whose author was removed is null in what was written, and so is the text.
  const isHere = (seat: number): boolean => typeof written[seat] === 'string';
  const seatsOf = (id: number): number[] => board.thoughts[id]?.seats.filter(isHere) ?? [];
  return groups
    .map((ids, group) => ({ ids, group, alike: ids.reduce((sum, id) => sum + seatsOf(id).length, 0) }))
    .filter(({ alike }) => alike > 0)
    .sort((a, b) => worth(b.group) - worth(a.group) || b.alike - a.alike || a.group - b.group)
    .slice(0, tallyThoughts)
    .map(({ ids, group, alike }) => {
      // Of those alike, what most have put so.
      const [id = 0] = [...ids].sort((a, b) => seatsOf(b).length - seatsOf(a).length);
      return {
        text: board.thoughts[id]?.text ?? '',
        likes: likes[group] ?? 0,
        shown: shown[group] ?? 0,
        alike,
        name: nameOf(seatsOf(id)[0] ?? -1),
      };
    });
}

export const discuss: Kind<DiscussItem, DiscussAnswer, DiscussFace, null, DiscussTally> & { schema: typeof schema } = {
  name: 'discuss',
  schema,
  asked: true,
  scored: false,
  timed: false,
  rightFrom: 1,
  deal: (item) => item,
  face: (item) => ({ charactersMax: thoughtCharactersMax, prompt: item.prompt ?? null }),
  key: () => null,
  parse(_item, raw) {
    if (typeof raw !== 'string' || raw.length > thoughtCharactersMax * 2) return null;
    const thought = visibleText(raw);
    return thought === '' || thought.length > thoughtCharactersMax ? null : thought;
  },
  grade: () => 0,
  later: [vote],
  settle,
  tally(_item, _answers, room) {
    if (room === undefined) return { thoughts: [], written: 0, voted: 0 };
    const [written = [], votes = []] = room.played.answers;
    const { board } = room.played;
    // Where only one was written, nobody read.
    const unread: Board = { thoughts: thoughtsIn(board === null ? written : []), own: [], hands: [] };
    return {
      thoughts: bestOf(board === null ? unread : asBoard(board), room),
      written: written.filter((each) => each !== null).length,
      voted: votes.filter((each) => each !== null).length,
    };
  },
};
