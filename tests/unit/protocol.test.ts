/** The wire takes what the pages send and nothing else: garbage is refused whole, never repaired. */
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { rejections } from '../../shared/game/entry.ts';
import { extendMsMax, seatsMax } from '../../shared/limits.ts';
import { helloSchema, hostActionSchema, playerActionSchema, protocolVersion } from '../../shared/protocol/messages.ts';

const token = 'A'.repeat(43);
const hello = { version: protocolVersion, code: 'BCDFGH', audience: 'player', token };
const takesHello = (change: object): boolean => v.is(helloSchema, { ...hello, ...change });
const takesPlayer = (raw: unknown): boolean => v.is(playerActionSchema, raw);
const takesHost = (raw: unknown): boolean => v.is(hostActionSchema, raw);

const garbage = [
  undefined,
  null,
  true,
  0,
  '',
  'join',
  [],
  ['join'],
  {},
  { type: null },
  { type: 'join' },
  { type: ['join'] },
];

describe('hello', () => {
  test('says who speaks', () => {
    for (const audience of ['player', 'stage', 'desk']) expect(takesHello({ audience })).toBe(true);
    // An older page still may say hello: it is told to reload.
    expect(takesHello({ version: protocolVersion + 1 })).toBe(true);
  });

  test.each([
    ['another audience', { audience: 'admin' }],
    ['a short token', { token: 'A'.repeat(42) }],
    ['a long token', { token: 'A'.repeat(44) }],
    ['a token of other characters', { token: `${'A'.repeat(42)}=` }],
    ['a code in small letters', { code: 'bcdfgh' }],
    ['a code that is a path', { code: '../etc' }],
    ['no code', { code: undefined }],
    ['a version that is no number', { version: '1' }],
    ['a field more', { seat: 3 }],
  ])('is none with %s', (_, change) => {
    expect(takesHello(change)).toBe(false);
  });

  test('is no garbage', () => {
    for (const raw of garbage) expect(v.is(helloSchema, raw)).toBe(false);
  });
});

describe("a player's action", () => {
  const answer = { type: 'answer', ref: 'r1', item: 3, answer: [0], tookMs: 1_200 };

  test.each([
    ['joining', { type: 'join', ref: 'r1', name: 'Ana' }],
    ['joining under an empty name: the room says why not', { type: 'join', ref: 'r1', name: '' }],
    ['answering', answer],
    ['answering with text', { ...answer, answer: 'owl' }],
    ['answering in no time', { ...answer, tookMs: 0 }],
    ['leaving', { type: 'leave', ref: 'r-_9' }],
  ])('is %s', (_, raw) => {
    expect(takesPlayer(raw)).toBe(true);
    expect(takesHost(raw)).toBe(false);
  });

  test.each([
    ['nothing of a ref', { ...answer, ref: undefined }],
    ['an empty ref', { ...answer, ref: '' }],
    ['a long ref', { ...answer, ref: 'r'.repeat(25) }],
    ['a ref of other characters', { ...answer, ref: 'r 1' }],
    ['a seat of its own choice', { ...answer, seat: 2 }],
    ['points of its own choice', { ...answer, points: 1_000 }],
    ['half an item', { ...answer, item: 0.5 }],
    ['an item far away', { ...answer, item: 1e9 }],
    ['an item below the lobby', { ...answer, item: -2 }],
    ['less than no time', { ...answer, tookMs: -1 }],
    ['no time', { ...answer, tookMs: Number.NaN }],
    ['endless time', { ...answer, tookMs: Number.POSITIVE_INFINITY }],
    ['time as text', { ...answer, tookMs: '1200' }],
    ['a name beyond all measure', { type: 'join', ref: 'r1', name: 'x'.repeat(481) }],
    ['a name that is none', { type: 'join', ref: 'r1', name: 7 }],
    ['another type', { ...answer, type: 'judge' }],
  ])('is none with %s', (_, raw) => {
    expect(takesPlayer(raw)).toBe(false);
  });

  test('is no garbage', () => {
    for (const raw of garbage) expect(takesPlayer(raw)).toBe(false);
  });
});

describe("a host's action", () => {
  const seen = { phase: 'asked', index: 2 };
  const ref = 'r1';

  test.each([
    ['next', { type: 'next', ref, ...seen }],
    ['next from the lobby', { type: 'next', ref, phase: 'lobby', index: -1 }],
    ['skip', { type: 'skip', ref, ...seen }],
    ['pause', { type: 'pause', ref }],
    ['resume', { type: 'resume', ref }],
    ['extend', { type: 'extend', ref, item: 2, byMs: extendMsMax }],
    ['lock', { type: 'lock', ref, locked: true }],
    ['mute', { type: 'mute', ref, muted: false }],
    ['remove', { type: 'remove', ref, seat: 0 }],
    ['remove, of the last seat a room can give', { type: 'remove', ref, seat: seatsMax - 1 }],
    ['rename', { type: 'rename', ref, seat: 0, name: 'Ana' }],
    ['find', { type: 'find', ref, name: '' }],
    ['pair', { type: 'pair', ref }],
    ['end', { type: 'end', ref }],
  ])('is %s', (_, raw) => {
    expect(takesHost(raw)).toBe(true);
    expect(takesPlayer(raw)).toBe(false);
  });

  test.each([
    ['next without where it was pressed', { type: 'next', ref }],
    ['next from a phase that is none', { type: 'next', ref, phase: 'asking', index: 2 }],
    ['extend by too much', { type: 'extend', ref, item: 2, byMs: extendMsMax + 1 }],
    ['extend by less than a second', { type: 'extend', ref, item: 2, byMs: 999 }],
    ['extend by no number', { type: 'extend', ref, item: 2, byMs: Number.NaN }],
    ['lock with a word', { type: 'lock', ref, locked: 'yes' }],
    ['remove of a seat below the first', { type: 'remove', ref, seat: -1 }],
    ['remove of half a seat', { type: 'remove', ref, seat: 1.5 }],
    ['a field more', { type: 'end', ref, now: true }],
    ['an entry of the log', { type: 'asked', ref, item: 1, leadMs: 0 }],
  ])('is not %s', (_, raw) => {
    expect(takesHost(raw)).toBe(false);
  });

  test('is no garbage', () => {
    for (const raw of garbage) expect(takesHost(raw)).toBe(false);
  });
});

test('each reason for a refusal stands once in its list', () => {
  expect(new Set(rejections).size).toBe(rejections.length);
});
