/**
 * Invent a false definition, then find the true one among the inventions. Who finds it earns credit, and who is believed
 * earns a bonus: the share of those who could have chosen the invention and did. The board knows who wrote what, and no
 * view of it does.
 */
import * as v from 'valibot';
import { isSpelling, normalise } from '../grading/spelling.ts';
import {
  decoysMax,
  definitionCharactersMax,
  inventionCharactersMax,
  inventionsShown,
  optionsMax,
  windowSecondsMax,
  windowSecondsMin,
} from '../limits.ts';
import { visibleLine } from '../visible.ts';
import {
  scoredFields,
  text,
  type IsGone,
  type Json,
  type Kind,
  type LaterStep,
  type Played,
  type Settled,
} from './kind.ts';
import { newSalt, placeFor, shareOut } from './sampling.ts';
import { shuffle } from './shuffle.ts';

const schema = v.pipe(
  v.strictObject({
    kind: v.literal('bluff'),
    ...scoredFields,
    seconds: v.optional(scoredFields.seconds.wrapped, 75),
    truth: v.pipe(text(definitionCharactersMax), v.description('The true definition.')),
    decoys: v.optional(
      v.pipe(
        v.array(text(definitionCharactersMax)),
        v.maxLength(decoysMax),
        v.description('False definitions for a room that invents too few.'),
      ),
      [],
    ),
    voteSeconds: v.optional(
      v.pipe(
        v.number(),
        v.minValue(windowSecondsMin),
        v.maxValue(windowSecondsMax),
        v.description('How long the vote is open, in seconds.'),
      ),
      40,
    ),
  }),
  v.title('Bluff'),
  v.description('Invent a false definition, then find the true one among the inventions.'),
);

export type BluffItem = v.InferOutput<typeof schema>;
/** First the invention, then the id of the definition that was taken for the true one. */
export type BluffAnswer = string;
export type BluffVoteAnswer = number;
export type BluffFace = { charactersMax: number };
/** All definitions by id, where everybody chooses among the same; null for one that was taken away. */
export type BluffVoteFace = { options: (string | null)[] | null };
/** `options`: what this player chooses among, where rooms are too large for all. `own`: the id of the own invention. */
export type BluffHandFace = { options: { id: number; text: string }[] | null; own: number | null };
export type BluffKey = string;
/** `found`: whether the true one was; null without a vote. `knew`: the own invention was the truth itself. */
export type BluffFeedback = { found: boolean | null; fooled: number; shown: number; knew: boolean };
/** The true definition and those that were believed most. `name`: who wrote it, where names are shown. */
export type BluffTally = {
  options: { text: string; votes: number; truth: boolean; names: string[] }[];
  votes: number;
  inventions: number;
};

interface BoardOption {
  readonly text: string;
  /** Who wrote it; nobody wrote the truth and the decoys. */
  readonly seats: readonly number[];
  readonly truth: boolean;
}

interface Board {
  readonly options: readonly BoardOption[];
  /** Who wrote the truth: it is not shown twice. */
  readonly knew: readonly number[];
  readonly salt: number;
}

/** So many wrong ones at least, as long as there are decoys: between two the true one is a coin's toss. */
const wrongMin = 3;
/** What it earns to have written the truth, which nobody can be fooled by. */
const knewBonus = 0.5;

const asBoard = (board: Json): Board => board as unknown as Board;

function gather(item: BluffItem, answers: readonly (Json | null)[], random: () => number): Json {
  const truth = normalise(item.truth);
  const byNormal = new Map<string, { text: string; seats: number[]; truth: boolean }>();
  const knew: number[] = [];
  answers.forEach((answer, seat) => {
    if (typeof answer !== 'string') return;
    const normal = normalise(answer);
    const same = byNormal.get(normal);
    if (isSpelling(normal, truth, true)) knew.push(seat);
    else if (same !== undefined) same.seats.push(seat);
    else byNormal.set(normal, { text: answer, seats: [seat], truth: false });
  });
  const decoys = item.decoys
    .filter((decoy) => !byNormal.has(normalise(decoy)))
    .slice(0, Math.max(0, wrongMin - byNormal.size))
    .map((decoy) => ({ text: decoy, seats: [], truth: false }));
  const options = [...byNormal.values(), ...decoys, { text: item.truth, seats: [], truth: true }];
  const board: Board = { options: shuffle(options, random), knew, salt: newSalt(random) };
  return board as unknown as Json;
}

const isCommon = (board: Board): boolean => board.options.length <= optionsMax;

const isOptionGone = (option: BoardOption, isGone: IsGone): boolean =>
  option.seats.length > 0 && option.seats.every(isGone);

/** The ids that a seat chooses among, the own invention left out. */
function idsFor(board: Board, seat: number, isGone: IsGone, most = inventionsShown): number[] {
  const { options, salt } = board;
  const truth = options.findIndex((option) => option.truth);
  if (isCommon(board)) {
    return options.flatMap((option, id) => (option.seats.includes(seat) || isOptionGone(option, isGone) ? [] : [id]));
  }
  const others = options.flatMap((option, id) => (option.truth ? [] : [{ id, seats: option.seats }]));
  const taken = shareOut(
    others.map(({ seats }) => seats),
    seat,
    inventionsShown,
    isGone,
    most,
  ).map((at) => others[at]?.id ?? truth);
  taken.splice(placeFor(seat, salt, taken.length + 1), 0, truth);
  return taken;
}

const nobody: IsGone = () => false;

const vote: LaterStep<BluffItem> = {
  seconds: (item) => item.voteSeconds,
  isWorthwhile: (item, answerCount) => answerCount + item.decoys.length > 0,
  gather,
  face(_item, raw, isGone): BluffVoteFace {
    const board = asBoard(raw);
    if (!isCommon(board)) return { options: null };
    return { options: board.options.map((option) => (isOptionGone(option, isGone) ? null : option.text)) };
  },
  hand(_item, raw, seat, isGone): BluffHandFace {
    const board = asBoard(raw);
    const own = board.options.findIndex((option) => option.seats.includes(seat));
    if (isCommon(board)) return { options: null, own: own < 0 ? null : own };
    const options = idsFor(board, seat, isGone).map((id) => ({ id, text: board.options[id]?.text ?? '' }));
    return { options, own: null };
  },
  // Not asked who is gone: what a phone was shown before somebody was removed is still an answer.
  parse: (_item, raw, seat, id) =>
    typeof id === 'number' && idsFor(asBoard(raw), seat, nobody, 2 * inventionsShown).includes(id) ? id : null,
};

function settle(_item: BluffItem, { answers, board: raw }: Played): (Settled | null)[] {
  const [written = [], votes = []] = answers;
  const players = Math.max(written.length, votes.length);
  const seats = Array.from({ length: players }, (_, seat) => seat);
  if (raw === null) return seats.map(() => null);
  const board = asBoard(raw);
  const shown = board.options.map(() => 0);
  const believed = board.options.map(() => 0);
  const isVoter = (seat: number): boolean => typeof votes[seat] === 'number';
  for (const seat of seats.filter(isVoter)) {
    for (const id of idsFor(board, seat, nobody)) shown[id] = (shown[id] ?? 0) + 1;
    const id = votes[seat] as number;
    believed[id] = (believed[id] ?? 0) + 1;
  }
  const ownOf = new Map(board.options.flatMap((option, id) => option.seats.map((seat) => [seat, id] as const)));
  const knew = new Set(board.knew);
  return seats.map((seat) => {
    const picked = votes[seat];
    const hasWritten = typeof written[seat] === 'string';
    if (typeof picked !== 'number' && !hasWritten) return null;
    const own = hasWritten ? ownOf.get(seat) : undefined;
    const fooled = own === undefined ? 0 : (believed[own] ?? 0);
    const seen = own === undefined ? 0 : (shown[own] ?? 0);
    const found = typeof picked === 'number' ? board.options[picked]?.truth === true : null;
    const bonus = hasWritten && knew.has(seat) ? knewBonus : Math.min(1, fooled / Math.max(1, seen));
    const feedback: BluffFeedback = { found, fooled, shown: seen, knew: hasWritten && knew.has(seat) };
    return { credit: found === true ? 1 : 0, bonus, feedback };
  });
}

export const bluff: Kind<BluffItem, BluffAnswer, BluffFace, BluffKey, BluffTally> & { schema: typeof schema } = {
  name: 'bluff',
  schema,
  asked: true,
  scored: true,
  timed: true,
  rightFrom: 1,
  deal: (item) => item,
  face: () => ({ charactersMax: inventionCharactersMax }),
  key: (item) => item.truth,
  parse(_item, raw) {
    if (typeof raw !== 'string' || raw.length > inventionCharactersMax * 2) return null;
    const answer = visibleLine(raw);
    return normalise(answer) === '' || answer.length > inventionCharactersMax ? null : answer;
  },
  grade: () => 0,
  later: [vote],
  settle,
  tally(item, _answers, room) {
    const board = room === undefined || room.played.board === null ? null : asBoard(room.played.board);
    if (room === undefined || board === null)
      return { options: [{ text: item.truth, votes: 0, truth: true, names: [] }], votes: 0, inventions: 0 };
    const [written = [], votes = []] = room.played.answers;
    const counts = board.options.map(() => 0);
    for (const id of votes) if (typeof id === 'number') counts[id] = (counts[id] ?? 0) + 1;
    // Whose author was removed is null here, and so is the text.
    const options = board.options
      .filter(({ seats }) => seats.length === 0 || seats.some((seat) => typeof written[seat] === 'string'))
      .map((option) => ({
        text: option.text,
        votes: counts[board.options.indexOf(option)] ?? 0,
        truth: option.truth,
        names: option.seats.flatMap((seat) => room.nameOf(seat) ?? []),
      }))
      .sort((a, b) => Number(b.truth) - Number(a.truth) || b.votes - a.votes);
    return {
      options: options.slice(0, optionsMax),
      votes: votes.filter((id) => id !== null).length,
      inventions: written.filter((each) => each !== null).length,
    };
  },
};
