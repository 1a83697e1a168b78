/** The host judges over real sockets: every phone and the stage follow at once, and a restart changes nothing. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSqliteHome } from '../../server/log/sqlite.ts';
import type { LogHome } from '../../server/log/log.ts';
import { reviewAnswersMax } from '../../shared/limits.ts';
import type { Ack, Intent } from '../../shared/protocol/messages.ts';
import { next, openItem, startApp, type TestApp, type TestRoom } from '../support/app.ts';
import type { Guest } from '../support/guest.ts';
import { parsePack } from '../support/rooms.ts';
import { freshFolder } from '../support/server.ts';

const pack = parsePack({
  title: 'Judged live',
  items: [
    {
      kind: 'explain',
      text: 'Why do leaves fall?',
      answer: 'Trees drop their leaves to save water. They also lose less to frost.',
    },
    { kind: 'typed', text: 'Which tree has acorns?', accept: ['oak'] },
    { kind: 'choice', text: 'Done?', options: [{ text: 'yes', right: true }, { text: 'no' }] },
  ],
});

const said = ['Trees drop their leaves to save water.', 'Quercus wisdom.', 'quercus wisdom', 'No idea at all.'];
const typed = ['oak', 'elm', 'Elm', 'acorn tree'];

let folder: string;
let home: LogHome;
let app: TestApp;
beforeEach(async () => {
  folder = freshFolder();
  home = await openSqliteHome(join(folder, 'rooms.sqlite'));
  app = await startApp({ home });
});
afterEach(async () => {
  expect(app.alarms).toEqual([]);
  await app.close();
  await home.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Played {
  readonly room: TestRoom;
  readonly players: Guest[];
}

/** A room in which four players have answered the first item, and it is revealed. */
async function revealed(settings = {}): Promise<Played> {
  const room = await app.room(pack, { standings: 'each', ...settings });
  const players: Guest[] = [];
  for (const at of said.keys()) players.push(await room.player(`Player ${String(at)}`));
  await answerItem(room, players, 0, said);
  return { room, players };
}

/** All answer, which closes the item by itself. */
async function answerItem({ host }: TestRoom, players: Guest[], item: number, answers: string[]): Promise<void> {
  await openItem(host, item);
  await Promise.all(
    players.map((player, at) => player.act({ type: 'answer', item, answer: answers[at] ?? '', tookMs: 500 })),
  );
  await host.until(({ desk }) => desk?.judging?.item === item);
}

const pointsOf = (guest: Guest): number => guest.you?.points ?? -1;

/** Waits until the phone has these points, and says which it has. */
async function pointsOnce(guest: Guest, points: number): Promise<number> {
  await guest.until(({ you }) => you?.points === points);
  return pointsOf(guest);
}

function okOf(ack: Ack): Ack & { ok: true } {
  if (!ack.ok) throw new Error(`refused: ${ack.why}`);
  return ack;
}

async function groupWith(host: Guest, item: number, text: string) {
  const { review } = okOf(await host.act({ type: 'review', item }));
  const group = review?.groups.find(({ answers }) => answers.some((answer) => answer.text === text));
  if (group === undefined) throw new Error(`no group has "${text}"`);
  return group;
}

test('a group is judged with one action: both phones, the standings on the stage and the desk follow', async () => {
  const { room, players } = await revealed();
  const stage = app.guest(room.code, { audience: 'stage', token: room.token });
  await stage.until((seen) => seen.stage?.phase === 'revealed');
  await next(room.host);
  await stage.until((seen) => seen.stage?.standings.length === 4);
  expect(stage.stage?.standings[0]?.name).toBe('Player 0');

  const group = await groupWith(room.host, 0, 'Quercus wisdom.');
  expect([...group.seats].sort()).toEqual([1, 2]);
  const verdict = { item: 0, seats: [...group.seats], credit: 1 };
  const { preview } = okOf(await room.host.act({ type: 'preview', ...verdict }));
  expect(preview).toMatchObject({ reached: 2, changed: 2 });
  expect(preview?.points).toBe(2_000 - pointsOf(players[1] as Guest) - pointsOf(players[2] as Guest));
  expect(preview?.leaders[0]).toMatchObject({ rank: 1, moved: 1 });

  const done = okOf(await room.host.act({ type: 'judge', ...verdict }));
  expect(done.preview).toEqual(preview);
  for (const at of [1, 2]) {
    const player = players[at] as Guest;
    expect(await pointsOnce(player, 1_000)).toBe(1_000);
    expect(player.you).toMatchObject({ rank: 1, streak: 1, result: { credit: 1, right: true, judged: true } });
  }
  await players[0]?.until(({ you }) => you?.rank === 3);
  await stage.until((seen) => seen.stage?.standings[0]?.points === 1_000);
  expect(stage.stage?.standings.map(({ name }) => name).slice(0, 3)).toEqual(['Player 1', 'Player 2', 'Player 0']);
  await room.host.until(({ desk }) => desk?.judging?.verdicts === 1);
});

test('one answer is judged, and its verdict reaches the one that is nearly the same', async () => {
  const { room, players } = await revealed();
  const done = okOf(await room.host.act({ type: 'judge', item: 0, seats: [2], credit: 0.5 }));
  expect(done.preview).toMatchObject({ reached: 2, carried: 1 });
  await Promise.all([1, 2].map((at) => pointsOnce(players[at] as Guest, 500)));
});

test('a verdict is given once however often its action arrives, and undone once from two desks', async () => {
  const { room, players } = await revealed();
  const other = app.guest(room.code, { audience: 'desk', token: room.token });
  const intent: Intent = { type: 'judge', item: 0, seats: [3], credit: 1 };
  expect((await room.host.act(intent, 'same')).ok).toBe(true);
  expect((await room.host.act(intent, 'same')).ok).toBe(true);
  await other.until(({ desk }) => desk?.judging?.verdicts === 1);
  await pointsOnce(players[3] as Guest, 1_000);

  // Both desks saw one verdict; one of them is quicker.
  expect((await room.host.act({ type: 'judge', item: 0, seats: [3], credit: 0.2 })).ok).toBe(true);
  const undo = { type: 'unjudge', item: 0, verdicts: 2 } as const;
  const acks = await Promise.all([room.host.act(undo), other.act(undo)]);
  expect(acks.filter((ack) => ack.ok).length).toBe(1);
  await room.host.until(({ desk }) => desk?.judging?.verdicts === 1);
  expect(await pointsOnce(players[3] as Guest, 1_000)).toBe(1_000);
});

test('an earlier item is judged while the next one is open, and typed answers are judged too', async () => {
  const { room, players } = await revealed();
  await openItem(room.host, 1);
  await players[0]?.act({ type: 'answer', item: 1, answer: 'oak', tookMs: 300 });
  expect((await room.host.act({ type: 'judge', item: 0, seats: [3], credit: 1 })).ok).toBe(true);
  await pointsOnce(players[3] as Guest, 1_000);
  expect(players[3]?.you).toMatchObject({ index: 1, answered: false, result: null });
  expect(players[0]?.you).toMatchObject({ index: 1, result: null });

  await Promise.all(
    [1, 2, 3].map((at) =>
      (players[at] as Guest).act({ type: 'answer', item: 1, answer: typed[at] ?? '', tookMs: 300 }),
    ),
  );
  await room.host.until(({ desk }) => desk?.judging?.item === 1);
  const elms = await groupWith(room.host, 1, 'Elm');
  expect(elms.count).toBe(2);
  expect((await room.host.act({ type: 'judge', item: 1, seats: [...elms.seats], credit: 1 })).ok).toBe(true);
  for (const at of [1, 2]) {
    await players[at]?.until(({ you }) => you?.result?.judged === true);
    expect(players[at]?.you).toMatchObject({ result: { right: true }, streak: 1 });
  }
  await room.host.until(({ desk }) => desk?.judging?.earlier[0]?.verdicts === 1);
});

test('moving the leniency scores every phone anew, and back again', async () => {
  const { room, players } = await revealed();
  const before = players.map(pointsOf);
  expect(okOf(await room.host.act({ type: 'tune', leniency: 1 }))).toEqual({ ok: true });
  await players[0]?.until(({ you }) => (you?.points ?? 0) > (before[0] ?? 0));
  await room.host.until(({ desk }) => desk?.judging?.leniency === 1);
  expect(await room.host.act({ type: 'tune', leniency: 1 })).toEqual({ ok: false, why: 'stale' });
  await room.host.act({ type: 'tune', leniency: 0 });
  await pointsOnce(players[0] as Guest, before[0] ?? 0);
  expect(players.map(pointsOf)).toEqual(before);
});

test('verdicts, flags and leniency are there after a restart, and the last verdict can still be undone', async () => {
  const { room, players } = await revealed();
  await players[3]?.act({ type: 'flag', item: 0 });
  await room.host.act({ type: 'judge', item: 0, seats: [1], credit: 1 });
  await room.host.act({ type: 'judge', item: 0, seats: [3], credit: 0.4 });
  await room.host.act({ type: 'tune', leniency: 0.5 });
  await room.host.until(({ desk }) => desk?.judging?.leniency === 0.5);
  await pointsOnce(players[3] as Guest, 400);
  const before = okOf(await room.host.act({ type: 'review', item: 0 })).review;
  const points = await Promise.all(
    players.map(async (player) => {
      await player.until(({ you }) => (you?.seq ?? 0) >= (room.host.desk?.seq ?? 0));
      return pointsOf(player);
    }),
  );
  await app.close();
  await home.close();

  home = await openSqliteHome(join(folder, 'rooms.sqlite'));
  app = await startApp({ home });
  const host = app.guest(room.code, { audience: 'desk', token: room.token });
  const again = players.map((player) => app.guest(room.code, { token: player.token }));
  await Promise.all(again.map((player) => player.until(({ you }) => you !== null)));
  expect(again.map(pointsOf)).toEqual(points);
  await host.until(({ desk }) => desk?.judging?.verdicts === 2);
  expect(okOf(await host.act({ type: 'review', item: 0 })).review).toEqual(before);
  expect((await host.act({ type: 'unjudge', item: 0, verdicts: 2 })).ok).toBe(true);
  await again[3]?.until(({ you }) => you?.result?.judged === undefined);
  expect(again[3]?.you?.flagged).toBe(true);
  expect(pointsOf(again[1] as Guest)).toBe(1_000);
});

test('who is removed is judged no more, and who comes back is', async () => {
  const { room, players } = await revealed();
  await room.host.act({ type: 'remove', seat: 1 });
  await players[2]?.act({ type: 'leave' });
  const done = okOf(await room.host.act({ type: 'judge', item: 0, seats: [1, 2], credit: 1 }));
  expect(done.preview).toMatchObject({ reached: 1, changed: 1 });
  expect(await room.host.act({ type: 'judge', item: 0, seats: [1], credit: 1 })).toEqual({ ok: false, why: 'stale' });
  await players[2]?.join('Player 2');
  await pointsOnce(players[2] as Guest, 1_000);
});

test('only the host judges, looks and undoes', async () => {
  const { players } = await revealed();
  const player = players[0] as Guest;
  const seats = [0];
  for (const intent of [
    { type: 'review', item: 0 },
    { type: 'preview', item: 0, seats, credit: 1 },
    { type: 'judge', item: 0, seats, credit: 1 },
    { type: 'unjudge', item: 0, verdicts: 1 },
    { type: 'tune', leniency: 1 },
    { type: 'names', shown: true },
  ] as const)
    expect(await player.act(intent)).toEqual({ ok: false, why: 'not-host' });
});

test('the stage shows names only once the host says so', async () => {
  const { room } = await revealed();
  const stage = app.guest(room.code, { audience: 'stage', token: room.token });
  await room.host.act({ type: 'judge', item: 0, seats: [3], credit: 1 });
  await stage.until((seen) => JSON.stringify(seen.stage?.reveal?.tally ?? '').includes('No idea at all.'));
  expect(JSON.stringify(stage.stage?.reveal)).not.toContain('Player 3');
  await room.host.act({ type: 'names', shown: true });
  await stage.until((seen) => seen.stage?.namesShown === true);
  expect(JSON.stringify(stage.stage?.reveal)).toContain('Player 3');
  const group = await groupWith(room.host, 0, 'No idea at all.');
  expect(group.answers.length).toBeLessThanOrEqual(reviewAnswersMax);
});
