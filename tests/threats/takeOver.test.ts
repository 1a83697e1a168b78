/**
 * Taking over a seat or a room: every action there is, by everybody who is not entitled to it, changes nothing; and the
 * secrets that entitle people stand in no address, no view and no line of the log.
 */
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hostActionSchema, type Audience } from '../../shared/protocol/messages.ts';
import { hashToken } from '../../server/live/tokens.ts';
import { startApp, type TestApp, type TestRoom } from '../support/app.ts';
import { freshRef, freshToken, type Guest } from '../support/guest.ts';
import { Chance } from './chance.ts';
import { everyAction } from './mutations.ts';

const lines: string[] = [];
const addresses: string[] = [];
let app: TestApp;
let room: TestRoom;

beforeEach(async () => {
  lines.length = 0;
  addresses.length = 0;
  app = await startApp({ logger: pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }) });
  app.app.http.on('request', ({ url = '' }) => void addresses.push(url));
  app.app.http.on('upgrade', ({ url = '' }) => void addresses.push(url));
  room = await app.room();
});
afterEach(() => app.close());

const isHostAction = (type: string): boolean =>
  hostActionSchema.options.some(({ entries }) => entries.type.literal === type);
const actions = everyAction(new Chance(11));
const hostActions = actions.filter(({ type }) => isHostAction(type));
const playerActions = actions.filter(({ type }) => !isHostAction(type));

/** As it is, and not as a well-behaved client would. */
const ask = (guest: Guest, action: object): Promise<unknown> =>
  new Promise((resolve) => {
    const raw = guest.socket as unknown as { emit(event: string, ...values: unknown[]): void };
    raw.emit('act', { ...action, ref: freshRef() }, resolve);
  });

/** A connection has a bucket of ten; a new one has a new bucket. */
async function asks(guestOf: () => Promise<Guest>, asked: readonly { type: string }[]): Promise<[string, unknown][]> {
  const told: [string, unknown][] = [];
  for (const action of asked) {
    const guest = await guestOf();
    told.push([action.type, await ask(guest, action)]);
    guest.close();
  }
  return told;
}

const connected = async (guest: Guest): Promise<Guest> => {
  await guest.until(({ isConnected }) => isConnected);
  return guest;
};
const notHost = hostActions.map(({ type }) => [type, { ok: false, why: 'not-host' }]);

describe('every action', () => {
  test('of a host, by a player and by somebody without a seat, is refused and changes nothing', async () => {
    const ana = await room.player('Ana');
    await room.host.until(({ desk }) => desk?.players === 1);
    const seq = room.host.desk?.seq;
    expect(await asks(() => connected(app.guest(room.code, { token: ana.token })), hostActions)).toEqual(notHost);
    expect(await asks(() => connected(app.guest(room.code)), hostActions)).toEqual(notHost);
    // The host's own token is none where a player stands: the role is the audience that it was admitted to.
    expect(await asks(() => connected(app.guest(room.code, { token: room.token })), hostActions)).toEqual(notHost);
    expect(room.host.desk?.seq).toBe(seq);
  });

  test('of a player, by the host and the stage, is none', async () => {
    const stage = (): Promise<Guest> => connected(app.guest(room.code, { audience: 'stage', token: room.token }));
    expect(await asks(stage, playerActions)).toEqual(
      playerActions.map(({ type }) => [type, { ok: false, why: 'malformed' }]),
    );
  });

  test('of a player but joining, by somebody without a seat, is refused', async () => {
    const others = playerActions.filter(({ type }) => type !== 'join');
    expect(await asks(() => connected(app.guest(room.code)), others)).toEqual(
      others.map(({ type }) => [type, { ok: false, why: 'not-joined' }]),
    );
  });

  test('of whoever was removed comes too late: the door is shut', async () => {
    const ana = await room.player('Ana');
    await room.host.act({ type: 'remove', seat: 0 });
    await ana.until(({ over }) => over === 'removed');
    const again = app.guest(room.code, { token: ana.token });
    await again.until(({ over }) => over === 'removed');
  });
});

describe('the door of a host', () => {
  const tokens: [string, (ana: Guest, other: TestRoom) => string][] = [
    ['a new token', () => freshToken()],
    ["a player's token", (ana) => ana.token],
    ["another room's host token", (_, other) => other.token],
    ['the hash of the right one', () => hashToken(room.token)],
    ['the right one in other letters', () => [...room.token].map((letter) => letter.toUpperCase()).join('')],
  ];
  test.each(tokens)('is shut to %s', async (_, tokenOf) => {
    const [ana, other] = [await room.player('Ana'), await app.room()];
    for (const audience of ['desk', 'stage'] as const satisfies readonly Audience[]) {
      const thief = app.guest(room.code, { audience, token: tokenOf(ana, other) });
      await thief.until(({ over }) => over !== null);
      expect([thief.over, thief.desk, thief.stage]).toEqual(['not-host', null, null]);
    }
  });

  test('opens once for a pairing word, and never for a wrong one', async () => {
    const ack = await room.host.act({ type: 'pair' });
    const word = ack.ok ? (ack.word ?? '') : '';
    const redeem = async (said: string): Promise<number> =>
      (
        await fetch(`${app.url}/api/rooms/${room.code}/host`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ word: said }),
        })
      ).status;
    expect([await redeem(`${word}x`), await redeem(word), await redeem(word)]).toEqual([401, 200, 401]);
  });
});

test('a seat is not had by its public number, its name or another token', async () => {
  const ana = await room.player('Ana');
  const thief = app.guest(room.code);
  expect(await thief.join('Ana')).toEqual({ ok: false, why: 'name-taken' });
  await connected(thief);
  expect(await ask(thief, { type: 'answer', item: 0, answer: [0], tookMs: 1, seat: 0 })).toEqual({
    ok: false,
    why: 'malformed',
  });
  expect([ana.isConnected, ana.over]).toEqual([true, null]);
});

test('no token or hash of one stands in an address, in what anybody is sent or in the log', async () => {
  const frames: string[] = [];
  const record = (guest: Guest): Guest => {
    guest.socket.onAny((...values: unknown[]) => frames.push(JSON.stringify(values)));
    return guest;
  };
  const polling = app.guest(room.code, { transports: ['polling'] });
  const stage = app.guest(room.code, { audience: 'stage', token: room.token });
  for (const guest of [room.host, polling, stage]) record(guest);
  const ana = record(await room.player('Ana'));
  expect(await polling.join('Bo')).toMatchObject({ ok: true });
  await app.guest('XXXXXX', { token: ana.token }).until(({ over }) => over !== null);
  for (let at = 0; at < 3; at++) {
    const { desk } = room.host;
    await room.host.act({ type: 'next', phase: desk?.phase ?? 'lobby', index: desk?.index ?? -1, step: 0 });
    await room.host.until((seen) => seen.desk !== desk);
  }
  await ask(ana, { type: 'join', name: { token: ana.token } });
  await room.host.act({ type: 'end' });
  await stage.until(({ stage: view }) => view?.phase === 'ended');

  const secrets = [room.token, ana.token, polling.token].flatMap((token) => [token, hashToken(token)]);
  const told = { addresses: addresses.join(), frames: frames.join(), lines: lines.join() };
  expect(addresses.length).toBeGreaterThan(5);
  expect(frames.length).toBeGreaterThan(10);
  expect(lines.length).toBeGreaterThan(0);
  for (const [where, text] of Object.entries(told))
    expect([where, secrets.filter((secret) => text.includes(secret))]).toEqual([where, []]);
});
