/** Items that are written and then voted on, over real sockets: reloads, late comers, removals and kills between the steps. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { Json } from '../../shared/kinds/kind.ts';
import { next, openItem, openStep, startApp, type TestApp } from '../support/app.ts';
import { freshRef, Guest } from '../support/guest.ts';
import { parsePack } from '../support/rooms.ts';
import { freshFolder, startServer } from '../support/server.ts';

const truth = 'wood that carries water';
const bluff = { kind: 'bluff', text: 'Xylem', truth, seconds: 120, voteSeconds: 120 };
const discuss = { kind: 'discuss', text: 'Which tree?', seconds: 120, voteSeconds: 120 };
const packOf = (...items: object[]) => parsePack({ title: 'Steps', items });

const write = (answer: string) => ({ type: 'answer', item: 0, answer, tookMs: 10 }) as const;
const vote = (answer: Json) => ({ type: 'answer', item: 0, step: 1, answer, tookMs: 10 }) as const;
const isVoting = ({ scene, you }: Guest): boolean => scene?.item?.step === 1 && you?.step === 1;
const isRevealed = ({ scene }: Guest): boolean => scene?.phase === 'revealed';
const optionsOf = ({ scene }: Guest): (string | null)[] =>
  (scene?.item?.face as { options: (string | null)[] }).options;
const idOf = (guest: Guest, text: string): number => optionsOf(guest).indexOf(text);
const saw = (guest: Guest): string => JSON.stringify([guest.scene, guest.you, guest.stage, guest.desk]);

describe('a room', () => {
  let app: TestApp;
  afterEach(() => app.close());

  test('is found again in the middle of either step, with what was given in it', async () => {
    app = await startApp();
    const room = await app.room(packOf(bluff));
    const [ana, bo] = [await room.player('Ana'), await room.player('Bo'), await room.player('Cy')];
    await openItem(room.host, 0);
    const ref = freshRef();
    expect(await ana.act(write('a moth'), ref)).toEqual({ ok: true });
    ana.close();
    const again = app.guest(room.code, { token: ana.token });
    await again.until(({ you, scene }) => you !== null && scene !== null);
    expect(again.you).toMatchObject({ answered: true, answer: 'a moth' });
    expect(await again.act(write('a moth'), ref)).toEqual({ ok: true });
    await bo.act(write('a bridge'));

    await openStep(room.host);
    await again.until(isVoting);
    expect(again.you).toMatchObject({ answered: false, answer: null, hand: { own: idOf(again, 'a moth') } });
    // The first page's answer is known still, and nobody writes any more.
    expect(await again.act(write('a moth'), ref)).toEqual({ ok: true });
    expect(await bo.act(write('a knot'))).toEqual({ ok: false, why: 'closed' });
    again.close();
    const third = app.guest(room.code, { token: ana.token, transports: ['polling'] });
    await third.until(isVoting);
    expect(third.you).toMatchObject({ hand: { own: idOf(third, 'a moth') } });
    expect(await third.act(vote(idOf(third, truth)))).toEqual({ ok: true });
    third.close();
    const fourth = app.guest(room.code, { token: ana.token });
    await fourth.until(isVoting);
    expect(fourth.you).toMatchObject({ answered: true, answer: idOf(fourth, truth) });
  });

  test('lets who joins late vote, and pays who found the truth and who was believed', async () => {
    app = await startApp();
    const room = await app.room(packOf(bluff), { speed: 'none' });
    const ana = await room.player('Ana');
    await openItem(room.host, 0);
    const seen = { phase: 'asked', index: 0 } as const;
    // Everybody who is there has written: the vote begins by itself.
    await ana.act(write('a moth'));
    await ana.until(isVoting);
    // "Next", pressed for the writing, does not end the vote.
    expect(await room.host.act({ type: 'next', ...seen })).toEqual({ ok: false, why: 'stale' });
    const di = await room.player('Di');
    expect(di.you).toMatchObject({ step: 1, hand: { own: null } });
    await wait(Math.max(0, (di.scene?.opensAtMs ?? 0) - Date.now()) + 20);
    expect(await di.act(vote(idOf(di, 'a moth')))).toEqual({ ok: true });
    expect(await ana.act(vote(idOf(ana, 'a moth')))).toEqual({ ok: false, why: 'not-an-answer' });
    expect(await ana.act(vote(idOf(ana, truth)))).toEqual({ ok: true });
    await Promise.all([ana.until(isRevealed), di.until(isRevealed)]);
    expect(ana.you).toMatchObject({ points: 2_000, result: { right: true, bonus: 1_000 } });
    expect(di.you).toMatchObject({ points: 0, result: { right: false } });
  });

  test.each([
    ['bluff', bluff],
    ['discuss', discuss],
  ])('takes the text of %s from every screen the moment its author is removed', async (_, item) => {
    app = await startApp();
    const room = await app.room(packOf(item));
    const stage = app.guest(room.code, { audience: 'stage', token: room.token });
    const [ana, bo, cy] = [await room.player('Ana'), await room.player('Bo'), await room.player('Cy')];
    await openItem(room.host, 0);
    await ana.act(write('something rude'));
    await bo.act(write('a bridge'));
    await openStep(room.host);
    const screens = [bo, cy];
    await Promise.all(screens.map((guest) => guest.until((each) => isVoting(each) && saw(each).includes('rude'))));
    expect(await room.host.act({ type: 'remove', seat: 0 })).toEqual({ ok: true });
    await ana.until(({ over }) => over === 'removed');
    await Promise.all(
      [...screens, stage, room.host].map((guest) => guest.until((each) => !saw(each).includes('rude'))),
    );
    await next(room.host);
    await Promise.all(screens.map((guest) => guest.until(isRevealed)));
    for (const guest of [...screens, stage, room.host]) expect(saw(guest)).not.toContain('rude');
  });
});

test('a server that is killed while people write, and again while they vote, loses neither', async () => {
  const packs = freshFolder('quizloop-packs-');
  mkdirSync(join(packs, 'steps'));
  writeFileSync(join(packs, 'steps', 'pack.yaml'), JSON.stringify({ title: 'Steps', items: [bluff] }));
  const server = await startServer({ args: ['--packs', packs] });
  const open: Guest[] = [];
  const enter = (options: Partial<ConstructorParameters<typeof Guest>[0]> & { code: string }): Guest => {
    const guest = new Guest({ url: server.url, ...options });
    open.push(guest);
    return guest;
  };
  /** Sends it until it is open: an outage moves the opening. */
  const give = async (guest: Guest, action: ReturnType<typeof write> | ReturnType<typeof vote>, ref = freshRef()) => {
    for (;;) {
      const ack = await guest.act(action, ref);
      if (ack.ok || ack.why !== 'not-open-yet') return ack;
      await wait(Math.max(400, (guest.scene?.opensAtMs ?? 0) - Date.now() + 20));
    }
  };
  try {
    const { code, token } = await server.openRoom('steps', { reading: false, speed: 'none' });
    const host = enter({ code, audience: 'desk', token });
    const [ana, bo] = [enter({ code }), enter({ code })];
    await ana.join('Ana');
    await bo.join('Bo');
    await host.until(({ desk }) => desk?.players === 2);
    await next(host);
    const ref = freshRef();
    expect(await give(ana, write('a moth'), ref)).toEqual({ ok: true });
    await server.kill();
    await server.restart();
    expect(await give(ana, write('a moth'), ref)).toEqual({ ok: true });
    expect(await give(bo, write('a bridge'))).toEqual({ ok: true });
    await Promise.all([ana.until(isVoting), bo.until(isVoting)]);
    const listed = optionsOf(ana);
    expect(await give(ana, vote(idOf(ana, truth)))).toEqual({ ok: true });
    await server.kill();
    await server.restart();
    await bo.until((guest) => guest.isConnected && isVoting(guest));
    // What chance drew stays drawn.
    expect(optionsOf(bo)).toEqual(listed);
    expect(await give(bo, vote(idOf(bo, 'a moth')))).toEqual({ ok: true });
    await Promise.all([ana.until(isRevealed), bo.until(isRevealed)]);
    expect(ana.you).toMatchObject({ points: 2_000, answer: listed.indexOf(truth), result: { bonus: 1_000 } });
    expect(bo.you).toMatchObject({ points: 0 });
  } finally {
    for (const guest of open) guest.close();
    await server.dispose();
  }
}, 90_000);
