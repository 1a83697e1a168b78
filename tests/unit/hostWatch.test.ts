/** When a room counts as without its host, and what the operator is told of it. */
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { HostWatch } from '../../server/live/hostWatch.ts';
import type { LiveRoom } from '../../server/live/liveRoom.ts';
import { hostMissedMs } from '../../shared/operatingLimits.ts';

let lines: { msg: string; forMs?: number }[];
let hosts: HostWatch;
beforeEach(() => {
  vi.useFakeTimers();
  lines = [];
  hosts = new HostWatch(
    pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line) as never) }),
  );
});
afterEach(() => vi.useRealTimers());

const roomIn = (phase: string): LiveRoom =>
  ({ room: { log: { room: 'r' }, state: { phase, seatedCount: 3 } } }) as unknown as LiveRoom;

test('a host who is back at once was not away', () => {
  const live = roomIn('asked');
  hosts.went(live);
  vi.advanceTimersByTime(hostMissedMs - 1);
  hosts.came(live);
  vi.advanceTimersByTime(hostMissedMs);
  expect([lines, hosts.back, hosts.isMissed(live)]).toEqual([[], 0, false]);
});

test('a room is missed once, however often the last screen goes, and its host comes back once', () => {
  const [live, other] = [roomIn('asked'), roomIn('asked')];
  hosts.went(live);
  hosts.went(live);
  vi.advanceTimersByTime(hostMissedMs);
  expect([hosts.isMissed(live), hosts.isMissed(other), lines.length]).toEqual([true, false, 1]);
  vi.advanceTimersByTime(1_000);
  hosts.came(live);
  hosts.came(live);
  expect([hosts.isMissed(live), hosts.back, lines.length]).toEqual([false, 1, 2]);
  expect(lines[1]?.forMs).toBe(hostMissedMs + 1_000);
});

test('nobody is missed in a room that is over, or while the server lets everybody go', () => {
  hosts.went(roomIn('ended'));
  const live = roomIn('lobby');
  hosts.went(live);
  hosts.close();
  vi.advanceTimersByTime(2 * hostMissedMs);
  expect([lines, hosts.isMissed(live)]).toEqual([[], false]);
});
