/**
 * What every home of the log must do, whatever it keeps the entries in: run over each of them by log.test.ts. What
 * only some homes can show (durability, a failing disk) is asked of those that offer it.
 */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Body, Entry } from '../../shared/game/entry.ts';
import { LogUnavailable } from '../../server/log/log.ts';
import { created, named, seqs, startMs, upTo, type Bench, type BenchOptions, type DurableBench } from './logBench.ts';
import { holdsForgetting } from './logForget.contract.ts';
import { holdsUnderSchedules } from './logSchedules.ts';

export function holdsContract({ make, runs, isDurable }: BenchOptions): void {
  let bench: Bench;
  beforeEach(async () => {
    bench = await make();
  });
  afterEach(() => bench.close());

  it('places entries in the order of the calls, from 1 and without gaps', async () => {
    const log = await created(bench.home);
    const placed = await Promise.all(['a', 'b', 'c'].map((name) => log.append([named(name), named(`${name}2`)])));
    expect(placed.map(seqs)).toEqual([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
    const entries = await log.read(1);
    expect(entries).toEqual(placed.flat());
    expect(entries.map((entry) => (entry.type === 'joined' ? entry.name : ''))).toEqual([
      'a',
      'a2',
      'b',
      'b2',
      'c',
      'c2',
    ]);
    expect(seqs(await log.read(4))).toEqual([4, 5, 6]);
    expect(await log.read(7)).toEqual([]);
  });

  it('counts each room for itself', async () => {
    const [one, two] = [await created(bench.home, 'ONE'), await created(bench.home, 'TWO')];
    await Promise.all([one.append([named('a')]), two.append([named('b')]), one.append([named('c')])]);
    expect(seqs(await one.read(1))).toEqual([1, 2]);
    expect(seqs(await two.read(1))).toEqual([1]);
  });

  it('stamps with its own clock, which never goes back', async () => {
    const log = await created(bench.home);
    const stamps: number[] = [];
    for (const stepMs of [0, 1_500.75, -60_000, 10, 70_000]) {
      bench.clock.nowMs += stepMs;
      const beforeMs = bench.home.nowMs();
      const [entry] = await log.append([named('a')]);
      expect(entry?.atMs).toBeGreaterThanOrEqual(beforeMs);
      expect(entry?.atMs).toBeLessThanOrEqual(bench.home.nowMs());
      stamps.push(entry?.atMs ?? 0);
    }
    expect(stamps.map((atMs) => atMs - startMs)).toEqual([0, 1_500, 1_500, 1_500, 11_510]);
  });

  it('keeps every character, and gives back what will be read for ever', async () => {
    const log = await created(bench.home);
    const names = ['李', 'a\u0000b', '\ud800', '👩‍🚀', '"\\\n', "'; DROP TABLE entry; --", ''];
    const bodies = names.map(named);
    const placing = log.append(bodies);
    bodies.length = 0;
    const placed = await placing;
    expect(placed.map((entry) => (entry.type === 'joined' ? entry.name : null))).toEqual(names);
    expect(await log.read(1)).toStrictEqual(placed);
    const mine: Body = { type: 'answered', seat: 0, item: 0, answer: [1], tMs: 1, ref: 'r' };
    const later = log.append([mine]);
    mine.answer = 'changed after the call';
    expect((await later)[0]).toMatchObject({ answer: [1] });
  });

  it('rejects what cannot be written down, and nothing else', async () => {
    const log = await created(bench.home);
    const circle: unknown[] = [];
    circle.push(circle);
    const bad = log.append([{ type: 'answered', seat: 0, item: 0, answer: circle as never, tMs: 1, ref: 'r' }]);
    const good = log.append([named('a')]);
    await expect(bad).rejects.toThrow();
    expect(seqs(await good)).toEqual([1]);
    expect(await log.append([])).toEqual([]);
  });

  it('hands entries to the tails before it resolves', async () => {
    const log = await created(bench.home);
    const seen: number[] = [];
    await log.tail(1, (entries) => seen.push(...seqs(entries)));
    await log.append([named('a'), named('b')]);
    expect(seen).toEqual([1, 2]);
  });

  it('gives a tail what was before it, and when it resolves', async () => {
    const log = await created(bench.home);
    await log.append(['a', 'b', 'c'].map(named));
    const [all, some, later]: number[][] = [[], [], []];
    const inFlight = log.append([named('d')]);
    await log.tail(1, (entries) => all?.push(...seqs(entries)));
    expect(all?.slice(0, 3)).toEqual([1, 2, 3]);
    await log.tail(3, (entries) => some?.push(...seqs(entries)));
    await log.tail(6, (entries) => later?.push(...seqs(entries)));
    await inFlight;
    await log.append(['e', 'f'].map(named));
    expect([all, some, later]).toEqual([upTo(6), upTo(6, 3), [6]]);
  });

  it('stops a tail at once, also from within itself', async () => {
    const log = await created(bench.home);
    const [first, second]: number[][] = [[], []];
    const stopFirst = await log.tail(1, (entries) => {
      first?.push(...seqs(entries));
      stopFirst();
    });
    const stopSecond = await log.tail(1, (entries) => second?.push(...seqs(entries)));
    await log.append([named('a')]);
    const inFlight = log.append([named('b')]);
    stopSecond();
    stopSecond();
    await inFlight;
    expect([first, second]).toEqual([[1], [1]]);
  });

  it('lets a tail that throws disturb nobody', async () => {
    const log = await created(bench.home);
    let calls = 0;
    const seen: number[] = [];
    await log.tail(1, () => {
      calls += 1;
      throw new Error('a screen is broken');
    });
    await log.tail(1, (entries) => seen.push(...seqs(entries)));
    await log.append([named('a')]);
    await log.append([named('b')]);
    expect(calls).toBe(2);
    expect(seen).toEqual([1, 2]);
    await log.tail(1, () => {
      calls += 1;
      throw new Error('a screen is broken from the start');
    });
    expect(calls).toBe(3);
  });

  it('keeps order when a tail appends', async () => {
    const log = await created(bench.home);
    const [first, second]: number[][] = [[], []];
    let nested: Promise<unknown> | undefined;
    await log.tail(1, (entries) => {
      first?.push(...seqs(entries));
      nested ??= log.append([named('nested')]);
    });
    await log.tail(1, (entries) => second?.push(...seqs(entries)));
    await log.append([named('a')]);
    await nested;
    expect([first, second]).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });

  it('shares one log among all who hold it', async () => {
    const log = await created(bench.home);
    const other = await bench.home.find(log.code);
    expect(other?.room).toBe(log.room);
    const seen: number[] = [];
    await other?.tail(1, (entries) => seen.push(...seqs(entries)));
    await Promise.all([log.append([named('a')]), other?.append([named('b')]), log.append([named('c')])]);
    expect(seen).toEqual([1, 2, 3]);
  });

  it('gives a code to one of a hundred who ask at once, and again when the room is over', async () => {
    const logs = await Promise.all(upTo(100).map(() => bench.home.create('BCDFGH')));
    const [log, ...more] = logs.filter((one) => one !== null);
    expect(more).toEqual([]);
    await log!.append([named('a')]);
    expect((await bench.home.unfinished()).map(({ room }) => room)).toEqual([log!.room]);

    await bench.home.finish(log!.room);
    await bench.home.finish(log!.room);
    expect(await bench.home.find('BCDFGH')).toBeNull();
    expect(await bench.home.unfinished()).toEqual([]);
    expect(seqs(await log!.read(1)), 'a log that is over stays readable').toEqual([1]);
    expect(seqs(await log!.append([named('late')])), 'and takes what was on its way').toEqual([2]);

    const next = await created(bench.home, 'BCDFGH');
    expect(next.room).not.toBe(log!.room);
    expect(await next.read(1)).toEqual([]);
    await bench.home.finish(log!.room);
    expect((await bench.home.find('BCDFGH'))?.room).toBe(next.room);
    expect(await bench.home.find('bcdfgh')).toBeNull();
  });

  holdsForgetting(() => bench);

  it('rejects everything after it is closed, and what was under way is done', async () => {
    const log = await created(bench.home);
    const seen: number[] = [];
    await log.tail(1, (entries) => seen.push(...seqs(entries)));
    const inFlight = log.append([named('a')]);
    await bench.home.close();
    expect(seqs(await inFlight)).toEqual([1]);
    expect(seen).toEqual([1]);
    const attempts = [
      log.append([named('b')]),
      log.read(1),
      log.tail(1, () => {}),
      bench.home.create('X'),
      bench.home.find('BCDFGH'),
      bench.home.unfinished(),
      bench.home.finish(log.room),
      bench.home.finished(),
      bench.home.forget(log.room),
    ];
    for (const attempt of attempts) await expect(attempt).rejects.toBeInstanceOf(LogUnavailable);
    await bench.home.close();
  });

  it('gives every tail every entry exactly once and in order, whatever else happens', () =>
    holdsUnderSchedules(bench, runs));

  if (!isDurable) return;
  const durable = (): DurableBench => {
    if (bench.durable === undefined) throw new Error('the bench of a durable home is not complete');
    return bench.durable;
  };

  it('has entries on the disk before anybody gets them', async () => {
    const count = durable().countElsewhere;
    const log = await created(bench.home);
    const found: { last: number; there: number }[] = [];
    await log.tail(1, (entries) => found.push({ last: entries.at(-1)?.seq ?? 0, there: count(log.room) }));
    for (const size of [1, 3, 20]) await log.append(upTo(size).map((n) => named(`${n}`)));
    expect(found).toEqual([1, 4, 24].map((last) => ({ last, there: last })));
  });

  it('goes on after it was opened again', async () => {
    const log = await created(bench.home);
    const over = await created(bench.home, 'OVER');
    const before = await log.append(['a', 'b'].map(named));
    await bench.home.finish(over.room);
    bench.clock.nowMs -= 100_000;
    const home = await durable().reopen();
    expect(home.aliveBeforeMs).toBe(before.at(-1)?.atMs);
    expect(home.nowMs()).toBeGreaterThanOrEqual(before.at(-1)?.atMs ?? 0);
    bench.clock.nowMs += 10;
    const logs = await home.unfinished();
    expect(logs.map(({ room, code }) => ({ room, code }))).toEqual([{ room: log.room, code: log.code }]);
    const seen: Entry[] = [];
    await logs[0]!.tail(1, (entries) => seen.push(...entries));
    expect(seen).toStrictEqual(before);
    const [after] = await logs[0]!.append([named('c')]);
    expect(after).toMatchObject({ seq: 3, atMs: (before.at(-1)?.atMs ?? 0) + 10 });
    expect(seqs(seen)).toEqual([1, 2, 3]);
    expect(await home.create('OVER')).not.toBeNull();
  });

  it.each(['in the middle', 'at the commit'] as const)('loses nothing and invents nothing: %s', async (how) => {
    const [one, two] = [await created(bench.home, 'ONE'), await created(bench.home, 'TWO')];
    const seen: string[] = [];
    for (const log of [one, two])
      await log.tail(1, (all) => seen.push(...all.map((entry) => `${log.code} ${entry.seq} ${nameOf(entry)}`)));
    await one.append([named('a')]);
    durable().fail(how);
    const failing = [one.append([named('x'), named('y')]), two.append([named('z')]), one.append([named('w')])];
    for (const result of await Promise.allSettled(failing))
      expect(result).toMatchObject({ status: 'rejected', reason: expect.any(LogUnavailable) as unknown });
    await expect(one.append([named('v'), named('u')])).rejects.toBeInstanceOf(LogUnavailable);
    expect(await two.read(1)).toEqual([]);
    durable().fail('never');
    await Promise.all([two.append([named('b')]), one.append([named('c')])]);
    expect(seen).toEqual(['ONE 1 a', 'TWO 1 b', 'ONE 2 c']);
    expect((await one.read(1)).map(nameOf)).toEqual(['a', 'c']);
  });
}

const nameOf = (entry: Entry): string => (entry.type === 'joined' ? entry.name : entry.type);
