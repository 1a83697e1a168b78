/**
 * The answers to an item as the host judges them: like with like, what is odd about them, and which items there are to
 * judge. Reads the state and changes nothing; what a verdict does is in verdict.ts.
 */
import { groupAnswers, weigh } from '../grading/groups.ts';
import { kindOf, type Item } from '../kinds/index.ts';
import { comparedAnswersMax, judgedItemsMax, reviewAnswersMax, reviewGroupsMax, reviewSeatsMax } from '../limits.ts';
import type { JudgingItem, JudgingView, ReviewAnswer, ReviewGroup, ReviewView } from '../protocol/views.ts';
import { verdictsOf } from './award.ts';
import type { Seat } from './entry.ts';
import { isJudgeable } from './judging.ts';
import type { Round, State, Verdict } from './state.ts';

/** An answer of free text, by whoever is not removed. */
interface Written {
  readonly seat: Seat;
  readonly text: string;
}

/** What there is to judge: the latest item of free text that was revealed, and those before it. Null in a room that is over. */
export function judgingView(state: State): JudgingView | null {
  if (state.phase === 'ended') return null;
  const items: JudgingItem[] = [];
  for (let at = state.rounds.length - 1; at >= 0 && items.length <= judgedItemsMax; at--) {
    const round = state.rounds[at];
    if (round === undefined || !isJudgeable(state, round)) continue;
    items.push({
      item: round.item,
      version: versionOf(state, round),
      answers: round.answerCount,
      flagged: round.flags.length,
      verdicts: round.verdicts.length,
    });
  }
  const [latest, ...earlier] = items;
  return latest === undefined ? null : { ...latest, leniency: state.leniency, earlier };
}

/** 32 bits of what a verdict says, worked out once: the desk's view asks several times a second. */
const signs = new WeakMap<Verdict, number>();

function signOf(verdict: Verdict): number {
  let sign = signs.get(verdict);
  if (sign === undefined) {
    // FNV-1a over whole numbers.
    sign = [Math.round(verdict.credit * 1_000), ...verdict.seats].reduce(
      (hash, part) => Math.imul(hash ^ part, 16_777_619),
      -2_128_831_035,
    );
    signs.set(verdict, sign);
  }
  return sign;
}

/** Not their number alone: one that was undone and another given are as many, and not the same. */
function versionOf(state: State, round: Round): string {
  const verdicts = round.verdicts.reduce(
    (hash, verdict) => Math.imul(hash, 31) + signOf(verdict),
    round.verdicts.length,
  );
  return [round.item, round.answerCount, round.flags.length, (verdicts >>> 0).toString(36), state.leniency].join(' ');
}

export function writtenIn(state: State, round: Round): Written[] {
  return round.answers.flatMap((given, seat) => {
    const isShown = given !== null && state.players[seat]?.removed === false && typeof given.answer === 'string';
    return isShown ? [{ seat, text: given.answer }] : [];
  });
}

/** Who is with whom depends on the texts alone, so a verdict does not need it worked out again. */
const groupings = new WeakMap<Round, { readonly answerCount: number; readonly groups: readonly Seat[][] }>();

function groupingOf(state: State, round: Round): readonly Seat[][] {
  const known = groupings.get(round);
  // After the reveal no answer comes; when a player is removed, there is one less.
  if (known?.answerCount === round.answerCount) return known.groups;
  const written = writtenIn(state, round);
  const [compared, alone] = mostFrequent(written);
  const answers = compared.map(({ seat, text }) => ({ id: seat, text, credit: 0, flags: [] }));
  const groups = [...groupAnswers(answers, state.language).map(({ ids }) => ids), ...alone];
  groupings.set(round, { answerCount: round.answerCount, groups });
  return groups;
}

/** Beyond a hall of people, what fewest have written stays as it is: comparing all would make the room wait. */
function mostFrequent(written: readonly Written[]): [compared: Written[], alone: Seat[][]] {
  const byText = new Map<string, Written[]>();
  for (const each of written) {
    const same = byText.get(each.text);
    if (same === undefined) byText.set(each.text, [each]);
    else same.push(each);
  }
  const texts = [...byText.values()].sort((a, b) => b.length - a.length);
  const alone = texts.slice(comparedAnswersMax).map((same) => same.map(({ seat }) => seat));
  return [texts.slice(0, comparedAnswersMax).flat(), alone];
}

/** Seats whose verdict reaches the whole group: all of them, or of a crowd who was judged and one for each wording. */
function spokesmenOf(answers: readonly ReviewAnswer[]): Seat[] {
  const texts = new Set<string>();
  const chosen = answers.filter(({ text, judged }) => {
    const isNew = !texts.has(text);
    texts.add(text);
    return answers.length <= reviewSeatsMax || judged || isNew;
  });
  return chosen.slice(0, reviewSeatsMax).map(({ seat }) => seat);
}

function groupView(answers: readonly ReviewAnswer[]): ReviewGroup {
  const judged = answers.filter((each) => each.judged).length;
  const { credit, doubt } = weigh(answers.map((each) => ({ credit: each.credit, flags: each.odd })));
  return {
    count: answers.length,
    seats: spokesmenOf(answers),
    text: answers[0]?.text ?? '',
    credit,
    doubt: judged === answers.length ? 0 : doubt,
    flagged: answers.filter((each) => each.flagged).length,
    judged,
    // Who says "I was right" is not hidden behind twelve others.
    answers: [...answers].sort((a, b) => Number(b.flagged) - Number(a.flagged)).slice(0, reviewAnswersMax),
  };
}

/** For whoever has little time: what players flagged, then what the grader is least sure of, then what most have written. */
const pressingFirst = (a: ReviewGroup, b: ReviewGroup): number =>
  Number(b.flagged > 0) - Number(a.flagged > 0) || b.doubt - a.doubt || b.count - a.count;

/** The answers to an item, grouped; null where there is nothing to judge. */
export function reviewView(state: State, itemAt: number): ReviewView | null {
  const round = state.rounds[itemAt];
  const item = state.items[itemAt];
  if (round === undefined || item === undefined || !isJudgeable(state, round)) return null;
  const answerOf = answerViews(state, round, item);
  const groups = groupingOf(state, round).map((seats) => groupView(seats.map(answerOf)));
  const shown = groups.sort(pressingFirst).slice(0, reviewGroupsMax);
  const { rightFrom, reference, points } = kindOf(item);
  const isRight = (seat: Seat): boolean => (round.awards[seat]?.credit ?? 0) >= rightFrom;
  return {
    item: itemAt,
    version: versionOf(state, round),
    text: item.text,
    reference: reference?.(item) ?? '',
    points: points?.(item) ?? [],
    right: state.players.filter((player, seat) => !player.removed && isRight(seat)).length,
    answers: round.answerCount,
    groups: shown,
    more: groups.length - shown.length,
  };
}

function answerViews(state: State, round: Round, item: Item): (seat: Seat) => ReviewAnswer {
  const flagged = new Set(round.flags);
  const verdicts = verdictsOf(round);
  const { odd } = kindOf(item);
  return (seat) => {
    const answer = round.answers[seat]?.answer ?? '';
    return {
      seat,
      name: state.players[seat]?.name ?? '',
      text: String(answer),
      credit: round.awards[seat]?.credit ?? 0,
      flagged: flagged.has(seat),
      judged: verdicts.has(seat),
      odd: odd?.(item, answer) ?? [],
    };
  };
}
