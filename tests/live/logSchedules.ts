/**
 * Random schedules over a few rooms: appends, tails from anywhere, tails that stop, a clock that jumps. After each, every
 * tail has had every entry exactly once and in order, and the logs hold what was acknowledged and nothing else.
 */
import fc from 'fast-check';
import { expect } from 'vitest';
import type { Entry } from '../../shared/game/entry.ts';
import { created, named, seqs, turn, upTo, type Bench } from './logBench.ts';

type Step =
  | { do: 'append'; room: number; count: number }
  | { do: 'tail'; room: number; fromSeq: number }
  | { do: 'stop'; at: number }
  | { do: 'time'; byMs: number }
  | { do: 'turn' };
const rooms = 4;
const room = fc.nat(rooms - 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('append'), room, count: fc.integer({ min: 1, max: 5 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('tail'), room, fromSeq: fc.nat(30) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('stop'), at: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('time'), byMs: fc.integer({ min: -5_000, max: 5_000 }) }) },
  { weight: 2, arbitrary: fc.constant({ do: 'turn' }) },
);

export async function holdsUnderSchedules(bench: Bench, runs: number): Promise<void> {
  let run = 0;
  const property = fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
    run += 1;
    const logs = await Promise.all(upTo(rooms).map((n) => created(bench.home, `${run}-${n}`)));
    const appends: { room: number; result: Promise<readonly Entry[]>; count: number }[] = [];
    const tails: { room: number; fromSeq: number; seen: Entry[]; stop: Promise<() => void>; isStopped: boolean }[] = [];
    for (const one of steps) {
      if (one.do === 'append')
        appends.push({ ...one, result: logs[one.room]!.append(upTo(one.count).map((n) => named(`${n}`))) });
      if (one.do === 'tail') {
        const seen: Entry[] = [];
        const stop = logs[one.room]!.tail(one.fromSeq, (entries) => seen.push(...entries));
        tails.push({ ...one, seen, stop, isStopped: false });
      }
      if (one.do === 'time') bench.clock.nowMs += one.byMs;
      if (one.do === 'turn') await turn();
      const stopped = one.do === 'stop' ? tails[one.at] : undefined;
      if (stopped !== undefined) {
        stopped.isStopped = true;
        (await stopped.stop)();
      }
    }
    await Promise.all(tails.map((tail) => tail.stop));
    const results = await Promise.all(appends.map(({ result }) => result));
    for (const [n, log] of logs.entries()) {
      const entries = await log.read(1);
      expect(seqs(entries)).toEqual(upTo(entries.length));
      expect(entries).toEqual(results.filter((_, at) => appends[at]?.room === n).flat());
      entries.reduce((lastMs, { atMs }) => (expect(atMs).toBeGreaterThanOrEqual(lastMs), atMs), 0);
      for (const tail of tails.filter((one) => one.room === n)) {
        const wanted = entries.filter(({ seq }) => seq >= tail.fromSeq);
        expect(tail.seen).toEqual(tail.isStopped ? wanted.slice(0, tail.seen.length) : wanted);
      }
      await bench.home.finish(log.room);
    }
    for (const tail of tails) (await tail.stop)();
  });
  await fc.assert(property, { numRuns: runs });
}
