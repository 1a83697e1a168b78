/**
 * What a player asks for: a seat, an answer, to leave. The time an answer scores with is worked out here and goes into
 * the entry, so that the fold stays pure. What cannot count never reaches the log.
 */
import { fairTime } from '../../shared/clock.ts';
import type { Seat } from '../../shared/game/entry.ts';
import { checkAnswer } from '../../shared/game/answers.ts';
import { seatOf } from '../../shared/game/state.ts';
import type { Json } from '../../shared/kinds/kind.ts';
import { signsCount } from '../../shared/limits.ts';
import { cleanName } from '../../shared/names.ts';
import { areSigns, signsKey } from '../../shared/signs.ts';
import { isUnkind } from '../../shared/unkind.ts';
import type { Ack, PlayerAction } from '../../shared/protocol/messages.ts';
import type { LiveRoom } from './liveRoom.ts';
import type { Connection } from './wire.ts';

type Answer = Extract<PlayerAction, { type: 'answer' }>;
type Join = Extract<PlayerAction, { type: 'join' }>;

export interface Moment {
  /** Room time at which the action arrived, stamped first thing. */
  readonly arrivedAtMs: number;
  readonly loopP99Ms: number;
  /** Gives a connection its seat once it has one. */
  readonly seated: (seat: Seat) => void;
  /** Counts the signs that were tapped; how often in a row they are to be right. */
  readonly timesRightFor: (isRight: boolean) => Promise<number>;
}

const not = (why: Extract<Ack, { ok: false }>['why']): Ack => ({ ok: false, why });

export async function playerAct(
  live: LiveRoom,
  player: Connection,
  action: PlayerAction,
  moment: Moment,
): Promise<Ack> {
  if (action.type === 'join') return join(live, player, action, moment);
  const { seat } = player.data;
  if (seat === null) return hasLeft(live, player, action) ? { ok: true } : not('not-joined');
  if (action.type === 'answer') {
    const ack = await once(live, `${String(seat)} ${action.ref}`, () => answer(live, player, seat, action, moment));
    // Another page, or an earlier one, answered: the phone is to show what counts.
    if (!ack.ok && ack.why === 'answered-already') live.screens.showYou(seat);
    return ack;
  }
  if (action.type === 'flag') return flag(live, seat, action.item);
  return leave(live, player, seat);
}

/** Asked again it changes nothing, and must not fill the log. */
async function flag(live: LiveRoom, seat: Seat, item: number): Promise<Ack> {
  if (live.room.state.rounds[item]?.flags.includes(seat) === true) return { ok: true };
  const [outcome] = await live.room.append([{ type: 'flagged', seat, item }]);
  return outcome ?? not('unavailable');
}

/** Who asks again to leave, because nobody was heard to say so, has left. */
const hasLeft = (live: LiveRoom, player: Connection, action: PlayerAction): boolean =>
  action.type === 'leave' && seatOf(live.room.state, player.data.tokenHash) !== undefined;

async function leave(live: LiveRoom, player: Connection, seat: Seat): Promise<Ack> {
  const [outcome] = await live.room.append([{ type: 'left', seat }]);
  if (outcome?.ok === true) player.data.seat = null;
  return outcome ?? not('unavailable');
}

/** A phone that sends too few signs, or none because the room was not guarded when it looked, has guessed nothing. */
async function pastGuard(
  { room, comers }: LiveRoom,
  player: Connection,
  { signs }: Join,
  { arrivedAtMs, timesRightFor }: Moment,
): Promise<boolean> {
  if (signs?.length !== signsCount) return false;
  const isRight = areSigns(signsKey(room.state.seed), arrivedAtMs, signs);
  const times = await timesRightFor(isRight);
  return times > 1 ? comers.tapped(player.data.tokenHash, arrivedAtMs, signs, isRight) >= times : isRight;
}

async function join(live: LiveRoom, player: Connection, action: Join, moment: Moment): Promise<Ack> {
  const name = cleanName(action.name);
  if (name === null) return not('name-unusable');
  // The fold decides; but a crowd that knocks at a locked door must not fill the log.
  const { state } = live.room;
  const isNew = seatOf(state, player.data.tokenHash) === undefined;
  if (isNew && state.locked) return not('locked');
  if (isNew && isUnkind(name)) return not('name-unkind');
  if (isNew && state.guarded && !(await pastGuard(live, player, action, moment))) return not('guarded');
  const [outcome] = await live.room.append([{ type: 'joined', name, tokenHash: player.data.tokenHash }]);
  if (outcome?.ok === true && outcome.seat !== undefined) moment.seated(outcome.seat);
  return outcome ?? not('unavailable');
}

/** A copy that overtook its original on the way to the log would be told "closed" of an answer that counts. */
function once(live: LiveRoom, key: string, ask: () => Promise<Ack>): Promise<Ack> {
  let asked = live.asked.get(key);
  if (asked === undefined) {
    asked = ask().finally(() => live.asked.delete(key));
    live.asked.set(key, asked);
  }
  return asked;
}

async function answer(live: LiveRoom, player: Connection, seat: Seat, action: Answer, moment: Moment): Promise<Ack> {
  const check = checkAnswer(live.room.state, { ...action, seat, atMs: moment.arrivedAtMs });
  if (!check.ok || check.counted) return check.ok ? { ok: true } : check;
  const { round } = check;
  const time = fairTime({
    arrivedMs: moment.arrivedAtMs - round.opensAtMs,
    claimedMs: action.tookMs,
    windowMs: round.windowMs,
    trips: player.data.trips.summary(),
    loopP99Ms: moment.loopP99Ms,
    quotaMs: live.quotas.leftMs(seat, action.item, round.windowMs),
  });
  if (time === null) {
    // By the clock it is too late. Whether the question closed, or gets the time of an outage back, the log says.
    await live.room.pass();
    const later = checkAnswer(live.room.state, { ...action, seat, atMs: moment.arrivedAtMs });
    return later.ok ? not('unavailable') : later;
  }
  const [outcome] = await live.room.append([
    {
      type: 'answered',
      seat,
      item: action.item,
      ...(action.step === undefined ? {} : { step: action.step }),
      // Checked by the kind's own parse above, which gives JSON.
      answer: check.answer satisfies Json,
      tMs: time.tMs,
      ...(time.creditMs > 0 ? { creditMs: Math.ceil(time.creditMs) } : {}),
      ref: action.ref,
    },
  ]);
  return outcome ?? not('unavailable');
}
