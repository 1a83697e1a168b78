/** What a browser keeps for a player, and that nothing breaks where it keeps nothing. */
import { describe, expect, test, vi } from 'vitest';
import { createKeep } from '../../client/live/keep.ts';
import { nextTurn, Seats } from '../../client/live/seats.ts';
import { keepInMemory, MemoryStorage } from '../support/memoryStorage.ts';

describe('what a browser keeps', () => {
  test('a full storage or none at all keeps things as long as the page', () => {
    const storage = new MemoryStorage();
    const keep = createKeep(() => storage);
    keep.set('a', '1');
    storage.isFull = true;
    keep.set('a', '2');
    keep.set('b', '3');
    expect([keep.get('a'), keep.get('b')]).toEqual(['2', '3']);
    keep.remove('a');
    expect(keep.get('a')).toBeNull();
    const blocked = createKeep(() => {
      throw new Error('SecurityError');
    });
    blocked.set('c', '4');
    expect(blocked.get('c')).toBe('4');
    blocked.remove('c');
    expect(blocked.get('c')).toBeNull();
    expect(blocked.keys()).toEqual([]);
  });

  test('connections are numbered upwards, over reloads and a clock that is set back, and where nothing is kept', () => {
    const keep = keepInMemory();
    vi.useFakeTimers({ now: 5_000 });
    const turns = [nextTurn(keep), nextTurn(keep)];
    vi.setSystemTime(1_000);
    turns.push(nextTurn(keep));
    vi.setSystemTime(6_000);
    turns.push(nextTurn(keep), nextTurn(keepInMemory()));
    keep.set('turn', 'spoilt');
    turns.push(nextTurn(keep));
    vi.useRealTimers();
    expect(turns).toEqual([5_000, 5_001, 5_002, 6_000, 6_000, 6_000]);
  });

  test('a seat token is made once a room, fits the wire, and old ones are forgotten', () => {
    const keep = keepInMemory();
    const seats = new Seats(keep);
    expect(seats.find('BCDFGH')).toBeNull();
    const token = seats.claim('BCDFGH');
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(new Seats(keep).claim('BCDFGH')).toBe(token);
    vi.useFakeTimers({ now: Date.now() + 1_000 });
    for (let room = 0; room < 30; room++) {
      vi.advanceTimersByTime(10);
      seats.claim(`ROOM${String(room)}`);
    }
    vi.useRealTimers();
    expect(seats.find('BCDFGH')).toBeNull();
    expect(seats.find('ROOM29')).not.toBeNull();
    seats.forget('ROOM29');
    expect(seats.find('ROOM29')).toBeNull();
    keep.set('seat.ROOM28', 'nonsense');
    expect(seats.find('ROOM28')).toBeNull();
  });
});
