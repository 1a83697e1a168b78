/**
 * What is left of players, on SQLite and PostgreSQL, with the real server and the real commands: a room that was played can
 * be exported, a player in it forgotten, and when its days are over no byte of it is on the disk.
 */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openStoreDatabase } from '../../server/store/database/database.ts';
import { Guest } from '../support/guest.ts';
import { quizloop, type Ended } from '../support/program.ts';
import { freshFolder, startServer, type TestServer } from '../support/server.ts';
import { quiet, storeKinds, type StoreBench } from '../support/stores.ts';

const pack = {
  title: 'Secrets',
  items: [{ kind: 'discuss', text: 'What is your secret?', seconds: 60 }],
};
const words = ['zwartepiet-alpha', 'zwartepiet-beta'];
const names = ['Annabel Leigh', 'Barnaby Rudge'];

/** All files below the folder that hold the text. */
const filesWith = (folder: string, text: string | Buffer): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && readFileSync(path).includes(text));

const { kinds } = storeKinds();

describe.each(kinds.map((kind) => ({ ...kind })))('a room that is over, on $name', (kind) => {
  describe.skipIf(kind.isLeftOut)('', () => {
    let bench: StoreBench;
    let server: TestServer;
    let env: Record<string, string>;
    const guests: Guest[] = [];
    beforeAll(kind.before);
    afterAll(kind.after);
    beforeEach(async () => {
      bench = kind.make();
      const packs = freshFolder();
      mkdirSync(join(packs, 'secrets'));
      writeFileSync(join(packs, 'secrets', 'pack.json'), JSON.stringify(pack));
      env = {
        QUIZLOOP_PACKS: packs,
        QUIZLOOP_LOG_LEVEL: 'debug',
        ...(bench.place.url === null ? {} : { DATABASE_URL: bench.place.url }),
      };
      server = await startServer({ env });
    });
    afterEach(async () => {
      for (const guest of guests.splice(0)) guest.close();
      await server.dispose();
      await bench.close();
    });

    const command = (...args: string[]): Promise<Ended> => quizloop([...args, '--data', server.folder], env);
    /** Until the command has what it asks for: archiving takes a moment. */
    async function until(done: (ended: Ended) => boolean, ...args: string[]): Promise<Ended> {
      for (;;) {
        const ended = await command(...args);
        if (done(ended)) return ended;
      }
    }

    /** Two players tell their secrets, and the room is over. */
    async function playedRoom(): Promise<{ code: string; end: () => Promise<void> }> {
      const { code, token } = await server.openRoom('secrets', { reading: false });
      const host = new Guest({ url: server.url, code, audience: 'desk', token });
      const players = names.map(() => new Guest({ url: server.url, code }));
      guests.push(host, ...players);
      await host.until(({ desk }) => desk !== null);
      for (const [at, player] of players.entries()) expect((await player.join(names[at] ?? '')).ok).toBe(true);
      expect((await host.act({ type: 'next', phase: 'lobby', index: -1 })).ok).toBe(true);
      for (const [at, player] of players.entries()) {
        const tap = { type: 'answer', item: 0, answer: words[at] ?? '', tookMs: 500 } as const;
        while (!(await player.act(tap)).ok) await new Promise((resolve) => setTimeout(resolve, 100));
      }
      return {
        code,
        end: async () => {
          expect((await host.act({ type: 'end' })).ok).toBe(true);
          for (const guest of guests.splice(0)) guest.close();
        },
      };
    }

    it('is exported, forgets a player, and leaves no byte when its days are over', async () => {
      const { code, end } = await playedRoom();
      if (kind.name === 'SQLite') {
        expect(filesWith(server.folder, words[0] ?? '')).not.toEqual([]);
        expect(await command('forget', code)).toMatchObject({
          code: 1,
          err: expect.stringContaining('is still in play: remove the player on the desk') as string,
        });
      }
      await end();
      const whole = await until(({ code: exit }) => exit === 0, 'export', code.toLowerCase());
      expect(JSON.parse(whole.out)).toMatchObject({
        code,
        title: 'Secrets',
        items: [{ text: 'What is your secret?' }],
        players: names.map((name, at) => ({ seat: at + 1, name, answers: [{ item: 0, step: 0, answer: words[at] }] })),
      });
      const one = await command('export', code, '--name', 'barnaby rudge');
      expect(JSON.parse(one.out)).toMatchObject({ players: [{ seat: 2, name: names[1] }] });

      // The next start finds nobody who looks at it, and the log forgets it.
      const before = await packedLog();
      await server.stop();
      await server.restart();
      const forgotten = await until(({ code: exit }) => exit === 0, 'forget', code, '--name', 'Annabel Leigh');
      expect(forgotten.out).toBe(`seat 1 of room ${code} is forgotten\n`);
      const after = await command('export', code);
      expect(after.out).not.toMatch(/annabel|zwartepiet-alpha/i);
      expect(JSON.parse(after.out)).toMatchObject({
        players: [{ name: '(forgotten 1)', answers: [{ answer: '(forgotten 1)' }] }, { name: names[1] }],
      });
      expect(await command('export', code, '--name', 'Annabel Leigh')).toMatchObject({ code: 1, out: '' });
      const packed = await packedLog();
      const isFile = kind.name === 'SQLite';
      if (isFile)
        expect([before, packed].map((log) => filesWith(server.folder, log).length > 0)).toEqual([false, true]);

      // Days that are over, without waiting for them.
      env['QUIZLOOP_KEEP_DAYS'] = '0';
      await server.stop();
      await server.restart();
      const gone = await until(({ code: exit }) => exit === 1, 'export', code);
      expect(gone.err).toContain(`no room ${code} is kept`);
      await server.stop();
      for (const text of [packed, code, ...names, ...words]) expect(filesWith(server.folder, text)).toEqual([]);
      expect(server.output()).toContain('room over');
      expect(server.output()).not.toMatch(/annabel|barnaby|zwartepiet/i);
    });

    /** Some of the archived log, as it stands in the database: none of it is by chance somewhere else. */
    async function packedLog(): Promise<Buffer> {
      const { query, close } = await openStoreDatabase({
        url: bench.place.url,
        file: join(server.folder, 'store.sqlite'),
        logger: quiet,
      });
      const { log } = await query.selectFrom('archive').select('log').executeTakeFirstOrThrow();
      await close();
      return Buffer.from(log).subarray(100, 140);
    }
  });
});
