/** When the desk fetches answers: once for each change that somebody looks at, and what undoing waits for. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Judging } from '../../client/pages/desk/judging.svelte.ts';
import type { Ack, Intent } from '../../shared/protocol/messages.ts';
import type { JudgingItem, JudgingView, ReviewView } from '../../shared/protocol/views.ts';

const itemOf = (item: number, version: string, verdicts = 0): JudgingItem => ({
  item,
  version,
  answers: 3,
  flagged: 0,
  verdicts,
});
const viewOf = (version: string, verdicts = 0): JudgingView => ({
  ...itemOf(2, version, verdicts),
  leniency: 0,
  earlier: [itemOf(0, 'old')],
});

/** A room that answers at once, from the view that the desk has. */
class Room {
  readonly asked: Intent[] = [];
  readonly judging = new Judging((intent) => this.#act(intent));
  #view: JudgingView | null = viewOf('a');
  #isLookedAt = true;

  constructor() {
    this.#tell();
  }

  set view(view: JudgingView | null) {
    this.#view = view;
    this.#tell();
  }

  set isLookedAt(isLookedAt: boolean) {
    this.#isLookedAt = isLookedAt;
    this.#tell();
  }

  count(type: Intent['type']): number {
    return this.asked.filter((intent) => intent.type === type).length;
  }

  #tell(): void {
    this.judging.follow(this.#view, this.#isLookedAt);
  }

  #act(intent: Intent): Promise<Ack> {
    this.asked.push(intent);
    if (intent.type !== 'review') return Promise.resolve({ ok: true });
    const found = [this.#view, ...(this.#view?.earlier ?? [])].find((each) => each?.item === intent.item);
    const review = { item: intent.item, version: found?.version, groups: [] } as unknown as ReviewView;
    return Promise.resolve({ ok: true, review });
  }
}

const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

let room: Room;
beforeEach(() => {
  vi.useFakeTimers();
  room = new Room();
});
afterEach(() => {
  room.judging.close();
  vi.useRealTimers();
});

describe('answers are fetched', () => {
  test('once, and not again while nothing changes', async () => {
    await pass(20_000);
    expect(room.count('review')).toBe(1);
    expect(room.judging.review?.version).toBe('a');
    room.view = viewOf('a');
    await pass(20_000);
    expect(room.count('review')).toBe(1);
  });

  test('not while nobody looks, and then at once', async () => {
    await pass(1_000);
    room.isLookedAt = false;
    for (const version of ['b', 'c', 'd']) {
      room.view = viewOf(version);
      await pass(1_000);
    }
    expect(room.count('review')).toBe(1);
    room.isLookedAt = true;
    await pass(1);
    expect(room.count('review')).toBe(2);
    expect(room.judging.review?.version).toBe('d');
  });

  test('at most twice a second while a class flags', async () => {
    for (let at = 0; at < 40; at++) {
      room.view = viewOf(`flag ${String(at)}`);
      await pass(50);
    }
    expect(room.count('review')).toBeLessThanOrEqual(5);
    await pass(1_000);
    expect(room.judging.review?.version).toBe('flag 39');
  });

  test('right after an own verdict', async () => {
    await pass(10);
    await room.judging.judge({ seats: [1], credit: 1 });
    room.view = viewOf('b', 1);
    await pass(1);
    expect(room.judging.review?.version).toBe('b');
  });

  test('of an earlier item when the host goes back, until a later one is revealed', async () => {
    await pass(1_000);
    room.judging.pick(0);
    await pass(1_000);
    expect(room.judging.review?.item).toBe(0);
    room.view = { ...viewOf('a'), item: 3, earlier: [itemOf(2, 'a'), itemOf(0, 'old')] };
    await pass(1_000);
    expect(room.judging.review?.item).toBe(3);
  });

  test('no more once the page is left', async () => {
    room.judging.close();
    room.view = viewOf('b');
    await pass(5_000);
    expect(room.asked).toEqual([]);
  });

  test('not at all where there is nothing to judge', async () => {
    room.view = null;
    await pass(5_000);
    expect(room.asked).toEqual([]);
    expect(room.judging.current).toBeNull();
  });
});

test('what a verdict would change is asked once for as long as nothing changed', async () => {
  await room.judging.look({ seats: [1, 2], credit: 1 });
  await room.judging.look({ seats: [1, 2], credit: 1 });
  expect(room.count('preview')).toBe(1);
  await room.judging.look({ seats: [1], credit: 1 });
  await room.judging.look({ seats: [1, 2], credit: 0 });
  expect(room.count('preview')).toBe(3);
  await room.judging.judge({ seats: [1], credit: 1 });
  await room.judging.look({ seats: [1, 2], credit: 1 });
  expect(room.count('preview')).toBe(4);
});

describe('undo', () => {
  test('in the same moment as the verdict takes back that one, and not the one before', async () => {
    room.view = viewOf('a', 1);
    await room.judging.judge({ seats: [1], credit: 1 });
    const undone = room.judging.undo();
    await pass(100);
    expect(room.count('unjudge')).toBe(0);
    room.view = viewOf('b', 2);
    await pass(100);
    expect(await undone).toEqual({ ok: true });
    expect(room.asked.filter(({ type }) => type === 'unjudge')).toEqual([{ type: 'unjudge', item: 2, verdicts: 2 }]);
  });

  test('does nothing where no verdict was given', async () => {
    expect(await room.judging.undo()).toEqual({ ok: false, why: 'stale' });
    expect(room.count('unjudge')).toBe(0);
  });
});
