/**
 * From state to screens: which views an entry changes, and sending each no more often than it can be read. A scene is
 * encoded once for all players; nothing is sent to all that only one needs; an answer is told to nobody but the host.
 * How a view goes out is the outlet's.
 */
import type { Body, Entry, Outcome, Seat } from '../../shared/game/entry.ts';
import { seatsTaken } from '../../shared/game/people.ts';
import { roundOf } from '../../shared/game/state.ts';
import { deskView, sceneView, stageView, youView } from '../../shared/game/views.ts';
import { ranksShown, stepsOf } from '../../shared/game/steps.ts';
import { kindOf } from '../../shared/kinds/index.ts';
import type { Audience } from '../../shared/protocol/messages.ts';
import { packScene, packYou } from '../../shared/protocol/packed.ts';
import { countersEveryMs } from '../../shared/limits.ts';
import { frameOf, type Frame, type ViewName } from './frames.ts';
import type { Opinions } from './opinions.ts';
import { Outlet } from './outlet.ts';
import type { Room } from './room.ts';
import type { Tally } from './tally.ts';
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
  guarded: 'counters',
  removed: 'counters',
  cleared: 'counters',
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

const viewsOf: { readonly [Each in Audience]: readonly ViewName[] } = {
  player: ['you', 'scene'],
  stage: ['stage'],
  desk: ['desk'],
};

/** Fan-outs that the lead is worked out from. */
const fanOutsMax = 20;

export const playersOf = (room: Room<Connection>): string => `${room.log.room} players`;
export const hostsOf = (room: Room<Connection>): string => `${room.log.room} hosts`;

export class Screens {
  readonly #wire: Wire;
  readonly #opinions: Opinions;
  readonly #room: Room<Connection>;
  readonly #outlet: Outlet;
  readonly #fanOutsMs: number[] = [];
  /** The same for all players for as long as nothing happens. */
  #scene: { readonly seq: number; readonly frame: Frame } | undefined;
  #countersTimer: NodeJS.Timeout | undefined;
  #countersAtMs = 0;

  constructor(wire: Wire, room: Room<Connection>, opinions: Opinions, tally: Tally) {
    this.#opinions = opinions;
    this.#wire = wire;
    this.#room = room;
    this.#outlet = new Outlet({
      connections: () => this.#inside(playersOf(room), hostsOf(room)),
      frame: (connection, view) => this.#frame(connection, view),
      onCut: () => tally.cut('not-reading'),
    });
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
    if (isStep) this.#showStep(areResultsNew);
    else {
      if (areResultsNew) for (const [seat] of this.#room.presence) this.showYou(seat);
      this.counters();
    }
  }

  /** A connection that just arrived gets the whole truth at once. */
  greet(connection: Connection): void {
    this.#outlet.send(connection, viewsOf[connection.data.audience]);
  }

  /** Before an acknowledgement: whoever asked has been shown by then what it did. */
  settle(connection: Connection): void {
    this.#outlet.settle(connection);
  }

  showYou(seat: Seat): void {
    const connection = this.#room.presence.get(seat);
    if (connection !== undefined) this.#outlet.send(connection, ['you']);
  }

  /** The host's screens, soon: at most once every `countersEveryMs`. */
  counters(): void {
    if (this.#countersTimer !== undefined) return;
    const waitMs = Math.max(0, this.#countersAtMs + countersEveryMs - performance.now());
    this.#countersTimer = setTimeout(() => this.#showHosts(), waitMs);
    this.#countersTimer.unref();
  }

  /** Everybody comes back by themselves, and sees the room as it is by then. */
  cut(): void {
    for (const { conn } of this.#inside(playersOf(this.#room), hostsOf(this.#room))) conn.close();
  }

  close(): void {
    clearTimeout(this.#countersTimer);
    this.#outlet.close();
  }

  /** Results are new at the reveal of a scored item, when a rank that was kept back is shown, and when one is free. */
  #changesResults(entry: Entry): boolean {
    const { state } = this.#room;
    // Each player's hand is another.
    if (entry.type === 'stepped' || this.#takesText(entry)) return true;
    if (seatsTaken(entry).some((seat) => (state.players[seat]?.points ?? 0) > 0)) return ranksShown(state);
    if (entry.type === 'judged' || entry.type === 'unjudged' || entry.type === 'tuned') return true;
    if (entry.type === 'revealed') {
      // The room may be at the next item already: a log that stood still hands out many entries at once.
      const item = state.items[entry.item];
      return item !== undefined && (kindOf(item).scored || stepsOf(item) > 1);
    }
    const isLastWord = state.phase === 'podium' || state.phase === 'ended';
    return isLastWord && (entry.type === 'ranked' || entry.type === 'ended') && state.settings.standings === 'end';
  }

  /** What a removed player wrote is on everybody's screens, and perhaps the reason for the removal: it goes at once. */
  #takesText(entry: Entry): boolean {
    const earlier = roundOf(this.#room.state)?.earlier ?? [];
    return seatsTaken(entry).some((seat) => earlier.some((answers) => (answers[seat] ?? null) !== null));
  }

  #showStep(areResultsNew: boolean): void {
    const { presence } = this.#room;
    const began = performance.now();
    for (const connection of this.#inside(playersOf(this.#room))) {
      const { seat } = connection.data;
      const hasResult = areResultsNew && seat !== null && presence.get(seat) === connection;
      this.#outlet.send(connection, hasResult ? viewsOf.player : ['scene']);
    }
    // The lead is for what is the same for all.
    if (!areResultsNew) this.#noteFanOut(performance.now() - began);
    this.#showHosts();
  }

  #showHosts(): void {
    clearTimeout(this.#countersTimer);
    this.#countersTimer = undefined;
    this.#countersAtMs = performance.now();
    for (const host of this.#inside(hostsOf(this.#room))) this.#outlet.send(host, viewsOf[host.data.audience]);
  }

  *#inside(...rooms: readonly string[]): Generator<Connection> {
    const { adapter, sockets } = this.#wire.sockets;
    for (const room of rooms)
      for (const id of adapter.rooms.get(room) ?? []) {
        const connection = sockets.get(id);
        if (connection !== undefined) yield connection;
      }
  }

  #frame({ data }: Connection, view: ViewName): Frame {
    const { state, presence } = this.#room;
    if (view === 'you') {
      const you = data.seat === null ? null : youView(state, data.seat);
      return frameOf('you', you === null ? null : packYou(you));
    }
    if (view === 'stage') return frameOf('stage', stageView(state, presence));
    if (view === 'desk') return frameOf('desk', this.#opinions.inDesk(deskView(state, presence, data.find)));
    if (this.#scene?.seq !== state.seq)
      this.#scene = { seq: state.seq, frame: frameOf('scene', packScene(sceneView(state))) };
    return this.#scene.frame;
  }

  #noteFanOut(tookMs: number): void {
    this.#fanOutsMs.push(tookMs);
    if (this.#fanOutsMs.length > fanOutsMax) this.#fanOutsMs.shift();
    const sorted = [...this.#fanOutsMs].sort((a, b) => a - b);
    this.#room.setFanOut(sorted[Math.ceil(sorted.length * 0.95) - 1] ?? tookMs);
  }
}
