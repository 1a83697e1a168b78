/**
 * Invent a false definition, then find the true one among the inventions. Who finds it earns credit, and who is believed
 * earns a bonus: the share of those who could have chosen the invention and did. The board knows who wrote what, and no
 * view of it does.
 */
import * as v from 'valibot';
import { isSpelling, normalise } from '../grading/spelling.ts';
import { decoysMax, definitionCharactersMax, inventionCharactersMax, inventionsShown, optionsMax } from '../limits.ts';
import { visibleLine } from '../visible.ts';
import {
  scoredFields,
  text,
  windowSeconds,
  type IsGone,
  type Json,
  type Kind,
  type LaterStep,
  type Played,
  type Settled,
  type TallyRoom,
} from './kind.ts';
import { dealLate, dealOut, newSalt, placeFor } from './sampling.ts';
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
    voteSeconds: v.optional(windowSeconds('How long the vote is open, in seconds.'), 40),
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
/**
 * `found`: whether the true one was; null without a vote. `own`: what was written, and `knew`: that was the truth
 * itself. `fooled`: how many of those it was `shown` to, and who voted, took it for the truth.
 */
export type BluffFeedback = { found: boolean | null; fooled: number; shown: number; knew: boolean; own: string | null };
/**
 * The true definition, then those that were believed most. `names`: a few of its `writers`, where names are shown.
 * `common`: everybody chose among the same, so that an `id` is the letter it had.
 */
export type BluffTally = {
  options: { id: number; text: string; votes: number; truth: boolean; names: string[]; writers: number }[];
  common: boolean;
  votes: number;
  inventions: number;
};

interface BoardOption {
  readonly text: string;
  /** Who wrote it; nobody wrote the truth and the decoys. */
  readonly seats: readonly number[];
}

interface Board {
  readonly options: readonly BoardOption[];
  /** The id of the true one. */
  readonly truth: number;
  /** By seat: the id of what was written; that of the truth for who knew it. */
  readonly own: readonly (number | null)[];
  /** By seat: what each chooses among, beside the truth. Null where that is all. */
  readonly hands: readonly (readonly number[])[] | null;
  readonly salt: number;
}

/** So many wrong ones at least, as long as there are decoys: between two the true one is a coin's toss. */
const wrongMin = 3;
/** What it earns to have written the truth, which nobody can be fooled by. */
const knewBonus = 0.5;
/** Names under one definition on the stage; the rest are a number. */
const namesMax = 3;

const asBoard = (board: Json): Board => board as unknown as Board;

/** What makes two definitions the same; one of signs alone is its own. */
const keyOf = (definition: string): string => normalise(definition) || definition;

function gather(item: BluffItem, answers: readonly (Json | null)[], random: () => number): Json {
  const truth: { text: string; seats: number[] } = { text: item.truth, seats: [] };
  const truthKey = keyOf(item.truth);
  const written = new Map<string, { text: string; seats: number[] }>();
  const knew: number[] = [];
  answers.forEach((answer, seat) => {
    if (typeof answer !== 'string') return;
    const key = keyOf(answer);
    const same = written.get(key);
    if (isSpelling(key, truthKey, true)) knew.push(seat);
    else if (same !== undefined) same.seats.push(seat);
    else written.set(key, { text: answer, seats: [seat] });
  });
  const decoys = new Map(item.decoys.map((decoy) => [keyOf(decoy), { text: decoy, seats: [] }]));
  for (const key of [...written.keys(), truthKey]) decoys.delete(key);
  const used = [...decoys.values()].slice(0, Math.max(0, wrongMin - written.size));
  const options = shuffle([...written.values(), ...used, truth], random);
  const truthId = options.indexOf(truth);
  const own = answers.map((): number | null => null);
  options.forEach(({ seats }, id) => seats.forEach((seat) => (own[seat] = id)));
  for (const seat of knew) own[seat] = truthId;
  const ids = [...options.keys()].filter((id) => id !== truthId);
  const wrote = answers.map((answer) => answer !== null);
  const hands = options.length <= optionsMax ? null : dealOut({ ids, own, wrote, count: inventionsShown }, random);
  const board: Board = { options, truth: truthId, own, hands, salt: newSalt(random) };
  return board as unknown as Json;
}

const isOptionGone = ({ seats }: BoardOption, isGone: IsGone): boolean => seats.length > 0 && seats.every(isGone);

/** The wrong ones in the hand of a seat, where not everybody chooses among all. */
function wrongFor({ hands, options, truth }: Board, seat: number): readonly number[] {
  if (hands === null) return [];
  // Who came when the cards were dealt. Every id but that of the truth is one.
  const late = (): number[] =>
    dealLate(seat - hands.length, options.length - 1, inventionsShown).map((at) => (at < truth ? at : at + 1));
  return hands[seat] ?? late();
}

const isOwn = (board: Board, seat: number, id: number): boolean => id !== board.truth && board.own[seat] === id;

/** Whether a seat may take this for the true one; what was taken away meanwhile included. */
function isOffered(board: Board, seat: number, id: number): boolean {
  if (board.hands !== null) return id === board.truth || wrongFor(board, seat).includes(id);
  return board.options[id] !== undefined && !isOwn(board, seat, id);
}

const vote: LaterStep<BluffItem> = {
  seconds: (item) => item.voteSeconds,
  isWorthwhile: (item, answerCount) => answerCount + item.decoys.length > 0,
  gather,
  face(_item, raw, isGone): BluffVoteFace {
    const board = asBoard(raw);
    if (board.hands !== null) return { options: null };
    return { options: board.options.map((option) => (isOptionGone(option, isGone) ? null : option.text)) };
  },
  hand(_item, raw, seat, isGone): BluffHandFace {
    const board = asBoard(raw);
    const own = board.own[seat] ?? null;
    if (board.hands === null) return { options: null, own: own === board.truth ? null : own };
    const wrong = wrongFor(board, seat);
    const ids = [...wrong];
    // Its place does not move when another is taken away: that would tell which it is not.
    ids.splice(placeFor(seat, board.salt, wrong.length + 1), 0, board.truth);
    const options = ids.flatMap((id) => {
      const option = board.options[id];
      return option === undefined || isOptionGone(option, isGone) ? [] : [{ id, text: option.text }];
    });
    return { options, own: null };
  },
  parse: (_item, raw, seat, id) => (typeof id === 'number' && isOffered(asBoard(raw), seat, id) ? id : null),
};

/** By id: how many voters could choose it, and how many did. */
function countVotes(board: Board, votes: readonly (Json | null)[]): { shown: number[]; believed: number[] } {
  const shown = board.options.map(() => 0);
  const believed = board.options.map(() => 0);
  let voters = 0;
  votes.forEach((picked, seat) => {
    if (typeof picked !== 'number') return;
    voters += 1;
    believed[picked] = (believed[picked] ?? 0) + 1;
    for (const id of wrongFor(board, seat)) shown[id] = (shown[id] ?? 0) + 1;
    // Where all are on the table, all but the own one are there to choose.
    const own = board.own[seat] ?? null;
    if (board.hands === null && own !== null && own !== board.truth) shown[own] = (shown[own] ?? 0) - 1;
  });
  return { shown: board.hands === null ? shown.map((own) => own + voters) : shown, believed };
}

function settle(_item: BluffItem, { answers, board: raw }: Played): (Settled | null)[] {
  const [written = [], votes = []] = answers;
  const seats = Array.from({ length: Math.max(written.length, votes.length) }, (_, seat) => seat);
  if (raw === null) return seats.map(() => null);
  const board = asBoard(raw);
  const { shown, believed } = countVotes(board, votes);
  return seats.map((seat) => {
    const picked = votes[seat];
    const invention = written[seat];
    const said = typeof invention === 'string' ? invention : null;
    if (typeof picked !== 'number' && said === null) return null;
    const own = said === null ? null : (board.own[seat] ?? null);
    const knew = own === board.truth;
    const fooled = own === null || knew ? 0 : (believed[own] ?? 0);
    const seen = own === null || knew ? 0 : (shown[own] ?? 0);
    const found = typeof picked === 'number' ? picked === board.truth : null;
    const feedback: BluffFeedback = { found, fooled, shown: seen, knew, own: said };
    const bonus = knew ? knewBonus : Math.min(1, fooled / Math.max(1, seen));
    return { credit: found === true ? 1 : 0, bonus, feedback };
  });
}

function tallyOf(board: Board, { played, nameOf }: TallyRoom): BluffTally {
  const [written = [], votes = []] = played.answers;
  const { believed } = countVotes(board, votes);
  // Whose author was removed is null here, and so is the text.
  const isHere = (seat: number): boolean => typeof written[seat] === 'string';
  const options = board.options
    .map(({ text: definition, seats }, id) => ({ definition, id, seats: seats.filter(isHere), all: seats.length }))
    .filter(({ seats, all }) => all === 0 || seats.length > 0)
    .sort(
      (a, b) =>
        Number(b.id === board.truth) - Number(a.id === board.truth) ||
        (believed[b.id] ?? 0) - (believed[a.id] ?? 0) ||
        // Of what nobody believed, what somebody here has written.
        b.seats.length - a.seats.length ||
        a.id - b.id,
    );
  return {
    options: options.slice(0, optionsMax).map(({ definition, id, seats }) => ({
      id,
      text: definition,
      votes: believed[id] ?? 0,
      truth: id === board.truth,
      names: seats.slice(0, namesMax).flatMap((seat) => nameOf(seat) ?? []),
      writers: seats.length,
    })),
    common: board.hands === null,
    votes: votes.filter((id) => id !== null).length,
    inventions: written.filter((each) => each !== null).length,
  };
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
    return answer === '' || answer.length > inventionCharactersMax ? null : answer;
  },
  grade: () => 0,
  later: [vote],
  settle,
  tally(item, _answers, room) {
    const raw = room?.played.board ?? null;
    if (room !== undefined && raw !== null) return tallyOf(asBoard(raw), room);
    const truth = { id: 0, text: item.truth, votes: 0, truth: true, names: [], writers: 0 };
    return { options: [truth], common: false, votes: 0, inventions: 0 };
  },
};
