/** The part of the log's contract that is about rooms that are over: each home names them, and forgets them on request. */
import { expect, it } from 'vitest';
import { LogUnavailable } from '../../server/log/log.ts';
import { created, named, seqs, type Bench } from './logBench.ts';

export function holdsForgetting(benchNow: () => Bench): void {
  it('forgets a room that is over, and no other', async () => {
    const [over, going] = [await created(benchNow().home, 'OVER'), await created(benchNow().home, 'GOING')];
    await Promise.all([over.append(['a', 'b'].map(named)), going.append([named('c')])]);
    expect(await benchNow().home.finished()).toEqual([]);
    await benchNow().home.forget(over.room);
    expect(seqs(await over.read(1)), 'it is not over yet').toEqual([1, 2]);

    await benchNow().home.finish(over.room);
    expect((await benchNow().home.finished()).map(({ room, code }) => ({ room, code }))).toEqual([
      { room: over.room, code: 'OVER' },
    ]);
    expect(seqs((await (await benchNow().home.finished())[0]?.read(1)) ?? [])).toEqual([1, 2]);
    await benchNow().home.forget(over.room);
    await benchNow().home.forget(over.room);
    expect(await benchNow().home.finished()).toEqual([]);
    expect(await over.read(1)).toEqual([]);
    await expect(over.append([named('late')])).rejects.toBeInstanceOf(LogUnavailable);
    expect(seqs(await going.append([named('d')])), 'others go on').toEqual([2]);
  });

  it('never mixes a room that was forgotten with a later one', async () => {
    const over = await created(benchNow().home, 'OVER');
    await over.append([named('a')]);
    await benchNow().home.finish(over.room);
    await benchNow().home.forget(over.room);
    const next = await created(benchNow().home, 'OVER');
    await next.append([named('b')]);
    await expect(over.append([named('late')])).rejects.toBeInstanceOf(LogUnavailable);
    expect(await over.read(1)).toEqual([]);
    expect(seqs(await next.read(1))).toEqual([1]);
  });

  it('stores what was on its way when a room is forgotten, and refuses what comes later', async () => {
    const [over, going] = [await created(benchNow().home, 'OVER'), await created(benchNow().home, 'GOING')];
    const seen: number[] = [];
    await over.tail(1, (entries) => seen.push(...seqs(entries)));
    await over.append([named('a')]);
    await benchNow().home.finish(over.room);
    const inFlight = [over.append([named('b')]), going.append([named('c')])];
    const forgetting = benchNow().home.forget(over.room);
    const late = over.append([named('late')]).then(
      (entries) => seqs(entries),
      (error: unknown) => error,
    );
    await Promise.all([...inFlight, forgetting]);
    expect([[3], expect.any(LogUnavailable)]).toContainEqual(await late);
    expect(seen.slice(0, 2)).toEqual([1, 2]);
    expect(await benchNow().home.finished()).toEqual([]);
    expect(seqs(await going.append([named('d')]))).toEqual([2]);
  });
}
