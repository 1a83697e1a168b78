/** O(N²) traffic: what others do is told to nobody but the host, so a phone's frames do not grow with the room. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { countersEveryMs } from '../../shared/limits.ts';
import { protocolVersion } from '../../shared/protocol/messages.ts';
import { RawClient } from '../bench/rawClient.ts';
import { next, openItem, startApp, type TestApp } from '../support/app.ts';
import { freshToken } from '../support/guest.ts';

const crowd = 150;

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
});
afterEach(() => app.close());

test(`a phone hears nothing while ${String(crowd)} others join, answer, leave and are renamed, and a step is a frame or two`, async () => {
  const room = await app.room();
  const port = Number(new URL(app.url).port);
  const connect = (heard = (): void => {}): Promise<RawClient> =>
    RawClient.connect(
      port,
      { version: protocolVersion, code: room.code, audience: 'player', token: freshToken() },
      heard,
    );
  let events = 0;
  const phone = await connect(() => void (events += 1));
  expect(await phone.emit('act', { type: 'join', ref: 'r', name: 'Ana' })).toContain('"ok":true');
  /** Since it was asked last. What was sent before is here before what is answered now, though it is refused. */
  const frames = async (): Promise<number> => {
    await phone.emit('act', {});
    const since = events;
    events = 0;
    return since;
  };
  await frames();

  // The host is told, however many they are, four times a second.
  let toldHost = 0;
  room.host.socket.on('desk', () => void (toldHost += 1));
  const beganMs = performance.now();
  const others: RawClient[] = [];
  for (let at = 0; at < crowd; at++) {
    const other = await connect();
    others.push(other);
    await other.emit('act', { type: 'join', ref: 'r', name: `Player ${String(at)}` });
  }
  await room.host.until(({ desk }) => desk?.players === crowd + 1);
  expect(toldHost).toBeGreaterThan(0);
  expect(toldHost).toBeLessThanOrEqual((performance.now() - beganMs) / (countersEveryMs - 1) + 2);
  expect(await frames()).toBe(0);

  await openItem(room.host, 1);
  expect(await frames()).toBeLessThanOrEqual(4);
  for (const other of others.slice(0, -1))
    await other.emit('act', { type: 'answer', ref: 'a', item: 1, answer: [0], tookMs: 10 });
  await room.host.act({ type: 'rename', seat: 1, name: 'Another' });
  others.at(-1)?.close();
  await room.host.until(({ desk }) => desk?.answered === crowd - 1 && desk.connected === crowd);
  expect(await frames()).toBe(0);

  await next(room.host);
  // The own result and the scene of the reveal.
  expect(await frames()).toBe(2);
  for (const other of others) other.close();
  phone.close();
});
