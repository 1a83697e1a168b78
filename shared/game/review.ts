/**
 * The answers to an item as the host judges them: like with like, what a verdict would change, and whom it reaches.
 * Reads the state and changes nothing; a verdict itself is an entry.
 */
import { groupAnswers, isNearlySame } from '../grading/groups.ts';
import { kindOf } from '../kinds/index.ts';
import { groupedAnswersMax, reviewAnswersMax, reviewGroupsMax } from '../limits.ts';
import type { JudgingView, PreviewView, ReviewGroup, ReviewView } from '../protocol/views.ts';
import { awardsOf, verdictsOf } from './award.ts';
import type { Seat } from './entry.ts';
import { isJudgeable } from './judging.ts';
import { rankPlayers } from './score.ts';
import type { Round, State } from './state.ts';

/** Leaders that a preview names. */
const leadersShown = 5;

interface Written {
  readonly seat: Seat;
  readonly text: string;
  readonly credit: number;
}

/** What there is to judge: the latest item of free text that was revealed. */
export function judgingView(state: State): JudgingView | null {
  for (let at = state.rounds.length - 1; at >= 0; at--) {
    const round = state.rounds[at];
    if (round === undefined || !isJudgeable(state, round)) continue;
    return {
      item: round.item,
      version: versionOf(state, round),
      answers: round.answerCount,
      flagged: round.flags.length,
      verdicts: round.verdicts.length,
      leniency: state.leniency,
    };
  }
  return null;
}

const versionOf = (state: State, round: Round): string =>
  [round.item, round.answerCount, round.flags.length, round.verdicts.length, state.leniency].join(' ');

function writtenIn(state: State, round: Round): Written[] {
  return round.answers.flatMap((given, seat) => {
    const isShown = given !== null && state.players[seat]?.removed === false && typeof given.answer === 'string';
    return isShown ? [{ seat, text: given.answer as string, credit: round.awards[seat]?.credit ?? 0 }] : [];
  });
}

/** The answers to an item, grouped; null where there is nothing to judge. */
export function reviewView(state: State, itemAt: number): ReviewView | null {
  const round = state.rounds[itemAt];
  const item = state.items[itemAt];
  if (round === undefined || item === undefined || !isJudgeable(state, round)) return null;
  const written = writtenIn(state, round);
  const bySeat = new Map(written.map((each) => [each.seat, each]));
  const flagged = new Set(round.flags);
  const verdicts = verdictsOf(round);
  // Beyond a hall of people the last answers are each their own group: comparing all would stop the room.
  const compared = written.slice(0, groupedAnswersMax);
  const groups = [
    ...groupAnswers(
      compared.map(({ seat, text, credit }) => ({ id: seat, text, credit, flags: [] })),
      state.language,
    ),
    ...written.slice(groupedAnswersMax).map(({ seat, text, credit }) => ({ ids: [seat], text, credit, doubt: 0 })),
  ];
  const shown = groups.slice(0, reviewGroupsMax).map(({ ids, text, credit, doubt }): ReviewGroup => ({
    seats: ids,
    text,
    credit,
    doubt: ids.every((seat) => verdicts.has(seat)) ? 0 : doubt,
    flagged: ids.filter((seat) => flagged.has(seat)).length,
    judged: ids.every((seat) => verdicts.has(seat)),
    answers: ids.slice(0, reviewAnswersMax).flatMap((seat) => {
      const each = bySeat.get(seat);
      const name = state.players[seat]?.name ?? '';
      return each === undefined ? [] : [{ ...each, name, flagged: flagged.has(seat) }];
    }),
  }));
  return {
    item: itemAt,
    version: versionOf(state, round),
    text: item.text,
    reference: kindOf(item).reference?.(item) ?? '',
    groups: shown,
    more: groups.length - shown.length,
  };
}

/** These seats, and those whose answer is nearly the same and that the host has not judged otherwise. */
export function reachOf(state: State, itemAt: number, seats: readonly Seat[]): Seat[] {
  const round = state.rounds[itemAt];
  if (round === undefined) return [];
  const chosen = new Set(seats);
  const verdicts = verdictsOf(round);
  const written = writtenIn(state, round);
  const texts = new Set(written.filter(({ seat }) => chosen.has(seat)).map(({ text }) => text));
  const alike = new Map<string, boolean>();
  const isAlike = (text: string): boolean => {
    let known = alike.get(text);
    if (known === undefined) {
      known = texts.has(text) || [...texts].some((other) => isNearlySame(text, other, state.language));
      alike.set(text, known);
    }
    return known;
  };
  return written
    .filter(({ seat, text }) => chosen.has(seat) || (!verdicts.has(seat) && isAlike(text)))
    .map(({ seat }) => seat);
}

/** What giving these seats a credit would change, or null where that cannot be. */
export function previewVerdict(
  state: State,
  itemAt: number,
  seats: readonly Seat[],
  credit: number,
): PreviewView | null {
  const round = state.rounds[itemAt];
  if (round === undefined || !isJudgeable(state, round)) return null;
  const after = awardsOf(state, { ...round, verdicts: [...round.verdicts, { seats, credit }] });
  let changed = 0;
  let points = 0;
  const players = state.players.map((player, seat) => {
    const by = (after[seat]?.points ?? 0) - (round.awards[seat]?.points ?? 0);
    if (by !== 0) changed += 1;
    points += by;
    return { ...player, points: player.points + by };
  });
  rankPlayers(players);
  const leaders = players
    .map((player, seat) => ({ player, moved: (state.players[seat]?.rank ?? 0) - player.rank }))
    .filter(({ player }) => !player.removed && player.rank > 0 && player.rank <= leadersShown)
    .sort((a, b) => a.player.rank - b.player.rank)
    .slice(0, leadersShown)
    .map(({ player, moved }) => ({ name: player.name, points: player.points, moved }));
  return { changed, points, leaders };
}
