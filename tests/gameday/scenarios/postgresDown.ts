/**
 * Row 7: PostgreSQL goes in the middle of a game and comes back when that is over. The game does not notice; what ended
 * meanwhile is archived, whole, soon after. Ten minutes would show nothing that these do not: at full size it is away for
 * longer than the nodes wait before they try again.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { archiveEveryMs } from '../../../shared/limits.ts';
import { createArchive, type Archive } from '../../../server/store/archive.ts';
import { openStoreDatabase } from '../../../server/store/database/database.ts';
import type { Entry } from '../../../shared/game/entry.ts';
import { Guest } from '../../support/guest.ts';
import { startPostgres } from '../../support/postgresServer.ts';
import { quizloop } from '../../support/program.ts';
import { quiet } from '../../support/stores.ts';
import { packId } from '../../support/witness.ts';
import { comesTrue, type Day, type DayServer } from '../day.ts';
import { Host } from '../game.ts';
import { lineOf } from '../operator.ts';
import { Findings, type Scenario } from '../scenario.ts';
import { redisOf, ThreeNodes } from '../threeNodes.ts';

const completeMsMax = 60_000;
/** The first try fails just after the end of the game; a busy machine. */
const triedMsMax = 30_000;
const cannotArchive = /rooms that are over cannot be archived/;

function save({ url }: DayServer): Promise<Response> {
  const pack = { title: 'Shared', items: [{ kind: 'slide', text: 'Hello' }] };
  const headers = { 'content-type': 'application/json' };
  return fetch(`${url}/api/packs`, { method: 'POST', headers, body: JSON.stringify({ pack }) });
}

/** What does not need it goes on; what does is refused in words. */
async function mustServe(day: Day, node: DayServer, findings: Findings): Promise<void> {
  const shelf = await fetch(`${node.url}/api/packs`);
  findings.must(shelf.status === 200, `the shelf answers ${String(shelf.status)}`);
  const saved = await save(node);
  const why = await saved.text();
  findings.must(
    saved.status === 503 && why.includes('unavailable'),
    `saving is answered ${String(saved.status)} ${why}`,
  );
  const ready = await fetch(`${node.url}/readyz`);
  findings.must(ready.status === 200, `readiness is ${String(ready.status)}`);
  const { code } = await node.openRoom(packId);
  const player = new Guest({ url: node.url, code });
  day.atEnd(() => player.close());
  findings.must((await player.join('Ana')).ok, 'nobody could join a room that was opened meanwhile');
}

/** Another room opens, and is over at once: the end of a room is when a node tries to archive. */
async function openAndEnd(day: Day, node: DayServer): Promise<void> {
  const { code, token } = await node.openRoom(packId);
  const host = new Host(day, node.url, code, token);
  await host.guest.until(({ desk }) => desk !== null);
  await host.guest.act({ type: 'end' });
}

async function archivedSoon(archive: Archive, code: string, findings: Findings): Promise<readonly Entry[]> {
  const fromMs = performance.now();
  let entries: readonly Entry[] | null = null;
  await comesTrue(async () => {
    const [found] = await archive.find(code);
    entries = found === undefined ? null : await archive.entries(found.room);
    return entries !== null;
  }, completeMsMax);
  findings.within('archived after', performance.now() - fromMs, completeMsMax);
  return entries ?? [];
}

export const postgresDown: Scenario = {
  name: 'postgres-down',
  row: 7,
  done: 'PostgreSQL down 10 min (here for the rest of the game, and at full size until it was tried twice)',
  expected: 'games go on and finish; reports complete ≤ 60 s after it is back',
  needs: ['redis', 'postgres'],
  async run(day) {
    const findings = new Findings(day);
    const postgres = await startPostgres();
    day.atEnd(() => postgres.dispose());
    const env = { DATABASE_URL: postgres.url };
    const game = await ThreeNodes.open(day, {
      redis: await redisOf(day),
      players: day.size(1_000, 60),
      questions: 2,
      env,
    });
    const first = await game.openNext();
    await postgres.stop();
    const downMs = performance.now();
    await game.crowd.answer(first, 400);
    await game.reveal();
    const second = await game.openNext();
    await game.crowd.answer(second, 400);
    await game.reveal();
    for (const item of [first, second]) game.mustAllCount(findings, item);
    await mustServe(day, game.node(1), findings);
    const entries = await game.finish(findings);
    await game.host.next();
    findings.must(await game.says(cannotArchive, triedMsMax), 'no node tried to archive it');
    if (!day.isSmall) await wait(archiveEveryMs + 5_000);
    const metric = await game.raised('quizloop_archive_failures_total');
    findings.figure(`PostgreSQL away ${String(Math.round(performance.now() - downMs))} ms`);
    await postgres.start();
    if (day.isSmall) await openAndEnd(day, game.node(2));
    const database = await openStoreDatabase({ url: postgres.url, file: '', logger: quiet });
    day.atEnd(() => database.close());
    const archived = await archivedSoon(createArchive(database), game.code, findings);
    const isWhole = JSON.stringify(archived.slice(0, entries.length)) === JSON.stringify(entries);
    findings.must(isWhole && archived.at(-1)?.type === 'ended', 'the archive does not have the whole log');
    const isTold = game.nodes.some((node) => node.output().includes('a-word-nobody-sees'));
    findings.must(!isTold, 'the password of the database is in the log');
    const exported = await quizloop(['export', game.code], { DATABASE_URL: postgres.url });
    findings.must(exported.code === 0, 'what was archived cannot be exported');
    const saved = await save(game.node(1));
    findings.must(saved.status === 201, `saving is answered ${String(saved.status)} when it is back`);
    return findings.seen({ log: lineOf(game.nodes, cannotArchive), metric });
  },
};
