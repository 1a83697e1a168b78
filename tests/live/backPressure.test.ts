/**
 * Phones that do not read, over real sockets: they hold next to nothing of the server, they are cut, and whoever reads
 * again has the truth at once, never an older view after a newer. Neither does anybody else notice.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { queuedBytesMax, undrainedMsMax } from '../../shared/limits.ts';
import { protocolVersion } from '../../shared/protocol/messages.ts';
import { unpackScene, type Packed } from '../../shared/protocol/packed.ts';
import { frameOf, put } from '../../server/live/frames.ts';
import type { LiveRoom } from '../../server/live/rooms.ts';
import type { Connection } from '../../server/live/wire.ts';
import { openItem, startApp, type TestApp, type TestRoom } from '../support/app.ts';
import { freshToken } from '../support/guest.ts';
import { RawPhone } from '../support/rawPhone.ts';
import { parsePack } from '../support/rooms.ts';

vi.mock('../../shared/limits.ts', async (original) => ({
  ...(await original<object>()),
  // So that nobody waits for ten.
  undrainedMsMax: 4_000,
}));

/** Long texts soon fill what the systems on both sides take before anybody has to wait. */
const pack = parsePack({
  title: 'Long',
  items: [
    {
      kind: 'choice',
      text: 'Ä'.repeat(400),
      options: Array.from({ length: 6 }, (_, at) => ({ text: `${String(at)}${'漢'.repeat(139)}`, right: at === 0 })),
      seconds: 600,
    },
  ],
});
const viewBytesMax = 4_096;
/** Each is a view of some 3 kB; the systems take some megabytes. */
const stepsMax = 5_000;

let app: TestApp;
let room: TestRoom;
let live: LiveRoom;
let phones: RawPhone[];
beforeEach(async () => {
  app = await startApp();
  room = await app.room(pack);
  const found = await app.app.rooms.find(room.code);
  if (found === null) throw new Error('no room');
  live = found;
  phones = [];
});
afterEach(async () => {
  for (const each of phones) each.close();
  await app.close();
});

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function enter(name: string): Promise<RawPhone> {
  const phone = await RawPhone.connect(app.url, room.code);
  phones.push(phone);
  await phone.join(name);
  return phone;
}

async function comeBack({ token }: RawPhone): Promise<RawPhone> {
  const phone = await RawPhone.connect(app.url, room.code, token);
  phones.push(phone);
  return phone;
}

const seatOf = (phone: RawPhone): number => phone.you?.seat ?? -1;

function connectionOf(phone: RawPhone): Connection {
  const connection = live.room.presence.get(seatOf(phone));
  if (connection === undefined) throw new Error('nobody holds the seat');
  return connection;
}

const isStuck = ({ conn }: Connection): boolean => !conn.transport.writable;

/** What the server keeps because the network has not taken it. */
function heldBytes({ conn }: Connection): number {
  const queue = Reflect.get(conn, 'writeBuffer') as { data?: string }[];
  const { bufferedAmount } = Reflect.get(conn.transport, 'socket') as { bufferedAmount: number };
  return queue.reduce((sum, { data }) => sum + (data?.length ?? 0), bufferedAmount);
}

/** A new scene for everybody: the open question is paused, or goes on. */
async function step(): Promise<void> {
  await live.room.append([{ type: live.room.state.pausedAtMs === null ? 'paused' : 'resumed' }]);
  await turn();
}

async function stepUntil(holds: () => boolean): Promise<void> {
  for (let steps = 0; !holds(); steps++) {
    if (steps > stepsMax) throw new Error(`waited in vain: ${holds.toString()}`);
    await step();
  }
}

async function until(holds: () => boolean): Promise<void> {
  const untilMs = performance.now() + 60_000;
  while (!holds()) {
    if (performance.now() > untilMs) throw new Error(`waited in vain: ${holds.toString()}`);
    await wait(20);
  }
}

function expectInOrder(phone: RawPhone): void {
  for (const name of ['you', 'scene'] as const) {
    const views = phone.arrived.filter((each) => each.name === name);
    const seqs = views.flatMap(({ view }) => (view === null ? [] : [view.seq]));
    expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
  }
}

test('three of sixty that stop reading cost next to nothing, are cut, and come back to the truth', async () => {
  const all = await Promise.all(Array.from({ length: 60 }, (_, at) => enter(`Player ${String(at)}`)));
  await openItem(room.host, 0);
  const [paused, others] = [all.slice(0, 3), all.slice(3)];
  const stuck = paused.map(connectionOf);
  for (const phone of paused) phone.socket.pause();
  await stepUntil(() => stuck.every(isStuck));
  let mostBytes = 0;
  for (let more = 0; more < 200; more++) {
    await step();
    mostBytes = Math.max(mostBytes, ...stuck.map(heldBytes));
  }
  // What was under way when the network took no more; two hundred views are half a megabyte.
  expect(mostBytes).toBeGreaterThan(0);
  expect(mostBytes).toBeLessThan(2 * viewBytesMax);

  await until(() => stuck.every((each) => !each.connected && heldBytes(each) === 0));
  expect(all.filter((phone) => live.room.presence.has(seatOf(phone)))).toEqual(others);
  await step();
  const { seq } = live.room.state;
  for (const phone of others) {
    await phone.until(() => phone.scene?.seq === seq);
    expectInOrder(phone);
  }
  for (const phone of paused) {
    const [seat, seen] = [seatOf(phone), phone.scene?.seq ?? 0];
    phone.socket.resume();
    await until(() => phone.isClosed);
    expectInOrder(phone);
    expect(phone.texts.some((text) => text.includes('gone'))).toBe(false);
    const again = await comeBack(phone);
    expect(seatOf(again)).toBe(seat);
    expect(again.arrived.map(({ view }) => view?.seq)).toEqual([seq, seq]);
    expect(seq).toBeGreaterThan(seen);
  }
});

test('who looks away for a moment gets the latest result and scene, in this order, and nothing in between', async () => {
  const phone = await enter('Ana');
  await enter('Bo');
  await openItem(room.host, 0);
  phone.act({ type: 'answer', item: 0, answer: [0], tookMs: 10 });
  await until(() => live.room.hasAnswered(0));
  phone.socket.pause();
  const connection = connectionOf(phone);
  await stepUntil(() => isStuck(connection));
  const stuckAtSeq = live.room.state.seq;
  for (let more = 0; more < 10; more++) await step();
  await live.room.append([
    { type: 'closed', item: 0, cause: 'host' },
    { type: 'revealed', item: 0 },
  ]);
  const { seq } = live.room.state;
  phone.socket.resume();
  await phone.until(() => phone.scene?.seq === seq);
  expect(connection.connected).toBe(true);
  expect(phone.scene?.phase).toBe('revealed');
  expect(phone.arrived.filter(({ view }) => (view?.seq ?? 0) > stuckAtSeq).map(({ name }) => name)).toEqual([
    'you',
    'scene',
  ]);
  expect(phone.you?.result).not.toBeNull();
  expectInOrder(phone);
});

test('the seat is shown before the acknowledgement that gives it, also to who reads late', async () => {
  await enter('Bo');
  await openItem(room.host, 0);
  const phone = await RawPhone.connect(app.url, room.code);
  phones.push(phone);
  const [connection] = [...live.seatless.values()];
  phone.socket.pause();
  await stepUntil(() => connection !== undefined && isStuck(connection));
  await step();
  phone.act({ type: 'join', name: 'Ana' });
  await until(() => live.room.presence.has(1));
  const { seq } = live.room.state;
  phone.socket.resume();
  await phone.until(() => phone.texts.some((text) => text.startsWith('430')) && phone.scene?.seq === seq);
  expect(phone.texts.slice(-3).map((text) => text.slice(0, 7))).toEqual(['42["you', '42["sce', '430[{"o']);
});

test('who floods the server with pings and reads no pong is cut', async () => {
  const phone = await enter('Ana');
  const connection = connectionOf(phone);
  phone.socket.pause();
  let wasStuck = true;
  connection.on('disconnect', () => (wasStuck = isStuck(connection)));
  const ping = Buffer.alloc(125);
  for (let batch = 0; batch < 2_000 && connection.connected; batch++) {
    for (let each = 0; each < 100; each++) phone.socket.ping(ping);
    await turn();
  }
  await until(() => !connection.connected);
  // Not only because the next heartbeat, up to half a minute later, was not taken.
  expect(wasStuck).toBe(false);
});

/** Long-polling by hand, so that it can be left waiting for its next poll. */
async function pollingPhone(): Promise<{ poll: () => Promise<string>; post: (packet: string) => Promise<unknown> }> {
  const url = `${app.url}/socket.io/?EIO=4&transport=polling`;
  const { sid } = JSON.parse((await (await fetch(url)).text()).slice(1)) as { sid: string };
  const hello = { version: protocolVersion, code: room.code, audience: 'player', token: freshToken() };
  const post = (packet: string): Promise<unknown> => fetch(`${url}&sid=${sid}`, { method: 'POST', body: packet });
  await post(`40${JSON.stringify(hello)}`);
  return { post, poll: async () => (await fetch(`${url}&sid=${sid}`)).text() };
}

const scenesIn = (payload: string): number[] =>
  payload
    .split('\u001e')
    .filter((text) => text.startsWith('42["scene"'))
    .map((text) => unpackScene((JSON.parse(text.slice(2)) as [string, Packed])[1]).seq);

test('who polls is not cut between two polls, and the next one brings the latest scene alone', async () => {
  const { poll, post } = await pollingPhone();
  while (scenesIn(await poll()).length === 0);
  await post('427["clock"]');
  await openItem(room.host, 0);
  for (let more = 0; more < 20; more++) await step();
  await wait(undrainedMsMax + 2_500);
  const payload = await poll();
  expect(scenesIn(payload)).toEqual([live.room.state.seq]);
  expect(payload).toContain('437[');
});

test('who has too much waiting is cut on any transport', async () => {
  const { poll } = await pollingPhone();
  while (scenesIn(await poll()).length === 0);
  const [connection] = [...live.seatless.values()];
  let reason = '';
  connection?.on('disconnect', (why) => (reason = why));
  for (let bytes = 0; bytes <= queuedBytesMax; bytes += 1_000) connection?.emit('scene', ['x'.repeat(1_000)]);
  await until(() => reason !== '');
  // By us, and not by the heartbeat.
  expect(reason).toBe('forced close');
});

test('frames of any length arrive as they were made, several in one write, and between those of Socket.IO', async () => {
  const phone = await enter('Ana');
  const connection = connectionOf(phone);
  const texts = [1, 90, 120, 130, 40_000, 65_500, 70_000].map((length) => 'xå'.repeat(length / 2));
  const frames = texts.map((text) => frameOf('scene', [text]));
  await until(() => !isStuck(connection));
  put(connection, frames);
  for (const frame of frames) put(connection, [frame]);
  await until(() => !isStuck(connection));
  connection.emit('scene', ['last']);
  await phone.until(() => phone.texts.at(-1)?.includes('last') === true);
  const expected = [...texts, ...texts, 'last'].map((text) => `42${JSON.stringify(['scene', [text]])}`);
  expect(phone.texts.slice(-expected.length)).toEqual(expected);
});
