/**
 * What happened on this node since it started, in plain numbers: a count costs an addition, and whoever asks reads them.
 * What comes in crowds, as phones that are cut, is also logged: one line a moment, with how many there were. It holds
 * nobody's name, address or room.
 */
import type { Logger } from 'pino';
import { lostAtOnceMin } from '../../shared/operatingLimits.ts';
import { refusals, type Ack, type Refusal } from '../../shared/protocol/messages.ts';

/** Long enough that a hall is one line, short enough that who looks at the log sees it happen. */
const sayAfterMs = 1_000;

/** Why a connection that was let in is cut, other than by the rules of the game. */
const cuts = ['not-reading', 'flood', 'unreadable'] as const;
export type Cut = (typeof cuts)[number];
/** `later`: the doorkeeper named a moment to come again. */
export type TurnedAway = Refusal | 'later';

/** Of those turned away, what an operator is told of: the rest is a wrong code, or an old page. */
const remarkable = ['later', 'too-many', 'not-host'] as const satisfies readonly TurnedAway[];
type Remarkable = (typeof remarkable)[number];

type Crowd = Cut | Remarkable | 'lost' | 'made-good' | 'taken-out';

const lines: { readonly [Each in Crowd]: readonly [level: 'info' | 'warn', says: string] } = {
  'not-reading': ['info', 'phones that took nothing any more were cut; they come back by themselves'],
  flood: ['warn', 'connections were cut because of a flood of messages'],
  unreadable: ['warn', 'connections were cut because nobody could read what they sent'],
  later: ['info', 'phones that came all at once were told to come a moment later each'],
  'too-many': ['warn', 'connections were refused because their address opened, or guessed, too many'],
  'not-host': ['warn', 'connections were refused that showed no key of the room they wanted to lead'],
  'taken-out': ['info', 'players were taken out of their rooms by hosts'],
  lost: ['warn', 'players lost their connections all at once; they come back by themselves'],
  'made-good': ['info', 'open questions were given the time of an outage back'],
};

/** Why connections end that nobody ended: the network or the power went, or whoever stands in front. */
const losses: readonly string[] = ['transport close', 'transport error', 'ping timeout'];

const zeros = <Name extends string>(names: readonly Name[]): Record<Name, number> =>
  Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;

export class Tally {
  readonly actions = zeros(['ok', 'refused', 'unavailable']);
  readonly turnedAway = zeros<TurnedAway>([...refusals, 'later']);
  readonly cuts = zeros(cuts);
  /** Took a seat; came back to one. */
  joined = 0;
  cameBack = 0;
  /** Players who lost their connections. */
  lost = 0;
  /** Players that a host took out of a room. */
  removed = 0;
  /** Open questions that an outage met, and that got the time back. */
  madeGood = 0;
  readonly #logger: Logger;
  readonly #unsaid = new Map<Crowd, number>();
  #timer: NodeJS.Timeout | undefined;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  acted(ack: Ack): void {
    if (ack.ok) this.actions.ok += 1;
    else if (ack.why === 'unavailable') this.actions.unavailable += 1;
    else this.actions.refused += 1;
  }

  turnAway(why: TurnedAway): void {
    this.turnedAway[why] += 1;
    const crowd = remarkable.find((each) => each === why);
    if (crowd !== undefined) this.#sayLater(crowd);
  }

  takeOut(players: number): void {
    this.removed += players;
    this.#sayLater('taken-out', players);
  }

  cut(why: Cut): void {
    this.cuts[why] += 1;
    this.#sayLater(why);
  }

  /** `reason`: as Socket.IO has it. */
  lose(reason: string): void {
    if (!losses.includes(reason)) return;
    this.lost += 1;
    this.#sayLater('lost');
  }

  makeGood(): void {
    this.madeGood += 1;
    this.#sayLater('made-good');
  }

  /** What was not said yet is said. */
  close(): void {
    clearTimeout(this.#timer);
    this.#say();
  }

  #sayLater(crowd: Crowd, count = 1): void {
    this.#unsaid.set(crowd, (this.#unsaid.get(crowd) ?? 0) + count);
    this.#timer ??= setTimeout(() => this.#say(), sayAfterMs).unref();
  }

  #say(): void {
    this.#timer = undefined;
    for (const [crowd, count] of this.#unsaid) {
      // A few a second pocket their phones.
      if (crowd === 'lost' && count < lostAtOnceMin) continue;
      const [level, says] = lines[crowd];
      this.#logger[level]({ count }, says);
    }
    this.#unsaid.clear();
  }
}
