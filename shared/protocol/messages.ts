/**
 * Every message on the wire: schema first, types inferred. Phones and desks send `hello` (in Socket.IO's handshake),
 * `act` and `clock`; the server sends views, `gone` and `trip`. Nothing else crosses.
 */
import * as v from 'valibot';
import type { Rejection, Seat } from '../game/entry.ts';
import {
  extendMsMax,
  itemsMax,
  nameCharactersMax,
  optionsMax,
  seatsMax,
  signsCount,
  stepsMax,
  windowSecondsMax,
} from '../limits.ts';
import type { Packed } from './packed.ts';
import type { Desk, PreviewView, ReviewView, Stage } from './views.ts';

export { isSpoken, protocolVersion } from './version.ts';

const codeSchema = v.pipe(v.string(), v.regex(/^[A-Z0-9]{4,8}$/));
/** 256 random bits in base64url: made by the phone itself, so that asking for a seat can be repeated. */
const tokenSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));
/** The sender's own id of an action: the same again is the same action. */
const refSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,24}$/));
const seatSchema = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(seatsMax));
const itemIndexSchema = v.pipe(v.number(), v.integer(), v.minValue(-1), v.maxValue(itemsMax));
const signSchema = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(optionsMax - 1));
const stepSchema = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(stepsMax));
const creditSchema = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const seatsSchema = v.pipe(v.array(seatSchema), v.minLength(1), v.maxLength(seatsMax));
/** Raw length only; what is a name decides shared/names.ts. A grapheme may take many code units. */
const nameSchema = v.pipe(v.string(), v.maxLength(nameCharactersMax * 16));

/** Players whom a host means together; see shared/game/crowd. */
const crowdSchema = v.variant('by', [
  /** Their names contain it. */
  v.strictObject({ by: v.literal('name'), name: v.pipe(nameSchema, v.regex(/\S/)) }),
  /** They joined after this player. */
  v.strictObject({ by: v.literal('after'), seat: seatSchema }),
  /** They have answered nothing, though something was asked. */
  v.strictObject({ by: v.literal('silent') }),
]);
export type Crowd = v.InferOutput<typeof crowdSchema>;

/** Who speaks: a player with a seat token, or the host's stage or desk with a host token. */
export const helloSchema = v.strictObject({
  version: v.pipe(v.number(), v.integer()),
  code: codeSchema,
  audience: v.picklist(['player', 'stage', 'desk']),
  token: tokenSchema,
  /** Grows with each connection that a browser makes: one that it gave up may arrive after the one in its place. */
  turn: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
});
export type Hello = v.InferOutput<typeof helloSchema>;
export type Audience = Hello['audience'];

/** Where the host thought the room was, so that a control pressed twice does not jump two steps. */
const seenFields = {
  phase: v.picklist(['lobby', 'asked', 'closed', 'revealed', 'ranked', 'podium', 'ended']),
  index: itemIndexSchema,
  step: v.optional(stepSchema),
};

export const playerActionSchema = v.variant('type', [
  v.strictObject({
    type: v.literal('join'),
    ref: refSchema,
    name: nameSchema,
    /** The signs on the stage, where the room is guarded: see shared/signs. */
    signs: v.optional(v.pipe(v.array(signSchema), v.maxLength(signsCount))),
  }),
  v.strictObject({
    type: v.literal('answer'),
    ref: refSchema,
    item: itemIndexSchema,
    /** Left out for the first. */
    step: v.optional(stepSchema),
    answer: v.unknown(),
    /** What the phone says passed between showing the item and the tap, in ms. It can win little: see clock.ts. */
    tookMs: v.pipe(v.number(), v.minValue(0), v.maxValue(windowSecondsMax * 1_000 * 4)),
  }),
  /** "I think I was right." */
  v.strictObject({ type: v.literal('flag'), ref: refSchema, item: itemIndexSchema }),
  v.strictObject({ type: v.literal('leave'), ref: refSchema }),
]);
export type PlayerAction = v.InferOutput<typeof playerActionSchema>;

export const hostActionSchema = v.variant('type', [
  v.strictObject({ type: v.literal('next'), ref: refSchema, ...seenFields }),
  v.strictObject({ type: v.literal('skip'), ref: refSchema, ...seenFields }),
  v.strictObject({ type: v.literal('pause'), ref: refSchema }),
  v.strictObject({ type: v.literal('resume'), ref: refSchema }),
  v.strictObject({
    type: v.literal('extend'),
    ref: refSchema,
    item: itemIndexSchema,
    byMs: v.pipe(v.number(), v.minValue(1_000), v.maxValue(extendMsMax)),
  }),
  v.strictObject({ type: v.literal('lock'), ref: refSchema, locked: v.boolean() }),
  v.strictObject({ type: v.literal('guard'), ref: refSchema, guarded: v.boolean() }),
  v.strictObject({ type: v.literal('mute'), ref: refSchema, muted: v.boolean() }),
  v.strictObject({ type: v.literal('remove'), ref: refSchema, seat: seatSchema }),
  /** How many they are; the ack says so. Changes nothing. */
  v.strictObject({ type: v.literal('count'), ref: refSchema, crowd: crowdSchema }),
  /** Removes all of them. */
  v.strictObject({ type: v.literal('clear'), ref: refSchema, crowd: crowdSchema }),
  v.strictObject({ type: v.literal('rename'), ref: refSchema, seat: seatSchema, name: nameSchema }),
  /** Which names the desk's roster lists; '' for all. Changes nothing in the room. */
  v.strictObject({ type: v.literal('find'), ref: refSchema, name: nameSchema }),
  /** A one-time word that lets another device become host within five minutes; the ack brings it. */
  v.strictObject({ type: v.literal('pair'), ref: refSchema }),
  /** The answers to an item, like with like; the ack brings them. Changes nothing. */
  v.strictObject({ type: v.literal('review'), ref: refSchema, item: itemIndexSchema }),
  /** What a verdict would change; the ack says so. Changes nothing. */
  v.strictObject({
    type: v.literal('preview'),
    ref: refSchema,
    item: itemIndexSchema,
    seats: seatsSchema,
    credit: creditSchema,
  }),
  /** The host's word on these answers, and on those that are nearly the same. */
  v.strictObject({
    type: v.literal('judge'),
    ref: refSchema,
    item: itemIndexSchema,
    seats: seatsSchema,
    credit: creditSchema,
  }),
  /** Takes the last verdict on an item back; `verdicts`: how many there were, so that it is done once. */
  v.strictObject({
    type: v.literal('unjudge'),
    ref: refSchema,
    item: itemIndexSchema,
    verdicts: v.pipe(v.number(), v.integer(), v.minValue(1)),
  }),
  v.strictObject({
    type: v.literal('tune'),
    ref: refSchema,
    leniency: v.pipe(v.number(), v.minValue(-1), v.maxValue(1)),
  }),
  v.strictObject({ type: v.literal('names'), ref: refSchema, shown: v.boolean() }),
  v.strictObject({ type: v.literal('end'), ref: refSchema }),
]);
export type HostAction = v.InferOutput<typeof hostActionSchema>;
export type Action = PlayerAction | HostAction;

/** An action without its ref, as a page asks for it; `live` adds the ref. */
export type Intent = Action extends infer Each ? (Each extends Action ? Omit<Each, 'ref'> : never) : never;

/** The answer to an action: what the fold said. */
export type Ack =
  | {
      readonly ok: true;
      readonly seat?: Seat;
      readonly word?: string;
      /** How many there are of a crowd, or were. */
      readonly crowd?: number;
      readonly review?: ReviewView;
      readonly preview?: PreviewView;
    }
  | { readonly ok: false; readonly why: Rejection };

/** Why the server refuses a connection (Socket.IO's connect_error carries it as `data`). */
export const refusals = [
  'no-such-room',
  'room-over',
  'reload',
  'not-host',
  'removed',
  'too-many',
  'malformed',
  'unavailable',
] as const;
export type Refusal = (typeof refusals)[number];
/** A refusal as it crosses. */
export interface RefusalWord {
  readonly why: Refusal;
  /** When to come again, where the server keeps a moment for this phone: earlier is in vain. */
  readonly waitMs?: number | undefined;
}

/** Why the server ends a connection for good: the client does not come back by itself. */
export const partings = ['removed', 'elsewhere', 'room-over', 'reload', 'too-fast'] as const;
export type Parting = (typeof partings)[number];

/** Event names and their payloads, as Socket.IO types them. */
export interface ToServer {
  act: (action: unknown, ack: (answer: Ack) => void) => void;
  /**
   * Room time now, in ms, for the phone's estimate; and over how long the phones of this server come back when all of
   * them lose it at once.
   */
  clock: (ack: (roomMs: number, spreadMs: number) => void) => void;
}
export interface ToClient {
  scene: (scene: Packed) => void;
  you: (you: Packed | null) => void;
  stage: (stage: Stage) => void;
  desk: (desk: Desk) => void;
  gone: (why: Parting) => void;
  /** Answered at once: how the round trip is measured where there are no ping frames. */
  trip: (ack: () => void) => void;
}
