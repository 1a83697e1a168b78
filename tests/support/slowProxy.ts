/**
 * A TCP proxy on the loopback that is as bad as the network of a phone: each way has a delay of its own, jitter, and
 * stalls behind which everything waits, as it does where TCP sends lost packets again. Bytes and their order stay.
 * Chance is seeded; it knows nothing of what crosses it.
 */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { Random } from '../../shared/kinds/kind.ts';

/** One way of a line, all in ms. */
export interface Way {
  readonly delayMs: number;
  /** Up to so much more, anew for each chunk; what comes behind never overtakes. */
  readonly jitterMs?: number;
  readonly stalls?: Stalls;
}

/** How often a chunk is held up, and for how long. */
export interface Stalls {
  readonly chance: number;
  readonly minMs: number;
  readonly maxMs: number;
}

export interface Line {
  /** From the phone to the server, and back. */
  readonly up: Way;
  readonly down: Way;
}

export interface SlowLine {
  readonly url: string;
  /** Breaks every connection that is open now; both ends notice at once. */
  cut(): void;
  /** Nothing crosses any more, and neither end is told: whoever was behind it sleeps. */
  fallSilent(): void;
  close(): Promise<void>;
}

/** What is on its way in one direction of one connection. */
class Lane {
  readonly #way: Way;
  readonly #random: Random;
  readonly #waiting: { readonly atMs: number; readonly go: () => void }[] = [];
  #lastAtMs = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(way: Way, random: Random) {
    this.#way = way;
    this.#random = random;
  }

  /** Lets `go` happen when it is due, after all that was sent before it. */
  send(go: () => void): void {
    const { delayMs, jitterMs = 0, stalls } = this.#way;
    let atMs = performance.now() + delayMs + this.#random() * jitterMs;
    if (stalls !== undefined && this.#random() < stalls.chance) {
      atMs += stalls.minMs + this.#random() * (stalls.maxMs - stalls.minMs);
    }
    this.#lastAtMs = Math.max(this.#lastAtMs, atMs);
    this.#waiting.push({ atMs: this.#lastAtMs, go });
    if (this.#waiting.length === 1) this.#arm();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#waiting.length = 0;
  }

  #arm(): void {
    const [head] = this.#waiting;
    if (head !== undefined) this.#timer = setTimeout(() => this.#deliver(), Math.max(0, head.atMs - performance.now()));
  }

  #deliver(): void {
    const nowMs = performance.now();
    // A timer may fire a fraction of a millisecond early.
    while ((this.#waiting[0]?.atMs ?? Number.POSITIVE_INFINITY) <= nowMs + 0.5) this.#waiting.shift()?.go();
    this.#arm();
  }
}

/** Opens a line to the server at `url`: all connections made to its own address share its profile and its chance. */
export async function openSlowLine(url: string, line: Line, random: Random): Promise<SlowLine> {
  const { hostname, port } = new URL(url);
  const cuts = new Set<() => void>();
  const silences = new Set<() => void>();
  let isSilent = false;
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (near) => {
    const far = connect({ host: hostname, port: Number(port), allowHalfOpen: true, noDelay: true });
    const lanes = [pour(near, far, line.up, random), pour(far, near, line.down, random)];
    const silence = (): void => {
      for (const lane of lanes) lane.stop();
      for (const end of [near, far]) end.pause();
    };
    silences.add(silence);
    if (isSilent) silence();
    const cut = (): void => {
      cuts.delete(cut);
      silences.delete(silence);
      for (const lane of lanes) lane.stop();
      near.destroy();
      far.destroy();
    };
    cuts.add(cut);
    for (const end of [near, far]) end.on('error', cut);
    let open = 2;
    for (const end of [near, far]) end.on('close', () => (--open === 0 ? cut() : undefined));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = (): void => {
    for (const each of [...cuts]) each();
  };
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    cut,
    fallSilent() {
      isSilent = true;
      for (const silence of silences) silence();
    },
    async close() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}

function pour(from: Socket, to: Socket, way: Way, random: Random): Lane {
  const lane = new Lane(way, random);
  from.on('data', (chunk) => lane.send(() => void to.write(chunk)));
  // An end waits its turn behind what was said before it.
  from.on('end', () => lane.send(() => to.end()));
  return lane;
}
