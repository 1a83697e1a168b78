/** The optional join challenge: who wants a seat in a guarded room taps the signs of the moment, and luck is throttled. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { optionsMax, signsCount, signsEveryMs, wrongSignsPerMinute } from '../../shared/limits.ts';
import { areSigns, signsAt, signsKey } from '../../shared/signs.ts';
import { Addresses } from '../../server/live/addresses.ts';
import { Comers } from '../../server/live/comers.ts';
import { createMemoryHome } from '../../server/log/memory.ts';
import { steadyClock } from '../../server/log/roomTime.ts';
import { seededRandom } from '../../shared/game/random.ts';
import { startApp, type TestApp } from '../support/app.ts';
import type { Guest } from '../support/guest.ts';

let app: TestApp;
/** How far the room's clock was set ahead, so that nobody waits for the next signs. */
let aheadMs: number;
const roomMs = (): number => steadyClock() + aheadMs;
beforeEach(async () => {
  aheadMs = 0;
  app = await startApp({ home: createMemoryHome({ nowMs: roomMs }) });
});
afterEach(() => app.close());

const join = (name: string, signs?: readonly number[]) =>
  ({ type: 'join', name, ...(signs === undefined ? {} : { signs: [...signs] }) }) as const;

/** As the stage shows them. */
const shown = (guard: number): readonly number[] => signsAt(guard, roomMs());
/** Some that stand nowhere at any of the moments around now. */
function wrong(guard: number): readonly number[] {
  const near = [-1, 0, 1].map((turn) => signsAt(guard, roomMs() + turn * signsEveryMs).join());
  return (
    [
      [0, 1, 2],
      [1, 2, 3],
      [2, 3, 4],
      [3, 4, 5],
    ].find((signs) => !near.includes(signs.join())) ?? []
  );
}

describe('a guarded room', () => {
  test('gives a seat to who taps the signs, and to nobody else', async () => {
    const { code, host } = await app.room();
    const before = app.guest(code);
    expect(await before.act(join('Ana'))).toMatchObject({ ok: true });
    expect(await host.act({ type: 'guard', guarded: true })).toEqual({ ok: true });
    await host.until(({ desk }) => desk?.guard !== null);
    const guard = host.desk?.guard ?? 0;

    const guest = app.guest(code);
    expect(await guest.act(join('Bo'))).toEqual({ ok: false, why: 'guarded' });
    expect(await guest.act(join('Bo', wrong(guard)))).toEqual({ ok: false, why: 'guarded' });
    expect(await guest.act(join('Bo', shown(guard)))).toEqual({ ok: true, seat: 1 });
    // Who has a seat is asked for no signs.
    const again = app.guest(code, { token: before.token });
    await again.until(({ you }) => you?.name === 'Ana');
    expect(await again.act(join('Ana'))).toEqual({ ok: true, seat: 0 });

    // Nor is who left and comes back; a stranger gains nothing by having the same name.
    expect(await again.act({ type: 'leave' })).toEqual({ ok: true });
    expect(await app.guest(code).act(join('Ana'))).toEqual({ ok: false, why: 'guarded' });
    expect(await again.act(join('Another name'))).toEqual({ ok: true, seat: 0 });
    await host.until(({ desk }) => desk?.roster.find(({ seat }) => seat === 0)?.name === 'Ana');

    await host.act({ type: 'guard', guarded: false });
    expect(await app.guest(code).act(join('Cy'))).toEqual({ ok: true, seat: 2 });
  });

  test('shows phones nothing that the signs could be worked out from', async () => {
    const { code, host } = await app.room();
    await host.act({ type: 'guard', guarded: true });
    await host.until(({ desk }) => desk?.guard !== null);
    const guest = app.guest(code);
    await guest.until(({ scene }) => scene !== null);
    const key = String(host.desk?.guard);
    expect(JSON.stringify([guest.scene, guest.you])).not.toContain(key);
    expect(await (await fetch(`${app.url}/api/rooms/${code}`)).text()).not.toContain(key);
  });

  test('asks for the right signs twice in a row where too many wrong ones come from, and shuts out nobody there', async () => {
    const { code, host } = await app.room();
    await host.act({ type: 'guard', guarded: true });
    await host.until(({ desk }) => desk?.guard !== null);
    const guard = host.desk?.guard ?? 0;
    const bots = Array.from({ length: wrongSignsPerMinute.twice }, () => app.guest(code));
    const acks = await Promise.all(bots.map((bot, at) => bot.act(join(`Bot ${String(at)}`, wrong(guard)))));
    expect(acks).toEqual(acks.map(() => ({ ok: false, why: 'guarded' })));

    const [ana, lucky] = [app.guest(code), app.guest(code)];
    const tap = (guest: Guest, name: string, signs: readonly number[]) => guest.act(join(name, signs));
    const first = shown(guard);
    expect(await tap(ana, 'Ana', first)).toEqual({ ok: false, why: 'guarded' });
    expect(await tap(ana, 'Ana', first), 'the same again').toEqual({ ok: false, why: 'guarded' });
    expect(await tap(lucky, 'Lucky', first)).toEqual({ ok: false, why: 'guarded' });
    aheadMs += signsEveryMs;
    expect(await tap(ana, 'Ana', first), 'the same, which still stand').toEqual({ ok: false, why: 'guarded' });
    expect(await tap(ana, 'Ana', shown(guard))).toEqual({ ok: true, seat: 0 });
    // Once was luck.
    expect(await tap(lucky, 'Lucky', wrong(guard))).toEqual({ ok: false, why: 'guarded' });
    expect(await tap(lucky, 'Lucky', shown(guard)), 'a second try').toEqual({ ok: false, why: 'guarded' });
    // In another minute, or at another address, once is enough again: neither was locked.
    await host.act({ type: 'guard', guarded: false });
    expect(await lucky.act(join('Lucky'))).toEqual({ ok: true, seat: 1 });
  });
});

describe('signs that are to be right several times', () => {
  test('are so for eyes, also for those that look away, and never for one who repeats them', () => {
    const key = signsKey(4711);
    const comers = new Comers();
    const tap = (who: string, turn: number, signs = signsAt(key, turn * signsEveryMs)): number => {
      const atMs = turn * signsEveryMs + 5_000;
      return comers.tapped(who, atMs, signs, areSigns(key, atMs, signs));
    };
    expect([1, 2, 3].map((turn) => tap('eyes', turn))).toEqual([1, 2, 3]);
    expect([1, 3].map((turn) => tap('away', turn))).toEqual([1, 2]);
    expect([1, 9].map((turn) => tap('gone', turn))).toEqual([1, 1]);
    const same = signsAt(key, signsEveryMs);
    expect([1, 1, 2, 2].map((turn) => tap('same', turn, same))).toEqual([1, 1, 1, 1]);
  });

  test('are asked for on all nodes, the oftener the more are wrong, at that address alone', async () => {
    const from = '203.0.113.9';
    let told = 0;
    const other = new Addresses();
    const here = new Addresses((network, guessed) => {
      told += 1;
      void other.count(network, guessed);
    });
    const { twice, thrice } = wrongSignsPerMinute;
    const wrongUntil = async (count: number): Promise<void> => {
      for (let at = 0; at < count; at++) await here.timesRightFor(from, false);
    };
    await wrongUntil(twice);
    expect([await here.timesRightFor(from, true), await other.timesRightFor(from, true)]).toEqual([2, 2]);
    await wrongUntil(thrice - twice);
    expect(await here.timesRightFor(from, true)).toBe(3);
    expect(told).toBe(twice);
    expect(await here.timesRightFor('203.0.113.10', true)).toBe(1);
    expect(await here.mayTry(from, 'code')).toBe(true);
  });

  test('are so for one bot in thousands', () => {
    const key = signsKey(4711);
    const comers = new Comers();
    const random = seededRandom(7);
    const bots = 50_000;
    let seated = 0;
    const shown = [0, 1, 2].map((turn) => signsAt(key, turn * signsEveryMs).join());
    for (const turn of [1, 2])
      for (let bot = 0; bot < bots; bot++) {
        const left = [...Array(optionsMax).keys()];
        const signs = Array.from(
          { length: signsCount },
          () => left.splice(Math.floor(random() * left.length), 1)[0] ?? 0,
        );
        const isRight = shown.slice(turn - 1, turn + 1).includes(signs.join());
        if (comers.tapped(String(bot), turn * signsEveryMs, signs, isRight) > 1) seated += 1;
      }
    // Ten or so are to be expected.
    expect(seated).toBeLessThan(bots / 1_000);
  });
});

describe('signs', () => {
  test('are as many as there are to tap, all different, and others from moment to moment', () => {
    const key = signsKey(4711);
    const moments = Array.from({ length: 500 }, (_, at) => signsAt(key, at * signsEveryMs));
    for (const signs of moments) {
      expect(new Set(signs).size).toBe(signsCount);
      expect(signs.every((sign) => sign >= 0 && sign < optionsMax)).toBe(true);
    }
    // All 120 ways come, none much more often than another.
    expect(new Set(moments.map((signs) => signs.join())).size).toBeGreaterThan(105);
  });

  test('of the moment before count, and no older ones', () => {
    const key = signsKey(4711);
    const signs = signsAt(key, 0);
    expect(areSigns(key, signsEveryMs - 1, signs)).toBe(true);
    expect(areSigns(key, 2 * signsEveryMs - 1, signs)).toBe(true);
    expect(areSigns(key, 2 * signsEveryMs, signs)).toBe(false);
  });
});
