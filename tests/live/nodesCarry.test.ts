/** What must not begin anew for whoever comes to another node: credit for lag, what was asked for, and a guarded door. */
import { describe, expect, test } from 'vitest';
import { quotaGrowthMs } from '../../shared/clock.ts';
import { signsAt } from '../../shared/signs.ts';
import { openItem } from '../support/app.ts';
import { freshRef } from '../support/guest.ts';
import { nodesOverRedis, startNode, until, type TestNode } from '../support/nodes.ts';
import { isRedisLeftOut } from '../support/redisServer.ts';
import { parsePack } from '../support/rooms.ts';

const seconds = 60;
const pack = parsePack({
  title: 'Two',
  items: [1, 2].map((n) => ({ kind: 'explain', text: `Why ${String(n)}?`, seconds, answer: 'It saves water.' })),
});

describe.skipIf(isRedisLeftOut)('on another node', () => {
  const shared = nodesOverRedis(2);
  const { nodes } = shared;

  test('a player has the credit for lag that is left, and not a new one', async () => {
    const [one, other] = [nodes[0]!, nodes[1]!];
    const room = await one.room(pack);
    const player = await room.player('Ana');
    const leftOn = async ({ app }: TestNode): Promise<number> =>
      (await app.rooms.find(room.code))!.quotas.leftMs(player.you!.seat, 0, 1_000 * seconds);
    await leftOn(other);
    await openItem(room.host, 0);
    // It claims to have been at once, and arrives a moment after the opening.
    const answer = { type: 'answer', item: 0, answer: 'It saves water.', tookMs: 0 } as const;
    const ref = freshRef();
    expect(await player.act(answer, ref)).toEqual({ ok: true });
    const { state } = await other.roomOf(room.code);
    await until(() => state.rounds[0]?.answerCount === 1);
    const left = await leftOn(one);
    expect(left).toBeLessThan(3 * quotaGrowthMs(1_000 * seconds));
    expect(await leftOn(other)).toBe(left);
    // One that joins later, or starts, reads it in the log.
    const third = await startNode(shared.redis.url);
    nodes.push(third);
    expect(await leftOn(third)).toBe(left);
    // Repeated over another node, it costs nothing.
    const again = other.guest(room.code, { token: player.token, turn: 1 });
    await again.until(({ you }) => you !== null);
    expect(await again.act(answer, ref)).toEqual({ ok: true });
    expect(await leftOn(other)).toBe(left);
  });

  test('a verdict that is asked for again is the same one', async () => {
    const [one, other] = [nodes[0]!, nodes[1]!];
    const room = await one.room(pack);
    const player = await room.player('Ana');
    await openItem(room.host, 0);
    expect(await player.act({ type: 'answer', item: 0, answer: 'Because.', tookMs: 300 })).toEqual({ ok: true });
    // All have answered, so it closes by itself.
    await room.host.until(({ desk }) => desk?.phase === 'revealed');
    const verdict = { type: 'judge' as const, item: 0, seats: [player.you!.seat], credit: 1 };
    const ref = freshRef();
    expect(await room.host.act(verdict, ref)).toMatchObject({ ok: true });
    const host = other.guest(room.code, { audience: 'desk', token: room.token });
    await host.until(({ desk }) => desk?.phase === 'revealed');
    expect(await host.act(verdict, ref)).toMatchObject({ ok: true });
    const { state } = await other.roomOf(room.code);
    expect(state.rounds[0]?.verdicts).toHaveLength(1);
    expect(await host.act({ type: 'unjudge', item: 0, verdicts: 1 })).toEqual({ ok: true });
    expect(state.rounds[0]?.verdicts).toHaveLength(0);
  });

  test('a room is guarded, whichever heard the host', async () => {
    const [one, other] = [nodes[0]!, nodes[1]!];
    const { host, code } = await one.room(pack);
    const there = await other.roomOf(code);
    expect(await host.act({ type: 'guard', guarded: true })).toEqual({ ok: true });
    await until(() => there.state.guarded && (host.desk?.guard ?? null) !== null);
    const guest = other.guest(code);
    expect(await guest.join('Ana')).toEqual({ ok: false, why: 'guarded' });
    const signs = [...signsAt(host.desk?.guard ?? 0, other.home.nowMs())];
    expect(await guest.act({ type: 'join', name: 'Ana', signs })).toEqual({ ok: true, seat: 0 });
  });
});
