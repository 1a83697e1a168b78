/**
 * From state to screens: which views an entry changes, and sending each no more often than it can be read. A scene is
 * encoded once for all players; nothing is sent to all that only one needs; an answer is told to nobody but the host.
 */
import type { Body, Entry, Outcome, Seat } from '../../shared/game/entry.ts';
import { itemOf, roundOf } from '../../shared/game/state.ts';
import { deskView, sceneView, stageView, youView } from '../../shared/game/views.ts';
import { ranksShown, stepsOf } from '../../shared/game/steps.ts';
import { kindOf } from '../../shared/kinds/index.ts';
import { packScene, packYou, type Packed } from '../../shared/protocol/packed.ts';
import { countersEveryMs } from '../../shared/limits.ts';
import type { Opinions } from './opinions.ts';
import type { Room } from './room.ts';
import type { Connection, Wire } from './wire.ts';

/** Whose view an entry changes. `counters`: the host's screens, a few times a second. `step`: everybody's, now. */
type Reach = 'counters' | 'seat' | 'step';

const reachOf: { readonly [Type in Body['type']]: Reach } = {
  opened: 'counters',
  hosted: 'counters',
  joined: 'counters',
  left: 'counters',
  answered: 'counters',
  locked: 'counters',
  muted: 'counters',
  removed: 'counters',
  renamed: 'seat',
  asked: 'step',
  closed: 'step',
  stepped: 'step',
  skipped: 'step',
  revealed: 'step',
  ranked: 'step',
  paused: 'step',
  resumed: 'step',
  extended: 'step',
  ended: 'step',
  // A verdict is about what everybody looks at, and so are the names on the stage.
  judged: 'counters',
  unjudged: 'counters',
  tuned: 'counters',
  named: 'counters',
  flagged: 'seat',
};

/** Fan-outs that the lead is worked out from. */
const fanOutsMax = 20;

export const playersOf = (room: Room<Connection>): string => `${room.log.room} players`;
export const hostsOf = (room: Room<Connection>): string => `${room.log.room} hosts`;

export class Screens {
  readonly #wire: Wire;
  readonly #opinions: Opinions;
  readonly #room: Room<Connection>;
  readonly #fanOutsMs: number[] = [];
  #countersTimer: NodeJS.Timeout | undefined;
  #countersAtMs = 0;

  constructor(wire: Wire, room: Room<Connection>, opinions: Opinions) {
    this.#opinions = opinions;
    this.#wire = wire;
    this.#room = room;
  }

  /** Shows what a batch of entries changed. */
  show(entries: readonly Entry[], outcomes: readonly Outcome[]): void {
    let isStep = false;
    let areResultsNew = false;
    for (const [at, entry] of entries.entries()) {
      if (outcomes[at]?.ok !== true) continue;
      const reach = reachOf[entry.type];
      isStep ||= reach === 'step' || this.#takesText(entry);
      areResultsNew ||= this.#changesResults(entry);
      if (entry.type === 'renamed' || entry.type === 'flagged') this.showYou(entry.seat);
    }
    if (areResultsNew) for (const [seat] of this.#room.presence) this.showYou(seat);
    if (isStep) this.#showStep();
    else this.counters();
  }

  /** A connection that just arrived gets the whole truth at once. */
  greet(connection: Connection): void {
    const { audience, seat, find } = connection.data;
    const { state, presence } = this.#room;
    if (audience === 'player') {
      connection.emit('you', seat === null ? null : this.#you(seat));
      connection.emit('scene', packScene(sceneView(state)));
    } else if (audience === 'stage') connection.emit('stage', stageView(state, presence));
    else connection.emit('desk', this.#opinions.inDesk(deskView(state, presence, find)));
  }

  showYou(seat: Seat): void {
    this.#room.presence.get(seat)?.emit('you', this.#you(seat));
  }

  #you(seat: Seat): Packed | null {
    const you = youView(this.#room.state, seat);
    return you === null ? null : packYou(you);
  }

  /** The host's screens, soon: at most once every `countersEveryMs`. */
  counters(): void {
    if (this.#countersTimer !== undefined) return;
    const waitMs = Math.max(0, this.#countersAtMs + countersEveryMs - performance.now());
    this.#countersTimer = setTimeout(() => this.#showHosts(), waitMs);
    this.#countersTimer.unref();
  }

  close(): void {
    clearTimeout(this.#countersTimer);
  }

  /** Results are new at the reveal of a scored item, when a rank that was kept back is shown, and when one is free. */
  #changesResults(entry: Entry): boolean {
    const { state } = this.#room;
    const item = itemOf(state);
    // Each player's hand is another.
    if (entry.type === 'stepped' || this.#takesText(entry)) return true;
    if (entry.type === 'removed') return (state.players[entry.seat]?.points ?? 0) > 0 && ranksShown(state);
    if (entry.type === 'judged' || entry.type === 'unjudged' || entry.type === 'tuned') return true;
    if (entry.type === 'revealed') return item !== undefined && (kindOf(item).scored || stepsOf(item) > 1);
    const isLastWord = state.phase === 'podium' || state.phase === 'ended';
    return isLastWord && (entry.type === 'ranked' || entry.type === 'ended') && state.settings.standings === 'end';
  }

  /** What a removed player wrote is on everybody's screens, and perhaps the reason for the removal: it goes at once. */
  #takesText(entry: Entry): boolean {
    if (entry.type !== 'removed') return false;
    const earlier = roundOf(this.#room.state)?.earlier ?? [];
    return earlier.some((answers) => (answers[entry.seat] ?? null) !== null);
  }

  #showStep(): void {
    const began = performance.now();
    this.#wire.to(playersOf(this.#room)).emit('scene', packScene(sceneView(this.#room.state)));
    this.#noteFanOut(performance.now() - began);
    this.#showHosts();
  }

  #showHosts(): void {
    clearTimeout(this.#countersTimer);
    this.#countersTimer = undefined;
    this.#countersAtMs = performance.now();
    const { state, presence } = this.#room;
    let stage: ReturnType<typeof stageView> | undefined;
    for (const id of this.#wire.sockets.adapter.rooms.get(hostsOf(this.#room)) ?? []) {
      const host = this.#wire.sockets.sockets.get(id);
      if (host?.data.audience === 'stage') host.emit('stage', (stage ??= stageView(state, presence)));
      else host?.emit('desk', this.#opinions.inDesk(deskView(state, presence, host.data.find)));
    }
  }

  #noteFanOut(tookMs: number): void {
    this.#fanOutsMs.push(tookMs);
    if (this.#fanOutsMs.length > fanOutsMax) this.#fanOutsMs.shift();
    const sorted = [...this.#fanOutsMs].sort((a, b) => a - b);
    this.#room.setFanOut(sorted[Math.ceil(sorted.length * 0.95) - 1] ?? tookMs);
  }
}
