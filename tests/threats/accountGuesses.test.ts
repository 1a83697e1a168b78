/** Passphrases that are guessed: at one name, from one address, in a flood, and what it costs to find out who is there. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { enteringAtOnceMax, guessesMax, guessWindowMs } from '../../shared/accountLimits.ts';
import { createGuesses } from '../../server/accounts/guesses.ts';
import { hashPassphrase } from '../../server/accounts/passphrases.ts';
import { guarded } from '../../server/http/account/guarded.ts';
import { Addresses } from '../../server/live/addresses.ts';
import { accountsSite, type AccountsSite, type Answered } from '../support/accountsSite.ts';
import { openItem } from '../support/app.ts';
import { storeKinds } from '../support/stores.ts';

const [sqlite] = storeKinds().kinds;
const words = 'eleven grey herons';
const stored = hashPassphrase(words);
let site: AccountsSite;
beforeEach(async () => {
  site = await accountsSite(sqlite?.make() ?? expect.unreachable('SQLite is always there'));
});
afterEach(() => site.close());

const signIn = (name: string, passphrase: string): Promise<Answered> =>
  site.ask('POST', '/api/account/sign-in', null, { name, passphrase });

describe('guesses', () => {
  const account = async (name: string): Promise<void> => {
    const { id } = await site.person(name, 'host');
    await site.accounts.people.setPassphrase(id, await stored);
  };

  test('at one name are few, all at once or one after the other, whether there is such a name or not', async () => {
    await account('Ada');
    const { database, nowMs } = site.accounts;
    const guesses = createGuesses(database.query, nowMs);
    for (const name of ['Ada', 'Eve']) {
      const all = await Promise.all(Array.from({ length: guessesMax + 5 }, () => guesses.mayTry(name)));
      expect(all.filter((may) => may)).toHaveLength(guessesMax);
      // As it looks to the eye, and with the right one too.
      const unseen = ['\u200b', '\u00ad', '\u2060\ufeff'].map((letter) => `${letter}${[...name].join(letter)}`);
      for (const typed of [name, ` ${name.toUpperCase()}`, ...unseen])
        expect((await signIn(typed, words)).status).toBe(429);
    }
    site.pass(guessWindowMs + 1);
    expect((await signIn('Ada', words)).status).toBe(200);
  });

  test('cost as much where there is no such name', async () => {
    await account('Ada');
    const timed = async (name: string): Promise<number> => {
      const fromMs = performance.now();
      expect((await signIn(name, 'not it, sorry')).status).toBe(401);
      return performance.now() - fromMs;
    };
    const [known, unknown] = [await timed('Ada'), await timed('Eve')];
    expect(unknown).toBeGreaterThan(known / 10);
  });

  test('from one address are few at the same moment, and leave others their turn', async () => {
    const addresses = new Addresses();
    const stop = new AbortController();
    const held = new Promise<string>((resolve) => stop.signal.addEventListener('abort', () => resolve('in')));
    const enter = (ip: string, run = () => held) =>
      guarded(addresses, { ip }, run).catch((error: unknown) => (error instanceof Error ? error.message : ''));
    const flood = Array.from({ length: enteringAtOnceMax + 3 }, () => enter('192.0.2.1'));
    expect(await Promise.race(flood)).toBe('too-many');
    expect(await enter('192.0.2.2', async () => 'in')).toBe('in');
    stop.abort();
    expect((await Promise.all(flood)).filter((told) => told === 'too-many')).toHaveLength(3);
    expect(await enter('192.0.2.1')).toBe('in');
  });

  test('in a flood do not hold up a game', async () => {
    const room = await site.app.room();
    const ana = await room.player('Ana');
    let settled = 0;
    const flood = Array.from({ length: enteringAtOnceMax }, async (_, at) => {
      await signIn(`Somebody ${String(at)}`, 'not it, sorry');
      settled += 1;
    });
    await openItem(room.host, 1);
    expect(await ana.act({ type: 'answer', item: 1, answer: [0], tookMs: 500 })).toMatchObject({ ok: true });
    // All of the above happened while most of them still waited for their turn.
    expect(settled).toBeLessThan(flood.length);
    await Promise.all(flood);
  });
});
