/** Rooms that are over, on SQLite and PostgreSQL: archived once and whole, also after the database was away, and then forgotten. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMemoryHome } from '../../server/log/memory.ts';
import type { LogHome, RoomLog } from '../../server/log/log.ts';
import { createArchive, type Archive } from '../../server/store/archive.ts';
import { Keeping } from '../../server/store/keeping.ts';
import { archiveEveryMs } from '../../shared/limits.ts';
import { startApp } from '../support/app.ts';
import { joined, opened, samplePack } from '../support/rooms.ts';
import { storeKinds, type StoreBench } from '../support/stores.ts';

const dayMs = 86_400_000;
const { kinds, server } = storeKinds();

/** A room that was played and is over: three joined, one of them under a name that was taken, one was removed. */
async function playedRoom(home: LogHome, code = 'BCDFGH', answers = 0): Promise<RoomLog> {
  const log = await home.create(code);
  if (log === null) throw new Error(`${code} is taken`);
  await log.append([Object.assign(opened({ ...samplePack, title: `Sample \u0000 ${code}` }), { code })]);
  await log.append([joined(1), { type: 'joined', name: 'Player 1', tokenHash: 'token-hash-2' }]);
  await log.append([joined(2), joined(3), { type: 'removed', seat: 2 }]);
  for (let at = 0; at < answers; at += 1_000)
    await log.append(
      Array.from({ length: 1_000 }, (_, nth) => {
        return { type: 'answered', seat: 0, item: 0, answer: `answer ${String(at + nth)} \ud800`, tMs: 1, ref: 'r' };
      }),
    );
  await log.append([{ type: 'ended' }]);
  await home.finish(log.room);
  return log;
}

describe.each(kinds.map((kind) => ({ ...kind })))('the archive on $name', (kind) => {
  describe.skipIf(kind.isLeftOut)('', () => {
    let bench: StoreBench;
    let archive: Archive;
    let home: LogHome;
    let nowMs: number;
    let warnings: string[];
    let held: Set<string>;
    const keepings: Keeping[] = [];
    beforeAll(kind.before);
    afterAll(kind.after);
    beforeEach(async () => {
      vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
      bench = kind.make();
      archive = createArchive(await bench.open());
      nowMs = 1_800_000_000_000;
      home = createMemoryHome({ nowMs: () => nowMs });
      warnings = [];
      held = new Set();
    });
    afterEach(async () => {
      for (const each of keepings.splice(0)) await each.close();
      await bench.close();
      vi.useRealTimers();
    });

    function keeping(parts: Partial<ConstructorParameters<typeof Keeping>[0]> = {}): Keeping {
      const warn = (_: unknown, message = ''): number => warnings.push(message);
      const logger = { warn, error: warn } as ConstructorParameters<typeof Keeping>[0]['logger'];
      const isHeld = ({ room }: RoomLog): boolean => held.has(room);
      const made = new Keeping({ home, archive, keepDays: 30, isHeld, logger, ...parts });
      keepings.push(made);
      return made;
    }
    async function until(isSo: () => Promise<boolean>): Promise<void> {
      while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const isForgotten = async (log: RoomLog): Promise<boolean> =>
      !(await home.finished()).some(({ room }) => room === log.room);

    it('has the whole log, and what is to be known without unpacking it', async () => {
      nowMs = 1_800_000_000_000;
      const log = await playedRoom(home, 'BCDFGH', 5_000);
      const entries = await log.read(1);
      keeping().nudge();
      await until(() => isForgotten(log));
      expect(await archive.entries(log.room)).toEqual(entries);
      const known = {
        room: log.room,
        code: 'BCDFGH',
        title: 'Sample  BCDFGH',
        openedMs: nowMs,
        endedMs: nowMs,
        owner: null,
      };
      expect(await archive.find('bcdfgh')).toEqual([{ ...known, players: 2 }]);
      expect(await archive.find(log.room)).toEqual([{ ...known, players: 2 }]);
      expect(await archive.find('NOBODY')).toEqual([]);
      expect(await archive.entries('nobody')).toBeNull();
    });

    it('keeps a room in the log while somebody looks at it, and forgets it then', async () => {
      const log = await playedRoom(home);
      held.add(log.room);
      const keeps = keeping();
      keeps.nudge();
      await until(() => archive.has(log.room));
      expect(await isForgotten(log)).toBe(false);
      held.clear();
      keeps.nudge();
      await until(() => isForgotten(log));
      expect(await archive.has(log.room)).toBe(true);
    });

    it('has each room once where several nodes archive it at once', async () => {
      const logs = [await playedRoom(home, 'ONE'), await playedRoom(home, 'TWO')];
      for (const each of [keeping(), keeping({ archive: createArchive(await bench.open()) })]) each.nudge();
      for (const log of logs) await until(() => isForgotten(log));
      for (const { code, room } of logs) expect((await archive.find(code)).map((each) => each.room)).toEqual([room]);
      expect(warnings).toEqual([]);
    });

    it('never takes the rest of a forgotten log, or a room that never opened, for a room', async () => {
      const [rest, empty] = [await home.create('REST'), await home.create('EMPTY')];
      await rest?.append([joined(1), { type: 'ended' }]);
      for (const log of [rest, empty]) await home.finish(log?.room ?? '');
      keeping().nudge();
      for (const log of [rest, empty]) await until(() => isForgotten(log!));
      expect(await archive.has(rest?.room ?? '')).toBe(false);
      expect(warnings).toEqual([]);
    });

    it('lets one room that cannot be archived keep no other from it', async () => {
      const [bad, good] = [await playedRoom(home, 'BAD'), await playedRoom(home, 'GOOD')];
      const add: Archive['add'] = async (room, entries) => {
        if (room === bad.room) throw new Error('a bug of ours');
        await archive.add(room, entries);
      };
      const keeps = keeping({ archive: { ...archive, add } });
      keeps.nudge();
      await until(() => isForgotten(good));
      expect(await isForgotten(bad)).toBe(false);
      await until(async () => keeps.failures === 1);
      expect(keeps.waiting).toBe(1);
    });

    it('purges rooms when their days are over, and keeps none where none are to be kept', async () => {
      const old = await playedRoom(home, 'OLD');
      const keeps = keeping();
      keeps.nudge();
      await until(() => isForgotten(old));
      nowMs += 30 * dayMs;
      const young = await playedRoom(home, 'YOUNG');
      keeps.nudge();
      await until(() => isForgotten(young));
      expect(await archive.has(old.room), 'thirty days are not over').toBe(true);
      nowMs += 1;
      vi.advanceTimersByTime(archiveEveryMs);
      await until(async () => !(await archive.has(old.room)));
      expect(await archive.has(young.room)).toBe(true);

      const last = await playedRoom(home, 'LAST');
      nowMs += 1;
      keeping({ keepDays: 0 }).nudge();
      await until(async () => (await isForgotten(last)) && !(await archive.has(young.room)));
      expect(await archive.has(last.room)).toBe(false);
    });

    it('gets the rooms of a whole game, and lets them be seen to their end', async () => {
      const site = await startApp({ home, keeping: { archive, keepDays: 30 } });
      const room = await site.room();
      const player = await room.player('Ana');
      expect(await room.host.act({ type: 'end' })).toEqual({ ok: true });
      await until(async () => (await archive.find(room.code)).length === 1);
      expect((await archive.find(room.code))[0]).toMatchObject({ title: 'Sample', players: 1 });
      const again = site.guest(room.code, { token: player.token });
      await again.until((seen) => seen.scene !== null);
      expect(again.scene).toMatchObject({ phase: 'ended' });
      await site.close();
    });

    if (kind.name !== 'PostgreSQL') return;

    it('has rooms that ended while the database was away soon after it is back, and says so once', async () => {
      const keeps = keeping();
      keeps.nudge();
      await server().stop();
      const logs = [await playedRoom(home, 'ONE'), await playedRoom(home, 'TWO')];
      keeps.nudge();
      await until(async () => warnings.length > 0);
      vi.advanceTimersByTime(archiveEveryMs);
      const later = await playedRoom(home, 'LATER');
      expect((await home.finished()).length).toBe(3);
      await server().start();
      vi.advanceTimersByTime(archiveEveryMs);
      for (const log of [...logs, later]) {
        await until(() => isForgotten(log));
        expect(await archive.has(log.room)).toBe(true);
      }
      await until(async () => warnings.length > 1);
      expect(warnings).toEqual([expect.stringContaining('cannot be archived'), expect.stringContaining('again')]);
    });
  });
});
