/** Rooms for tests: packs, logs of any shape, and a driver that plays time in order of what is due. */
import fc from 'fast-check';
import * as v from 'valibot';
import type { Body, Entry, Outcome } from '../../shared/game/entry.ts';
import { due } from '../../shared/game/due.ts';
import { fold } from '../../shared/game/fold.ts';
import { emptyState, type State } from '../../shared/game/state.ts';
import type { Json } from '../../shared/kinds/kind.ts';
import { packSchema, type Pack } from '../../shared/pack.ts';
import { defaultSettings, type Settings } from '../../shared/settings.ts';

export const startMs = 1_800_000_000_000;

export const parsePack = (raw: unknown): Pack => v.parse(packSchema, raw);

/** One item of each kind, and of each form of choice; those of several steps last. */
export const samplePack: Pack = parsePack({
  title: 'Sample',
  items: [
    { kind: 'slide', text: 'Welcome', body: 'Read this.' },
    { kind: 'choice', text: 'One?', options: [{ text: 'yes', right: true }, { text: 'no' }, { text: 'perhaps' }] },
    {
      kind: 'choice',
      text: 'Several?',
      options: [{ text: 'a', right: true }, { text: 'b', right: true }, { text: 'c' }, { text: 'd' }],
      explanation: 'Two of them.',
    },
    { kind: 'choice', text: 'It is so.', truth: true, points: 2 },
    { kind: 'typed', text: 'Capital of Sweden?', accept: ['Stockholm'] },
    { kind: 'poll', text: 'How are you?', options: ['good', 'so-so'] },
    { kind: 'choice', text: 'Rehearsal?', options: [{ text: 'x', right: true }, { text: 'y' }], points: 0 },
    {
      kind: 'explain',
      text: 'Why do leaves fall?',
      answer: 'Trees drop their leaves to save water. They also lose less to frost.',
    },
    {
      kind: 'match',
      text: 'Which is which?',
      pairs: [
        { term: 'oak', definition: 'has acorns' },
        { term: 'birch', definition: 'has white bark' },
        { term: 'spruce', definition: 'has needles' },
      ],
    },
    { kind: 'bluff', text: 'Xylem', truth: 'wood that carries water', decoys: ['a kind of moth'] },
    { kind: 'discuss', text: 'Which tree would you be?' },
  ],
});

export const opened = (pack: Pack, settings: Partial<Settings> = {}, seed = 7): Body => ({
  type: 'opened',
  code: 'BCDFGH',
  pack,
  settings: { ...defaultSettings, ...settings },
  seed,
  hostHash: 'host-hash-secret',
});

export const joined = (at: number): Body => ({
  type: 'joined',
  name: `Player ${String(at)}`,
  tokenHash: `token-hash-${String(at)}`,
});

/** A log in memory with a clock of its own. */
export class Play {
  readonly entries: Entry[] = [];
  readonly state: State = emptyState();
  nowMs = startMs;
  /** Told of each entry right after its fold. */
  onFolded: (entry: Entry, outcome: Outcome) => void = () => {};

  append(body: Body): Outcome {
    const entry: Entry = { ...body, seq: this.entries.length + 1, atMs: this.nowMs };
    this.entries.push(entry);
    const outcome = fold(this.state, entry);
    this.onFolded(entry, outcome);
    return outcome;
  }

  /** Lets time pass; what falls due is appended at its own moment, in order. */
  pass(ms: number): void {
    const untilMs = this.nowMs + ms;
    for (let next = due(this.state); next !== null && next.atMs <= untilMs; next = due(this.state)) {
      this.nowMs = Math.max(this.nowMs, next.atMs);
      for (const body of next.bodies) this.append(body);
    }
    this.nowMs = untilMs;
  }
}

export function replay(entries: readonly Entry[]): State {
  const state = emptyState();
  for (const entry of entries) fold(state, entry);
  return state;
}

/** Stands for the item on the screens, which only the room knows: without it most entries would be about another. */
const here = 1_000;

/** A body of `anyBody` with its item filled in; `asked` is then about the item after. */
export function placed(body: Body, state: State): Body {
  if (!('item' in body) || body.item !== here) return body;
  const item = state.rounds.length - 1;
  return { ...body, item: body.type === 'asked' ? item + 1 : item };
}

const seat = fc.oneof({ weight: 4, arbitrary: fc.nat({ max: 2 }) }, fc.integer({ min: -1, max: 6 }));
const item = fc.oneof({ weight: 5, arbitrary: fc.constant(here) }, fc.integer({ min: -1, max: 12 }));
const step = fc.constantFrom(0, 0, 0, 1, 1, 2);
const name = fc.oneof(
  fc.constantFrom('Ana', 'ANA', '李', 'Åsa', '__proto__', 'constructor', ''),
  fc.string({ unit: 'grapheme' }),
);

/** Answers that fit some item, and things that fit none. */
export const anyAnswer: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>([0], [1], [2], [0, 1], [1, 0], [0, 0], [9], 'Stockholm', 'stokholm', '', null),
  fc.constantFrom<Json>(0, 1, 2, [], [1, 2, 0], 'To save water', 'wood that carries water', 'a moth', 'A moth '),
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
);

/** Votes on what was written, and the host's word on it. */
const lastWord: fc.WeightedArbitrary<Body>[] = [
  {
    weight: 3,
    arbitrary: fc.record({ type: fc.constant('stepped' as const), item, step, leadMs: fc.constantFrom(0, 500) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('judged' as const),
      item,
      seats: fc.array(seat, { maxLength: 3 }),
      credit: fc.oneof(fc.constantFrom(0, 0.5, 0.75, 1), fc.double({ min: -1, max: 2 })),
    }),
  },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('unjudged' as const), item }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('tuned' as const),
      leniency: fc.constantFrom(-1, -0.5, 0, 0.5, 1, 7, Number.NaN),
    }),
  },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('flagged' as const), seat, item }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('named' as const), shown: fc.boolean() }) },
];

/** Any entry that can stand in a log, in no sensible order; goes through `placed`. */
export const anyBody: fc.Arbitrary<Body> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant('asked' as const), item, leadMs: fc.constantFrom(0, 500) }) },
  {
    weight: 12,
    arbitrary: fc.record({
      type: fc.constant('answered' as const),
      seat,
      item,
      step,
      answer: anyAnswer,
      tMs: fc.oneof(fc.integer({ min: -500, max: 40_000 }), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY)),
      ref: fc.constantFrom('r1', 'r2', 'r3'),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constant('joined' as const),
      name,
      tokenHash: fc.constantFrom('token-hash-0', 'token-hash-1', 't2', 't3', 't4', '__proto__'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('closed' as const),
      item,
      step,
      cause: fc.constantFrom('time', 'host', 'everybody'),
    }),
  },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('revealed' as const), item }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('ranked' as const), item }) },
  fc.record({ type: fc.constant('skipped' as const), item }),
  fc.record({ type: fc.constant('renamed' as const), seat, name }),
  fc.record({ type: fc.constant('removed' as const), seat }),
  fc.record({ type: fc.constant('cleared' as const), seats: fc.array(seat, { maxLength: 4 }) }),
  fc.record({ type: fc.constant('left' as const), seat }),
  fc.record({ type: fc.constant('locked' as const), locked: fc.boolean() }),
  fc.record({ type: fc.constant('muted' as const), muted: fc.boolean() }),
  fc.record({ type: fc.constant('guarded' as const), guarded: fc.boolean() }),
  fc.record({ type: fc.constant('hosted' as const), hostHash: fc.constantFrom('h1', 'h2') }),
  fc.record({ type: fc.constant('paused' as const) }),
  fc.record({ type: fc.constant('resumed' as const) }),
  fc.record({
    type: fc.constant('extended' as const),
    item,
    byMs: fc.oneof(fc.integer({ min: -1_000, max: 200_000 }), fc.constant(Number.NaN)),
    cause: fc.constantFrom('host', 'outage'),
  }),
  ...lastWord,
  { weight: 1, arbitrary: fc.constant(opened(samplePack)) },
);

/** A host who does what makes sense now, so that logs reach the podium. */
const sensible = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('next' as const, 'answers' as const, 'wait' as const) },
  { weight: 1, arbitrary: fc.constant('judge' as const) },
);

export type Step = { passMs: number } & ({ body: Body } | { sensible: 'next' | 'answers' | 'wait' | 'judge' });

/** Mostly moments, so that much happens while an item is open; now and then more than a window. */
const passMs = fc.oneof({ weight: 5, arbitrary: fc.nat({ max: 1_500 }) }, fc.nat({ max: 30_000 }));

export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 60, arbitrary: fc.record({ passMs, body: anyBody }) },
  { weight: 40, arbitrary: fc.record({ passMs, sensible }) },
  // Rare: after it nothing happens any more.
  { weight: 1, arbitrary: fc.record({ passMs, body: fc.constant<Body>({ type: 'ended' }) }) },
);

/** As long as they may be: by itself the library prefers a handful, and a game is not played in a handful. */
export const anySteps = (most: number): fc.Arbitrary<Step[]> => fc.array(anyStep, { maxLength: most, size: 'max' });

export const anySettings: fc.Arbitrary<Settings> = fc.record({
  speed: fc.constantFrom('classic', 'gentle', 'none'),
  standings: fc.constantFrom('each', 'some', 'end', 'none'),
  autoAdvance: fc.boolean(),
  reading: fc.boolean(),
  phoneText: fc.boolean(),
});

/** Some of the sample pack, begun at any of its items, so that short logs come to every kind and to the podium. */
export interface AnyRoom {
  readonly settings: Settings;
  readonly first: number;
  readonly count: number;
}
export const anyRoom: fc.Arbitrary<AnyRoom> = fc.record({
  settings: anySettings,
  first: fc.nat({ max: samplePack.items.length - 1 }),
  count: fc.integer({ min: 1, max: samplePack.items.length }),
});
export function openedRoom({ settings, first, count }: AnyRoom): Body {
  const items = [...samplePack.items.slice(first), ...samplePack.items.slice(0, first)];
  return opened({ ...samplePack, items: items.slice(0, count) }, settings);
}
