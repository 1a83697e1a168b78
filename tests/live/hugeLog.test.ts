/**
 * The log of a room of ten thousand is read, followed, archived and unpacked in pieces: others have their turn in between.
 * Counted is what is done from turn to turn, as time would say something of the machine.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LogHome, RoomLog } from '../../server/log/log.ts';
import { openSqliteHome } from '../../server/log/sqlite.ts';
import { createArchive } from '../../server/store/archive.ts';
import { openStoreDatabase } from '../../server/store/database/database.ts';
import type * as folding from '../../shared/game/fold.ts';
import { freshFolder } from '../support/server.ts';
import { opened, samplePack } from '../support/rooms.ts';
import { quiet } from '../support/stores.ts';

type Folding = typeof folding;

/** What was done in this turn of the event loop, and the most that was done in one. */
const done = { folds: 0, characters: 0, foldsMost: 0, charactersMost: 0, turns: 0 };

vi.mock('../../shared/game/fold.ts', async (original) => {
  const { fold } = await original<Folding>();
  return {
    fold(...asked: Parameters<typeof fold>): ReturnType<typeof fold> {
      done.foldsMost = Math.max(done.foldsMost, (done.folds += 1));
      return fold(...asked);
    },
  };
});

const players = 10_000;
/** What is appended together is kept together, as in a rush. */
const together = 80;

let folder: string;
let home: LogHome;
let log: RoomLog;
beforeEach(async () => {
  folder = freshFolder();
  home = await openSqliteHome(join(folder, 'rooms.sqlite'));
  const made = await home.create('BCDFGH');
  if (made === null) throw new Error('the code is taken');
  log = made;
  await log.append([opened(samplePack)]);
  const seats = [...Array(players).keys()];
  for (let at = 0; at < players; at += together)
    await log.append(
      seats
        .slice(at, at + together)
        .map((seat) => ({ type: 'joined', name: `Zoë ${String(seat)}`, tokenHash: `h${String(seat)}` })),
    );
  await log.append([{ type: 'ended' }]);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await home.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs it while turns are counted, and says what was done. */
async function counted(run: () => Promise<unknown>): Promise<typeof done> {
  const count = (text: string): void => {
    done.charactersMost = Math.max(done.charactersMost, (done.characters += text.length));
  };
  const { parse, stringify } = JSON;
  const spies = [
    vi.spyOn(JSON, 'parse').mockImplementation((text: string, ...rest) => {
      count(text);
      return parse(text, ...rest) as unknown;
    }),
    vi.spyOn(JSON, 'stringify').mockImplementation((value: unknown) => {
      const text = stringify(value);
      count(text);
      return text;
    }),
  ];
  Object.assign(done, { folds: 0, characters: 0, foldsMost: 0, charactersMost: 0, turns: 0 });
  let isOver = false;
  const turn = (): void => {
    Object.assign(done, { folds: 0, characters: 0, turns: done.turns + 1 });
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  await run();
  isOver = true;
  for (const spy of spies) spy.mockRestore();
  return { ...done };
}

test('nothing of it is done in one go', async () => {
  const database = await openStoreDatabase({ url: null, file: join(folder, 'store.sqlite'), logger: quiet });
  const archive = createArchive(database);
  const entries = await log.read(1);
  const { fold } = await import('../../shared/game/fold.ts');
  const { emptyState } = await import('../../shared/game/state.ts');
  const state = emptyState();
  const follow = async (): Promise<void> =>
    (await log.tail(1, (some) => some.forEach((entry) => fold(state, entry))))();
  const all = JSON.stringify(entries).length;
  for (const run of [
    () => log.read(1),
    follow,
    () => archive.add(log.room, entries),
    async () => expect(await archive.entries(log.room)).toEqual(entries),
  ]) {
    const { turns, foldsMost, charactersMost } = await counted(run);
    expect(turns).toBeGreaterThan(4);
    expect(foldsMost).toBeLessThan(players / 4);
    expect(charactersMost).toBeLessThan(all / 4);
  }
  expect(state.players).toHaveLength(players);
  await database.close();
});
