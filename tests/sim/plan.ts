/**
 * What a seed means: the pack, the settings, the network and how often each thing goes wrong. Each weight is drawn anew
 * (swarm testing: a fault that is left out lets others show what it would have hidden).
 */
import { seededRandom } from '../../shared/game/random.ts';
import type { Random } from '../../shared/kinds/kind.ts';
import type { Pack } from '../../shared/pack.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Delay } from '../support/fakeNetwork.ts';
import { parsePack } from '../support/rooms.ts';

export const playersInRoom = 20;

/** Stands in what is true of an item that is voted on: told when the vote begins, since it is one of the options. */
export const truthOf = (item: number): string => `TRUTH-${String(item)}-`;
export const anyTruth = /TRUTH-(\d+)-/g;

/** Stands in every key and explanation, so that a frame that tells one too early is found by its text. */
export const secretOf = (item: number): string => `KEY-${String(item)}-`;
export const anySecret = /KEY-(\d+)-/g;

/** `classic`: what a seed meant before there were verdicts and votes. Regressions found then are had again by it. */
export type Form = 'whole' | 'classic';

export interface Plan {
  readonly seed: number;
  /** How long people play before the network is left in peace. */
  readonly playMs: number;
  readonly pack: Pack;
  readonly settings: Settings;
  readonly roomSeed: number;
  readonly delays: readonly Delay[];
  readonly hostDelay: Delay;
  /** How long a log takes to be read at a start, at most. */
  readonly readMs: number;
  /** How often what a phone sends arrives twice. */
  readonly duplicates: number;
  /** Frames under way to a phone before its network takes no more, and the latest view has to wait. */
  readonly windowFrames: number;
  readonly perMinute: {
    /** A connection breaks and both ends notice soon. */
    readonly cut: number;
    /** A network is gone for a while, and nobody is told. */
    readonly vanish: number;
    /** Nothing moves for a while, then all of it. */
    readonly stall: number;
    readonly reload: number;
    readonly secondTab: number;
    readonly closeTab: number;
    readonly leave: number;
    readonly kill: number;
    readonly hold: number;
    readonly refuse: number;
    readonly late: number;
  };
  readonly player: {
    readonly early: number;
    readonly late: number;
    readonly twice: number;
    readonly nonsense: number;
    /** How often a player says of an answer that it was right, though it was not called so. */
    readonly flag: number;
    /** Reloads a page that hangs. */
    readonly impatient: number;
    readonly thinkMs: number;
  };
  readonly host: {
    readonly paceMs: number;
    readonly doubled: number;
    readonly weights: Readonly<Record<Control, number>>;
  };
}

const classicControls = ['next', 'pause', 'extend', 'skip', 'rename', 'remove', 'lock', 'mute', 'find', 'end'] as const;
export const controls = [...classicControls, 'judge', 'unjudge', 'tune', 'names'] as const;
export type Control = (typeof controls)[number];

export const pick = <T>(random: Random, from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];
export const between = (random: Random, low: number, high: number): number => low + (high - low) * random();

type Maker = (at: number) => { readonly kind: string };

/** Items of one step that are not written in sentences. */
const classicMakers = (random: Random, seconds: number): Maker[] => [
  (at) => ({ kind: 'slide', text: `Slide ${String(at)}`, body: 'Read.', seconds }),
  (at) => ({
    kind: 'choice',
    text: `Choice ${String(at)}?`,
    options: [{ text: 'red', right: true }, { text: 'green' }, { text: 'blue' }],
  }),
  (at) => ({
    kind: 'choice',
    text: `Several ${String(at)}?`,
    options: [{ text: 'a', right: true }, { text: 'b', right: true }, { text: 'c' }],
  }),
  (at) => ({ kind: 'choice', text: `True ${String(at)}.`, truth: random() < 0.5, points: 2 }),
  (at) => ({ kind: 'typed', text: `Typed ${String(at)}?`, accept: ['Stockholm', `${secretOf(at)}word`] }),
  (at) => ({ kind: 'poll', text: `Poll ${String(at)}?`, options: ['good', 'so-so'] }),
  (at) => ({
    kind: 'choice',
    text: `Rehearsal ${String(at)}?`,
    options: [{ text: 'x', right: true }, { text: 'y' }],
    points: 0,
  }),
];

/** Items that are judged by the host, or voted on. */
const writtenMakers = (random: Random): Maker[] => {
  const voteSeconds = Math.round(between(random, 5, 8));
  const explain: Maker = (at) => ({
    kind: 'explain',
    text: `Why ${String(at)}?`,
    answer: `Trees drop their leaves to save water in winter. Frost would break them (${secretOf(at)}answer).`,
    points: random() < 0.2 ? 0 : 1,
  });
  const bluff: Maker = (at) => ({
    kind: 'bluff',
    text: `Word ${String(at)}`,
    truth: `${truthOf(at)} the wood that carries water`,
    decoys: ['a small window', 'a slow dance'].slice(0, Math.floor(random() * 3)),
    voteSeconds,
  });
  const discuss: Maker = (at) => ({ kind: 'discuss', text: `What of ${String(at)}?`, voteSeconds });
  const match: Maker = (at) => ({
    kind: 'match',
    text: `Which is which in ${String(at)}?`,
    pairs: ['oak', 'fir', 'elm'].map((term) => ({ term, definition: `what ${term} means` })),
  });
  return [explain, explain, explain, bluff, bluff, bluff, discuss, match];
};

function itemsOf(random: Random, form: Form): unknown[] {
  const seconds = Math.round(between(random, 5, 9));
  const makers = [...classicMakers(random, seconds), ...(form === 'classic' ? [] : writtenMakers(random))];
  return Array.from({ length: 4 + Math.floor(random() * 4) }, (_, at) => {
    const item = (pick(random, makers) ?? makers[0])?.(at);
    const asked = item?.kind === 'slide' ? {} : { seconds, readSeconds: Math.round(between(random, 0, 3)) };
    return { ...item, ...asked, explanation: `${secretOf(at)}because` };
  });
}

function delayOf(random: Random): Delay {
  const kind = random();
  if (kind < 0.6) return { minMs: between(random, 2, 40), spreadMs: between(random, 1, 60) };
  if (kind < 0.9) return { minMs: between(random, 40, 200), spreadMs: between(random, 20, 400) };
  return { minMs: between(random, 200, 500), spreadMs: between(random, 200, 2_500) };
}

/** Drawn apart, so that all else of a seed stays what it was before there were such networks. */
function windowOf(seed: number): number {
  const random = seededRandom(seed, 0xbac);
  return random() < 0.4 ? Infinity : 1 + Math.floor(random() ** 2 * 6);
}

export function planOf(seed: number, form: Form = 'whole'): Plan {
  const random = seededRandom(seed, 0x91a);
  /** A third of all weights are nothing at all; the others are drawn evenly. */
  const swarm = (most: number): number => (random() < 0.35 ? 0 : random() * most);
  const isWhole = form === 'whole';
  const settings: Settings = {
    speed: pick(random, ['classic', 'gentle', 'none'] as const) ?? 'classic',
    standings: pick(random, ['each', 'some', 'end', 'none'] as const) ?? 'each',
    autoAdvance: random() < 0.25,
    reading: random() < 0.6,
    phoneText: random() < 0.8,
  };
  return {
    seed,
    playMs: between(random, 20_000, 110_000),
    pack: parsePack({ title: 'Simulated', items: itemsOf(random, form) }),
    settings,
    roomSeed: Math.floor(random() * 2 ** 31),
    delays: Array.from({ length: playersInRoom }, () => delayOf(random)),
    hostDelay: delayOf(random),
    readMs: swarm(1_500),
    duplicates: swarm(0.5),
    windowFrames: isWhole ? windowOf(seed) : Infinity,
    perMinute: {
      cut: swarm(30),
      vanish: swarm(15),
      stall: swarm(30),
      reload: swarm(20),
      secondTab: swarm(8),
      closeTab: swarm(8),
      leave: swarm(4),
      kill: swarm(2.5),
      hold: swarm(5),
      refuse: swarm(3),
      late: swarm(5),
    },
    player: {
      early: swarm(0.3),
      late: swarm(0.3),
      twice: swarm(0.3),
      nonsense: swarm(0.1),
      impatient: swarm(0.3),
      thinkMs: between(random, 600, 5_000),
      flag: isWhole ? swarm(0.3) : 0,
    },
    host: {
      paceMs: between(random, 300, 2_500),
      doubled: swarm(0.5),
      weights: {
        next: 10,
        pause: swarm(2),
        extend: swarm(2),
        skip: swarm(1.5),
        rename: swarm(2),
        remove: swarm(0.7),
        lock: swarm(1.5),
        mute: swarm(1),
        find: swarm(1),
        end: swarm(0.05),
        judge: isWhole ? swarm(8) : 0,
        unjudge: isWhole ? swarm(6) : 0,
        tune: isWhole ? swarm(1) : 0,
        names: isWhole ? swarm(1) : 0,
      },
    },
  };
}
