/** What a node lets go of, and what it looks for, because others share its rooms. */
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { sweeper } from '../../server/live/acrossNodes.ts';
import type { LiveRoom } from '../../server/live/liveRoom.ts';
import { LogUnavailable, type RoomLog } from '../../server/log/log.ts';
import { createMemoryHome } from '../../server/log/memory.ts';
import { roomIdleMs } from '../../shared/limits.ts';

const logger = pino({ level: 'silent' });
const named = (name: string, rests = true): LiveRoom => ({ name, room: { rests } }) as unknown as LiveRoom;

it('lets go of rooms that rest and that nobody visits, at the second look', async () => {
  const [deserted, visited, playing, revisited] = [
    named('deserted'),
    named('visited'),
    named('playing', false),
    named('r'),
  ];
  const visits = new Set([visited]);
  const dropped: LiveRoom[] = [];
  let live = [deserted, visited, playing, revisited];
  const sweep = sweeper({
    home: createMemoryHome(),
    logger,
    live: () => live,
    isVisited: (each) => visits.has(each),
    find: async () => null,
    drop: (each) => {
      dropped.push(each);
      live = live.filter((other) => other !== each);
    },
  });
  await sweep();
  expect(dropped).toEqual([]);
  visits.add(revisited);
  await sweep();
  expect(dropped).toEqual([deserted]);
  visits.delete(revisited);
  await sweep();
  expect(dropped).toEqual([deserted]);
  await sweep();
  expect(dropped).toEqual([deserted, revisited]);
});

it('takes up rooms that were quiet for so long that they are over', async () => {
  const home = createMemoryHome({ nowMs: () => 10 * roomIdleMs });
  const asked: number[] = [];
  const found: string[] = [];
  let isAway = false;
  const quiet = async (beforeMs: number): Promise<RoomLog[]> => {
    if (isAway) throw new LogUnavailable('away');
    asked.push(beforeMs);
    return [{ code: 'OLD' } as RoomLog];
  };
  const sweep = sweeper({
    home: { ...home, shared: { quiet } as never },
    logger,
    live: () => [],
    isVisited: () => false,
    find: async (code) => found.push(code),
    drop: () => {},
  });
  await sweep();
  isAway = true;
  await sweep();
  expect(asked).toEqual([9 * roomIdleMs]);
  expect(found).toEqual(['OLD']);
});
