/**
 * Time that is fair: a phone's estimate of room time, which only draws, and the time an answer scores with, which the
 * server works out from what it measured itself. All in ms. Formulas: design, "Time is fair".
 */
import { answerMsMin, graceMs, pageTripMsMax } from './limits.ts';

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** What the server believes of a connection's network, from what it measured itself. */
export interface RoundTrips {
  readonly minMs: number;
  readonly p90Ms: number;
}

/** The most that the network is believed to have cost: 0.7·rttMin + (rttP90 − rttMin) + 80 + event-loop p99. */
export const allowanceMs = (trips: RoundTrips | null, loopP99Ms: number): number =>
  (trips === null ? 0 : 0.7 * trips.minMs + (trips.p90Ms - trips.minMs)) + 80 + loopP99Ms;

/** C: no credit for one answer is ever more than this, whatever was measured or claimed. */
export const creditCapMs = (windowMs: number): number => clamp(0.05 * windowMs, 500, 1_000);

/** g: what a seat's quota grows by with each item. */
export const quotaGrowthMs = (windowMs: number): number => clamp(0.02 * windowMs, 300, 500);

/** A seat's credit for lag over the whole game: starts at 3g, grows by g an item up to 7g, and is spent. */
export interface Quota {
  readonly leftMs: number;
  /** The item it was last grown for. */
  readonly item: number;
}

export function quotaAt(quota: Quota | undefined, item: number, windowMs: number): Quota {
  const g = quotaGrowthMs(windowMs);
  if (quota === undefined) return { leftMs: 3 * g, item };
  const grown = quota.leftMs + g * Math.max(0, item - quota.item);
  return { leftMs: Math.min(grown, Math.max(7 * g, quota.leftMs)), item: Math.max(item, quota.item) };
}

export interface Arrival {
  /** a: when the answer arrived, counted from the opening. Negative when it came early. */
  readonly arrivedMs: number;
  /** c: what the phone says passed between showing and tapping. */
  readonly claimedMs: number;
  readonly windowMs: number;
  readonly trips: RoundTrips | null;
  readonly loopP99Ms: number;
  readonly quotaMs: number;
}

export interface FairTime {
  /** t: the time that scores, answerMsMin … windowMs. */
  readonly tMs: number;
  /** k: the credit given, to be taken from the quota. */
  readonly creditMs: number;
}

/** The time that scores, or null when the answer came after the window and the grace. */
export function fairTime(arrival: Arrival): FairTime | null {
  const { arrivedMs, claimedMs, windowMs, trips, loopP99Ms, quotaMs } = arrival;
  if (arrivedMs > windowMs + graceMs) return null;
  const believed = Number.isFinite(claimedMs) ? arrivedMs - Math.max(0, claimedMs) : 0;
  const creditMs = Math.max(
    0,
    Math.min(believed, allowanceMs(trips, loopP99Ms), creditCapMs(windowMs), Math.max(0, quotaMs)),
  );
  return { tMs: Math.round(clamp(arrivedMs - creditMs, answerMsMin, windowMs)), creditMs };
}

/** Round trips kept for the estimates: enough for a 90th percentile, few enough to follow a phone that moves. */
const tripsMax = 20;

/** Who answered: the browser's network stack, below any script, or the page, whose script may take its time. */
export type TripBy = 'frames' | 'page';

/** The server's record of one connection's measured round trips. */
export class TripRecord {
  readonly #tripsMs: number[] = [];
  #by: TripBy = 'frames';

  /** Answered by another than before: the connection goes another way now, and its record starts anew. */
  add(tripMs: number, by: TripBy = 'frames'): void {
    if (!(tripMs >= 0)) return;
    if (by !== this.#by) this.#tripsMs.length = 0;
    this.#by = by;
    this.#tripsMs.push(tripMs);
    if (this.#tripsMs.length > tripsMax) this.#tripsMs.shift();
  }

  get by(): TripBy {
    return this.#by;
  }

  /** Null before the first measurement. */
  summary(): RoundTrips | null {
    if (this.#tripsMs.length === 0) return null;
    const sorted = [...this.#tripsMs].sort((a, b) => a - b);
    const minMs = sorted[0] ?? 0;
    if (this.#by === 'frames') return { minMs, p90Ms: sorted[Math.ceil(sorted.length * 0.9) - 1] ?? minMs };
    // A script is busy now and then, and could be slow on purpose: only its quickest answer counts, up to a bound.
    const believedMs = Math.min(minMs, pageTripMsMax);
    return { minMs: believedMs, p90Ms: believedMs };
  }
}

/** A quarter of an hour of a page that nothing disturbs: clocks drift a few milliseconds meanwhile. */
const samplesMax = 16;
/** Room time is told in whole milliseconds, rounded down. */
const roomStepMs = 1;
/** One ping may be held up, and the next one too; hardly three. */
const sureSamples = 3;
/** Of round trips these say how the network is now: one that was held up is none that matters. */
const tripSamples = 5;

interface ClockSample {
  readonly lowMs: number;
  readonly highMs: number;
  readonly tripMs: number;
}

/**
 * A phone's estimate of room time. The server's stamp lies between sending and receiving, so each ping says what room
 * time minus local time can be, whatever held it up; the estimate is the middle of what all of them leave possible. It
 * only draws, it never scores. What one way always takes longer than the other cannot be seen from one end: half of it
 * is the error.
 */
export class ClockEstimate {
  #samples: ClockSample[] = [];

  /** One ping: sent and received by the local clock, `roomMs` as the server answered. */
  sample(sentMs: number, roomMs: number, receivedMs: number): void {
    const tripMs = receivedMs - sentMs;
    if (!(tripMs >= 0) || !Number.isFinite(roomMs)) return;
    this.#samples.push({ lowMs: roomMs - receivedMs, highMs: roomMs + roomStepMs - sentMs, tripMs });
    // A clock that drifted or slept contradicts what was measured before: the newest is right.
    while (this.#samples.length > samplesMax || this.#lowMs > this.#highMs) this.#samples.shift();
  }

  /** Forgets what was measured before: the device slept or changed its network, and its clock may have moved. */
  restart(): void {
    this.#samples = [];
  }

  /** Room time minus local time; null before the first sample. */
  get offsetMs(): number | null {
    return this.#samples.length === 0 ? null : (this.#lowMs + this.#highMs) / 2;
  }

  /** Enough was measured since the start to forget what was known before. */
  get isSure(): boolean {
    return this.#samples.length >= sureSamples;
  }

  /** Whether room time minus local time may be this, by all that was measured. */
  allows(offsetMs: number): boolean {
    return this.#lowMs <= offsetMs && offsetMs <= this.#highMs;
  }

  /** The median of the last round trips, or null before the first. */
  get tripMs(): number | null {
    const trips = this.#samples
      .slice(-tripSamples)
      .map((sample) => sample.tripMs)
      .sort((a, b) => a - b);
    return trips[Math.floor(trips.length / 2)] ?? null;
  }

  get #lowMs(): number {
    return Math.max(...this.#samples.map((sample) => sample.lowMs));
  }

  get #highMs(): number {
    return Math.min(...this.#samples.map((sample) => sample.highMs));
  }
}
