/**
 * The numbers of this node under the names that Prometheus reads. Each is read from its owner when somebody asks, so that
 * nothing is paid for while nobody does. Nothing here names a room, a player or an address.
 */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { HostWatch } from '../live/hostWatch.ts';
import { slowTripMs } from '../live/lookBack.ts';
import type { LoopLag } from '../live/loopLag.ts';
import type { Rooms } from '../live/rooms.ts';
import type { LogHealth } from '../log/logHealth.ts';
import type { Keeping } from '../store/keeping.ts';

export interface MetricsParts {
  readonly rooms: Rooms;
  readonly hosts: HostWatch;
  readonly health: LogHealth;
  /** Null where rooms that are over stay in the log. */
  readonly keeping: Keeping | null;
  readonly loopLag: LoopLag;
  readonly connections: () => number;
  readonly isReady: () => boolean;
  readonly isDraining: () => boolean;
}

export interface Metrics {
  readonly contentType: string;
  text(): Promise<string>;
}

/** A disk of today takes a millisecond, a slow one fifty; what takes ten seconds has no known end. */
const commitSeconds = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

type Read = () => number;

class Shelf {
  readonly registry = new Registry();

  gauge(name: string, help: string, read: Read): void {
    new Gauge({
      ...this.#named(name, help),
      collect() {
        this.set(read());
      },
    });
  }

  counter(name: string, help: string, read: Read): void {
    new Counter({
      ...this.#named(name, help),
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  }

  /** One count for each value of a label; the values are those of the record, and no others. */
  counters(name: string, help: string, label: string, counts: Readonly<Record<string, number>>): void {
    new Counter({
      ...this.#named(name, help),
      labelNames: [label],
      collect() {
        this.reset();
        for (const [value, count] of Object.entries(counts)) this.inc({ [label]: value }, count);
      },
    });
  }

  histogram(name: string, help: string, buckets: readonly number[]): (value: number) => void {
    const histogram = new Histogram({ ...this.#named(name, help), buckets: [...buckets] });
    return (value) => histogram.observe(value);
  }

  #named(name: string, help: string): { name: string; help: string; registers: Registry[] } {
    return { name: `quizloop_${name}`, help, registers: [this.registry] };
  }
}

export function createMetrics(parts: MetricsParts): Metrics {
  const shelf = new Shelf();
  addNode(shelf, parts);
  addPeople(shelf, parts);
  addLog(shelf, parts);
  let isWatchingNode = false;
  return {
    contentType: shelf.registry.contentType,
    text() {
      // They watch loop and memory for as long as the process lives: only where somebody wants to know.
      if (!isWatchingNode) collectDefaultMetrics({ register: shelf.registry });
      isWatchingNode = true;
      return shelf.registry.metrics();
    },
  };
}

function addNode(shelf: Shelf, { rooms, loopLag, isReady, isDraining }: MetricsParts): void {
  shelf.gauge('ready', '1 while people are to be sent to this node, as /readyz says', () => Number(isReady()));
  shelf.gauge('draining', '1 while this node lets its people go, because it ends', () => Number(isDraining()));
  shelf.gauge(
    'nodes_known',
    'Nodes that share the rooms, as heard from here, this one included',
    () => 1 + (rooms.across?.neighbours.count ?? 0),
  );
  shelf.gauge(
    'loop_lag_seconds',
    'How late the event loop runs: 99th percentile over the last half minute or so',
    () => loopLag.p99Ms() / 1_000,
  );
}

function addPeople(shelf: Shelf, { rooms, hosts, connections }: MetricsParts): void {
  const { tally } = rooms;
  shelf.gauge('rooms', 'Rooms that this node plays or still shows', () => rooms.live.length);
  shelf.gauge('players_connected', 'Players with a seat who are connected to this node', () =>
    rooms.live.reduce((sum, { room }) => sum + room.presence.countHere, 0),
  );
  shelf.gauge('connections', 'Connections to this node: phones, stages and desks', connections);
  shelf.gauge(
    'rooms_without_host',
    'Rooms in play whose host was connected to this node, and is not any more',
    () => rooms.live.filter((live) => hosts.isMissed(live)).length,
  );
  shelf.counter('hosts_back_total', 'Hosts that were missed in a room and came back to it', () => hosts.back);
  shelf.gauge(
    'round_trip_seconds',
    'What the network takes there and back for the slower tenth of the phones; 0: nobody was measured yet',
    () => (slowTripMs(rooms.live.map(({ room }) => room)) ?? 0) / 1_000,
  );
  shelf.counters('actions_total', 'What people asked for, by what became of it', 'outcome', tally.actions);
  shelf.counters(
    'connections_refused_total',
    'Connections that were not let in, by what they were told; later: to come again at a moment kept for them',
    'why',
    tally.turnedAway,
  );
  shelf.counters('connections_cut_total', 'Connections that were cut, other than by the game', 'why', tally.cuts);
  shelf.counter('joined_total', 'Seats that were taken on this node', () => tally.joined);
  shelf.counter('lost_total', 'Connections of players that were lost, and that nobody ended', () => tally.lost);
  shelf.counter('came_back_total', 'Connections that came back to a seat', () => tally.cameBack);
  shelf.counter('removed_total', 'Players that hosts took out of their rooms', () => tally.removed);
  shelf.counter(
    'outages_total',
    'Open questions that an outage met, and that were given the time back',
    () => tally.madeGood,
  );
}

function addLog(shelf: Shelf, { health, keeping }: MetricsParts): void {
  const observe = shelf.histogram(
    'log_commit_seconds',
    'From the first append of a commit to all of it being durable',
    commitSeconds,
  );
  health.onStored((waitedMs) => observe(waitedMs / 1_000));
  shelf.counter('log_commits_total', 'Times that the log stored something', () => health.commits);
  shelf.counter('log_failures_total', 'Times that the log could not store what it was given', () => health.failures);
  shelf.gauge('log_away', '1 while the log takes nothing: games stand still', () => Number(health.isAway));
  shelf.gauge('archive_waiting', 'Rooms that are over and not in the archive yet', () => keeping?.waiting ?? 0);
  shelf.counter(
    'archive_failures_total',
    'Looks at which something could not be archived or purged',
    () => keeping?.failures ?? 0,
  );
}
