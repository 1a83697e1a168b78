/**
 * Write what you think, then read some of what others wrote and mark what speaks to you. Nothing is scored: the room
 * gets what to talk about, and each text was read by about as many as any other.
 */
import * as v from 'valibot';
import { normalise } from '../grading/spelling.ts';
import { thoughtCharactersMax, thoughtsShown, windowSecondsMax, windowSecondsMin } from '../limits.ts';
import { visibleText } from '../visible.ts';
import {
  askedFields,
  text,
  type IsGone,
  type Json,
  type Kind,
  type LaterStep,
  type Played,
  type Settled,
} from './kind.ts';
import { shareOut } from './sampling.ts';
import { shuffle } from './shuffle.ts';

const schema = v.pipe(
  v.strictObject({
    kind: v.literal('discuss'),
    ...askedFields,
    seconds: v.optional(askedFields.seconds.wrapped, 180),
    voteSeconds: v.optional(
      v.pipe(
        v.number(),
        v.minValue(windowSecondsMin),
        v.maxValue(windowSecondsMax),
        v.description('How long people read and mark what others wrote, in seconds.'),
      ),
      60,
    ),
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
/** How many marked the own thought, of how many who read it. */
export type DiscussFeedback = { likes: number; shown: number };
/** What spoke to most of those who read it, first. `alike`: how many wrote the same. */
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
}
const asBoard = (board: Json): Board => board as unknown as Board;

const nobody: IsGone = () => false;

const idsFor = (board: Board, seat: number, isGone: IsGone = nobody, most = thoughtsShown): number[] =>
  shareOut(
    board.thoughts.map(({ seats }) => seats),
    seat,
    thoughtsShown,
    isGone,
    most,
  );

const picksSchema = v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(0))), v.maxLength(thoughtsShown));

const vote: LaterStep<DiscussItem> = {
  seconds: (item) => item.voteSeconds,
  isWorthwhile: (_item, answerCount) => answerCount > 1,
  gather(_item, answers, random) {
    const byNormal = new Map<string, { text: string; seats: number[] }>();
    answers.forEach((answer, seat) => {
      if (typeof answer !== 'string') return;
      const normal = normalise(answer);
      const same = byNormal.get(normal);
      if (same === undefined) byNormal.set(normal, { text: answer, seats: [seat] });
      else same.seats.push(seat);
    });
    const board: Board = { thoughts: shuffle([...byNormal.values()], random) };
    return board as unknown as Json;
  },
  face: (_item, board): DiscussVoteFace => ({ thoughts: asBoard(board).thoughts.length }),
  hand: (_item, raw, seat, isGone): DiscussHandFace => {
    const board = asBoard(raw);
    return { thoughts: idsFor(board, seat, isGone).map((id) => ({ id, text: board.thoughts[id]?.text ?? '' })) };
  },
  parse(_item, board, seat, raw) {
    const picks = v.safeParse(picksSchema, raw);
    if (!picks.success || new Set(picks.output).size !== picks.output.length) return null;
    // Not asked who is gone: what a phone was shown before somebody was removed is still an answer.
    const shown = new Set(idsFor(asBoard(board), seat, nobody, 2 * thoughtsShown));
    return picks.output.every((id) => shown.has(id)) ? [...picks.output].sort((a, b) => a - b) : null;
  },
};

interface Counts {
  readonly likes: readonly number[];
  readonly shown: readonly number[];
}

function count(board: Board, votes: readonly (Json | null)[]): Counts {
  const likes = board.thoughts.map(() => 0);
  const shown = board.thoughts.map(() => 0);
  votes.forEach((picks, seat) => {
    if (!Array.isArray(picks)) return;
    for (const id of idsFor(board, seat)) shown[id] = (shown[id] ?? 0) + 1;
    for (const id of picks as number[]) likes[id] = (likes[id] ?? 0) + 1;
  });
  return { likes, shown };
}

function settle(_item: DiscussItem, { answers, board: raw }: Played): (Settled | null)[] {
  const [written = [], votes = []] = answers;
  const length = Math.max(written.length, votes.length);
  const board = raw === null ? null : asBoard(raw);
  const { likes, shown } = board === null ? { likes: [], shown: [] } : count(board, votes);
  const ownOf = new Map(board?.thoughts.flatMap((thought, id) => thought.seats.map((seat) => [seat, id] as const)));
  return Array.from({ length }, (_, seat) => {
    const own = ownOf.get(seat);
    if ((written[seat] ?? null) === null && (votes[seat] ?? null) === null) return null;
    const feedback: DiscussFeedback = { likes: likes[own ?? -1] ?? 0, shown: shown[own ?? -1] ?? 0 };
    return { credit: 0, bonus: 0, feedback };
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
    return normalise(thought) === '' || thought.length > thoughtCharactersMax ? null : thought;
  },
  grade: () => 0,
  later: [vote],
  settle,
  tally(_item, _answers, room) {
    const [written = [], votes = []] = room?.played.answers ?? [];
    const counted = {
      written: written.filter((each) => each !== null).length,
      voted: votes.filter((each) => each !== null).length,
    };
    const raw = room?.played.board ?? null;
    const board: Board =
      raw === null
        ? {
            thoughts: written.flatMap((each, seat) =>
              typeof each === 'string' ? [{ text: each, seats: [seat] }] : [],
            ),
          }
        : asBoard(raw);
    const { likes, shown } = count(board, votes);
    // Laplace's rule of succession: one like of one reader says less than nine of ten.
    const worth = (id: number): number => ((likes[id] ?? 0) + 1) / ((shown[id] ?? 0) + 2);
    const thoughts = board.thoughts
      .map((thought, id) => ({ thought, id, left: thought.seats.filter((seat) => typeof written[seat] === 'string') }))
      .filter(({ left }) => left.length > 0)
      .sort((a, b) => worth(b.id) - worth(a.id) || b.left.length - a.left.length)
      .slice(0, tallyThoughts)
      .map(({ thought, id, left }) => ({
        text: thought.text,
        likes: likes[id] ?? 0,
        shown: shown[id] ?? 0,
        alike: left.length,
        name: room?.nameOf(left[0] ?? -1) ?? null,
      }));
    return { thoughts, ...counted };
  },
};
