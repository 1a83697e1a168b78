/**
 * What the host asks for, turned into the entries it means at this moment. What only asks leaves none. A
 * control pressed twice, or on two devices, does its work once: it says where its sender thought the room was.
 */
import { crowdOf } from '../../shared/game/crowd.ts';
import type { Body, Outcome, Seat } from '../../shared/game/entry.ts';
import { roundOf, type State } from '../../shared/game/state.ts';
import { reviewView } from '../../shared/game/review.ts';
import { previewVerdict, reachOf } from '../../shared/game/verdict.ts';
import { nextSteps, skipSteps } from '../../shared/game/steps.ts';
import { cleanName } from '../../shared/names.ts';
import type { Ack, Crowd, HostAction } from '../../shared/protocol/messages.ts';
import type { PreviewView } from '../../shared/protocol/views.ts';
import type { LiveRoom, Rooms } from './rooms.ts';
import type { Connection } from './wire.ts';

const stale: Ack = { ok: false, why: 'stale' };

/** Answers to the host's last actions: enough for what a lost acknowledgement makes two devices send again. */
const rememberedMax = 64;

/** The same ref is the same action: who heard no answer and asks again extends a question once, not twice. */
export function hostAct(rooms: Rooms, live: LiveRoom, host: Connection, action: HostAction): Promise<Ack> {
  // What only asks may be asked again, and its answers are large.
  if (action.type === 'review') return Promise.resolve(review(live, action.item));
  if (action.type === 'preview') return Promise.resolve(preview(live.room.state, action));
  if (action.type === 'count')
    return Promise.resolve({ ok: true, crowd: crowdOf(live.room.state, action.crowd).length });
  const key = `host ${host.data.tokenHash} ${action.ref}`;
  const known = live.hostAnswers.get(key);
  if (known !== undefined) return known;
  const answer = act(rooms, live, host, action);
  live.hostAnswers.set(key, answer);
  const oldest = live.hostAnswers.size > rememberedMax ? live.hostAnswers.keys().next() : undefined;
  if (oldest?.done === false) live.hostAnswers.delete(oldest.value);
  // What the log could not take may be asked again.
  answer.catch(() => live.hostAnswers.delete(key));
  return answer;
}

type Acting = Exclude<HostAction, { type: 'review' | 'preview' | 'count' }>;

async function act(rooms: Rooms, live: LiveRoom, host: Connection, action: Acting): Promise<Ack> {
  if (action.type === 'find') {
    host.data.find = action.name;
    live.screens.greet(host);
    return { ok: true };
  }
  if (action.type === 'pair') return { ok: true, word: await rooms.pairing.word(live.room.log.room) };
  if (action.type === 'rename' && cleanName(action.name) === null) return { ok: false, why: 'name-unusable' };
  if (action.type === 'judge') return judge(live, action);
  if (action.type === 'clear') return clear(rooms, live, action.crowd);
  const bodies = bodiesFor(live.room.state, action, live.room.leadMs);
  if (bodies.length === 0) return stale;
  const ack = ackOf(await live.room.append(bodies));
  if (ack.ok && action.type === 'remove') rooms.tally.takeOut(1);
  return ack;
}

function review({ room, opinions }: LiveRoom, item: number): Ack {
  const found = reviewView(room.state, item);
  return found === null ? stale : { ok: true, review: opinions.inReview(found) };
}

type Judging = Extract<HostAction, { type: 'judge' }>;
type Verdict = Pick<Judging, 'item' | 'seats' | 'credit'>;

const told = (state: State, { item, seats, credit }: Verdict, reached: readonly Seat[]): PreviewView | null =>
  previewVerdict(state, item, { chosen: seats, reached, credit });

function preview(state: State, verdict: Verdict): Ack {
  const found = told(state, verdict, reachOf(state, verdict.item, verdict.seats));
  return found === null ? stale : { ok: true, preview: found };
}

/** The acknowledgement says what the verdict changed: a preview may have been of a moment before, or there was none. */
async function judge(live: LiveRoom, verdict: Judging): Promise<Ack> {
  const { item, credit, ref } = verdict;
  const seats = reachOf(live.room.state, item, verdict.seats);
  const changed = told(live.room.state, verdict, seats);
  if (changed === null) return stale;
  const ack = ackOf(await live.room.append([{ type: 'judged', item, seats, credit, ref }]));
  return ack.ok ? { ok: true, preview: changed } : ack;
}

async function clear({ tally }: Rooms, { room }: LiveRoom, crowd: Crowd): Promise<Ack> {
  const seats = crowdOf(room.state, crowd);
  if (seats.length === 0) return stale;
  const ack = ackOf(await room.append([{ type: 'cleared', seats }]));
  if (!ack.ok) return ack;
  tally.takeOut(seats.length);
  return { ok: true, crowd: seats.length };
}

/** One action is one step: where one of its entries does not apply, the first reason is the answer. */
function ackOf(outcomes: readonly Outcome[]): Ack {
  return outcomes.find((outcome) => !outcome.ok) ?? { ok: true };
}

function bodiesFor(
  state: State,
  action: Exclude<Acting, { type: 'find' | 'pair' | 'judge' | 'clear' }>,
  leadMs: number,
): readonly Body[] {
  switch (action.type) {
    case 'next':
    case 'skip': {
      const round = roundOf(state);
      if (action.phase !== state.phase || action.index !== (round?.item ?? -1)) return [];
      if ((action.step ?? 0) !== (round?.step ?? 0)) return [];
      return action.type === 'skip' ? skipSteps(state, leadMs) : nextSteps(state, leadMs);
    }
    // What changes nothing must not fill the log.
    case 'pause':
      return state.pausedAtMs === null ? [{ type: 'paused' }] : [];
    case 'resume':
      return state.pausedAtMs === null ? [] : [{ type: 'resumed' }];
    case 'extend':
      return [{ type: 'extended', item: action.item, byMs: action.byMs, cause: 'host', ref: action.ref }];
    case 'lock':
      return [{ type: 'locked', locked: action.locked }];
    case 'guard':
      return [{ type: 'guarded', guarded: action.guarded }];
    case 'mute':
      return [{ type: 'muted', muted: action.muted }];
    case 'remove':
      return [{ type: 'removed', seat: action.seat }];
    case 'rename':
      return [{ type: 'renamed', seat: action.seat, name: cleanName(action.name) ?? '' }];
    case 'unjudge':
      return state.rounds[action.item]?.verdicts.length === action.verdicts
        ? [{ type: 'unjudged', item: action.item, verdicts: action.verdicts }]
        : [];
    case 'tune':
      return action.leniency === state.leniency ? [] : [{ type: 'tuned', leniency: action.leniency }];
    case 'names':
      return action.shown === state.namesShown ? [] : [{ type: 'named', shown: action.shown }];
    case 'end':
      return [{ type: 'ended' }];
  }
}
