/** How a device becomes host: what it keeps, what it sends, and what it makes of what comes back. */
import { describe, expect, it } from 'vitest';
import { Host, keyIn, wordIn } from '../../client/live/host.ts';
import { createKeep } from '../../client/live/keep.ts';

const key = 'k'.repeat(43);
const token = 't'.repeat(43);

interface Sent {
  readonly path: string;
  readonly method: string;
  readonly authorization: string | null;
  readonly body: unknown;
}

/** A server that gives one answer to all, and remembers what it was asked. */
function hostWith(answer: () => Response | Promise<Response>): { host: Host; sent: Sent[] } {
  const sent: Sent[] = [];
  const none = (): Storage => {
    throw new Error('no storage here');
  };
  const host = new Host(createKeep(none), (input, init) => {
    sent.push({
      path: String(input),
      method: init?.method ?? 'GET',
      authorization: new Headers(init?.headers).get('authorization'),
      body: typeof init?.body === 'string' ? JSON.parse(init.body) : null,
    });
    return Promise.resolve(answer());
  });
  return { host, sent };
}

const json = (status: number, body: unknown): Response => new Response(JSON.stringify(body), { status });

describe('a host key', () => {
  it('is found alone, in the host link, and with the blanks of a paste', () => {
    expect(keyIn(key)).toBe(key);
    expect(keyIn(` http://192.168.1.5:4555/library#key=${key}\n`)).toBe(key);
  });

  it('is not found in an address, a code, or nothing', () => {
    for (const text of [
      '',
      'ABC234',
      'http://192.168.1.5:4555/library',
      `http://x/#key=${'a'.repeat(15)}`,
      'two words',
    ])
      expect(keyIn(text), text).toBeNull();
  });

  it('goes with every call once it is kept', async () => {
    const { host, sent } = hostWith(() => json(200, { packs: [], problems: [] }));
    await host.shelf();
    host.key = key;
    await host.reloadShelf();
    expect(sent.map((each) => each.authorization)).toEqual([null, `Bearer ${key}`]);
    expect(sent.map((each) => `${each.method} ${each.path}`)).toEqual(['GET /api/packs', 'POST /api/packs/reload']);
  });
});

describe('a pairing word', () => {
  it('is read from the address', () => {
    expect(wordIn('#word=abc-DEF_1')).toBe('abc-DEF_1');
    expect(wordIn('')).toBeNull();
    expect(wordIn('#key=abc')).toBeNull();
    expect(wordIn('#word=<b>')).toBeNull();
  });

  it('is sent once, and what it brings is kept for the room', async () => {
    const { host, sent } = hostWith(() => json(200, { token }));
    expect(host.tokenOf('BCDF23')).toBeNull();
    expect(await host.admit('BCDF23', 'abc')).toEqual({ ok: true, value: token });
    expect(sent[0]).toMatchObject({ path: '/api/rooms/BCDF23/host', method: 'POST', body: { word: 'abc' } });
    expect(host.tokenOf('BCDF23')).toBe(token);
    expect(host.tokenOf('BCDF24')).toBeNull();
  });
});

describe('a room that is opened', () => {
  it('is known by its code, and this device is its host', async () => {
    const { host, sent } = hostWith(() => json(201, { code: 'BCDF23', token }));
    expect(await host.open('a-pack', { speed: 'gentle' })).toEqual({ ok: true, value: 'BCDF23' });
    expect(sent[0]?.body).toEqual({ pack: 'a-pack', settings: { speed: 'gentle' } });
    expect(host.tokenOf('BCDF23')).toBe(token);
  });
});

describe('what goes wrong', () => {
  it('is the code that the server gave, where there are words for it', async () => {
    expect(await hostWith(() => json(401, { error: 'word-used-up' })).host.admit('BCDF23', 'x')).toEqual({
      ok: false,
      why: 'word-used-up',
    });
  });

  it('is a failure where the server said nothing known', async () => {
    expect(await hostWith(() => json(500, { error: 'surprise' })).host.shelf()).toEqual({ ok: false, why: 'failed' });
    expect(await hostWith(() => new Response('<html>', { status: 200 })).host.shelf()).toEqual({
      ok: false,
      why: 'failed',
    });
  });

  it('is that nobody answered, where nobody did', async () => {
    const dead = hostWith(() => Promise.reject(new TypeError('network')));
    expect(await dead.host.running()).toEqual({ ok: false, why: 'unreachable' });
    expect(await hostWith(() => new Response('Bad gateway', { status: 502 })).host.sign()).toEqual({
      ok: false,
      why: 'unreachable',
    });
  });
});
