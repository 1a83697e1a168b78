/**
 * One host and twenty players on a bad network, over two hundred fixed seeds and those that once failed: after quiet,
 * every screen holds the server's latest view, the server is a fold of its log, and whatever was acknowledged is true.
 * A change of plan.ts gives every seed another meaning: it must leave the `form` alone that seeds.json names.
 */
import { expect, test } from 'vitest';
import { report } from './report.ts';
import regressions from './seeds.json' with { type: 'json' };
import { simulate, type Verdict } from './simulate.ts';

/** In groups, so that a failure says sooner where to look; a group takes about a second. */
const groups = 10;
const seedsInGroup = 20;

const expectSound = (verdict: Verdict): void => {
  expect(verdict.problems, report(verdict)).toEqual([]);
};

test.each(regressions)('seed $seed, $form: $once', async ({ seed, form }) => {
  expectSound(await simulate(seed, form === 'classic' ? 'classic' : 'whole'));
});

/** How often each kind of entry came about in the groups. */
const seen = new Map<string, number>();

test.each(Array.from({ length: groups }, (_, at) => at * seedsInGroup + 1))('seeds from %i', async (from) => {
  for (let seed = from; seed < from + seedsInGroup; seed++) {
    const verdict = await simulate(seed);
    expectSound(verdict);
    for (const entry of verdict.entries) {
      const what = entry.type === 'extended' ? `extended: ${entry.cause}` : entry.type;
      seen.set(what, (seen.get(what) ?? 0) + 1);
    }
  }
});

test('the same seed leaves the same log, to the letter', async () => {
  const [one, other] = [await simulate(3), await simulate(3)];
  expect(one.entries.length).toBeGreaterThan(20);
  expect(other.entries).toEqual(one.entries);
});

test('the groups came through everything that can happen in a room', () => {
  const steps = ['asked', 'closed', 'revealed', 'ranked', 'skipped', 'paused', 'resumed', 'ended'];
  const people = ['joined', 'answered', 'left', 'removed', 'renamed', 'locked', 'muted', 'flagged'];
  const written = ['stepped', 'judged', 'unjudged', 'tuned', 'named'];
  for (const what of [...steps, ...people, ...written, 'extended: outage', 'extended: host']) {
    expect(seen.get(what) ?? 0, what).toBeGreaterThan(2);
  }
});
