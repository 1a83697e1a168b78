/** What the operator and the balancer are told: whether people are to be sent here, and one line for what comes in crowds. */
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { standingOf, type StandingParts } from '../../server/http/health.ts';
import { Tally } from '../../server/live/tally.ts';
import type { Shared } from '../../server/log/log.ts';
import { LogHealth } from '../../server/log/logHealth.ts';
import { lostAloneMsMax } from '../../shared/operatingLimits.ts';

interface Case extends Partial<Omit<StandingParts, 'home'>> {
  /** Since when the node does not reach what nodes share; absent where it shares nothing. */
  readonly unreachedSinceMs?: number | null;
  readonly isAway?: boolean;
}

test.each<[what: string, Case, isReady: boolean, why: RegExp | null]>([
  ['nothing is wrong', {}, true, null],
  ['nothing is wrong with what is shared', { unreachedSinceMs: null, others: 2 }, true, null],
  ['it starts or ends', { isOpen: false }, false, /starting or stopping/],
  ['the disk is full', { isAway: true }, true, /takes nothing/],
  ['Redis refuses, every node alike', { unreachedSinceMs: null, isAway: true, others: 2 }, true, /takes nothing/],
  ['it has just lost Redis, perhaps alone', { unreachedSinceMs: 0, isAway: true, others: 2 }, false, /other nodes/],
  ['it lost Redis long ago', { unreachedSinceMs: 0, others: 2, nowMs: lostAloneMsMax }, true, /takes nothing/],
  ['it lost Redis, and there is no other node', { unreachedSinceMs: 0, isAway: true }, true, /takes nothing/],
])('whether people are to be sent here when %s', (_, { unreachedSinceMs, isAway = false, ...parts }, isReady, why) => {
  const health = new LogHealth();
  if (isAway) health.failed(new Error('no'));
  const shared = unreachedSinceMs === undefined ? {} : { shared: { unreachedSinceMs } as Shared };
  const standing = standingOf({ isOpen: true, others: 0, nowMs: 1, home: { health, ...shared }, ...parts });
  expect(standing.isReady).toBe(isReady);
  expect(standing.reasons).toEqual(why === null ? [] : [expect.stringMatching(why)]);
});

test('three hundred phones that are cut are one line, and what was not said is said at the end', async () => {
  const lines: string[] = [];
  const tally = new Tally(pino({ level: 'info' }, { write: (line: string) => void lines.push(line) }));
  for (let at = 0; at < 300; at++) tally.cut('not-reading');
  tally.cut('flood');
  await expect.poll(() => lines.length, { timeout: 20_000 }).toBe(2);
  tally.makeGood();
  tally.close();
  const said = lines.map((line) => JSON.parse(line) as { level: number; count: number; msg: string });
  expect(said.map(({ count, msg }) => [count, msg])).toEqual([
    [300, expect.stringContaining('took nothing')],
    [1, expect.stringContaining('flood')],
    [1, expect.stringContaining('outage')],
  ]);
});
