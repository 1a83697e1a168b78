/** The optional join challenge: who wants a seat in a guarded room taps the signs of the moment, and luck is throttled. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { optionsMax, signsCount, signsEveryMs, wrongCodesPerMinute } from '../../shared/limits.ts';
import { areSigns, signsAt, signsKey } from '../../shared/signs.ts';
import { startApp, type TestApp } from '../support/app.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
});
afterEach(() => app.close());

const join = (name: string, signs?: readonly number[]) =>
  ({ type: 'join', name, ...(signs === undefined ? {} : { signs: [...signs] }) }) as const;

/** As the stage shows them. */
const shown = (guard: number): readonly number[] => signsAt(guard, Date.now());
/** Some that stand nowhere at any of the moments around now. */
function wrong(guard: number): readonly number[] {
  const near = [-1, 0, 1].map((turn) => signsAt(guard, Date.now() + turn * signsEveryMs).join());
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

  test('does not believe even the right signs from where too many wrong ones come', async () => {
    const { code, host } = await app.room();
    await host.act({ type: 'guard', guarded: true });
    await host.until(({ desk }) => desk?.guard !== null);
    const guard = host.desk?.guard ?? 0;
    const acks = await Promise.all(
      Array.from({ length: wrongCodesPerMinute }, async (_, at) => {
        const guest = app.guest(code);
        const ack = await guest.act(join(`Bot ${String(at)}`, wrong(guard)));
        guest.close();
        return ack;
      }),
    );
    expect(acks).toEqual(acks.map(() => ({ ok: false, why: 'guarded' })));
    // By now the address gets no further than the door.
    const late = app.guest(code);
    await late.until(({ over }) => over !== null);
    expect(late.over).toBe('too-many');
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
