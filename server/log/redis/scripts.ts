/**
 * What Redis does in one step: each script keeps the clock of all rooms and does one thing with the log of one. Redis's
 * clock is room time: shifted where it was set back, so that it never goes back and yet goes on. A time in which nobody
 * gave a life sign is an outage; until a node has heard of it, nothing of that node is appended.
 */
import { createHash } from 'node:crypto';

/** Everything of ours begins with this, so that a Redis may be shared with other programs. */
const prefix = 'quizloop:';

export const keys = {
  /** Hash: `at`, the last life sign in room time; `shift` of room time; `outage`, the last: "FROM TO". */
  clock: `${prefix}clock`,
  /** Hash: the room of each code in use. */
  codes: `${prefix}codes`,
  /** Sorted sets of rooms: those in play by their order, those that are over by theirs. */
  open: `${prefix}open`,
  over: `${prefix}over`,
  /** Counts rooms, for their order. */
  count: `${prefix}count`,
  /** Hash: `code`, `seq` and `at` of the last entry, `finished`. */
  room: (room: string): string => `${prefix}room:${room}`,
  /** Stream of what was appended together: the id is the last seq of it. Also the channel on which it is told. */
  log: (room: string): string => `${prefix}log:${room}`,
  /** The room that had this code last, for a while after its end. */
  lately: (code: string): string => `${prefix}lately:${code}`,
  /** The channel on which nodes talk to each other. */
  nodes: `${prefix}nodes`,
  /** A word that is good once. */
  word: (hash: string): string => `${prefix}word:${hash}`,
} as const;

/**
 * KEYS[1] the clock. ARGV: another clock than Redis's own, in ms, or ''; how long a silence is an outage, in ms; the
 * outage that the node knows of. Leaves `now` and `outage`.
 */
const tick = `
local time = tonumber(ARGV[1])
if not time then
  local t = redis.call('TIME')
  time = t[1] * 1000 + math.floor(t[2] / 1000)
end
local text = function(number) return string.format('%.0f', number) end
local kept = redis.call('HMGET', KEYS[1], 'at', 'shift', 'outage')
local at, shift, outage = tonumber(kept[1] or 0), tonumber(kept[2] or 0), kept[3] or ''
local now = time + shift
if now < at then
  shift = at - time
  now = at
end
if at > 0 and now - at > tonumber(ARGV[2]) then outage = text(at) .. ' ' .. text(now) end
redis.call('HSET', KEYS[1], 'at', text(now), 'shift', text(shift), 'outage', outage)
`;

const texts = {
  /** A life sign. Answers room time, the outage, and when the life sign before was. */
  beat: `${tick}
return { now, outage, at }`,

  /** KEYS: clock, room, log. ARGV: … how many bodies, and they as a JSON array. Answers what became of it, room time, the outage, and the first seq. */
  append: `${tick}
if outage ~= ARGV[3] then return { 'outage', now, outage, 0 } end
local seq = tonumber(redis.call('HGET', KEYS[2], 'seq'))
if not seq then return { 'gone', now, outage, 0 } end
local last = seq + tonumber(ARGV[4])
redis.call('XADD', KEYS[3], text(last) .. '-0', 't', text(now), 'b', ARGV[5])
redis.call('HSET', KEYS[2], 'seq', text(last), 'at', text(now))
redis.call('PUBLISH', KEYS[3], text(seq + 1) .. ' ' .. text(now) .. ' ' .. ARGV[5])
return { 'placed', now, outage, seq + 1 }`,

  /** KEYS: clock, codes, room, open, count. ARGV: … code, room. Answers 1, or 0 where the code is taken. */
  create: `${tick}
if redis.call('HSETNX', KEYS[2], ARGV[4], ARGV[5]) == 0 then return 0 end
redis.call('HSET', KEYS[3], 'code', ARGV[4], 'seq', '0', 'at', text(now))
redis.call('ZADD', KEYS[4], redis.call('INCR', KEYS[5]), ARGV[5])
return 1`,

  /** KEYS: clock, codes, room, open, over, what `lately` begins with. ARGV: … room, how long it is found by its code yet, in ms. */
  finish: `${tick}
local order = redis.call('ZSCORE', KEYS[4], ARGV[4])
if not order then return 0 end
redis.call('ZREM', KEYS[4], ARGV[4])
redis.call('ZADD', KEYS[5], order, ARGV[4])
local code = redis.call('HGET', KEYS[3], 'code')
redis.call('HDEL', KEYS[2], code)
redis.call('HSET', KEYS[3], 'finished', text(now))
if tonumber(ARGV[5]) > 0 then redis.call('SET', KEYS[6] .. code, ARGV[4], 'PX', ARGV[5]) end
return 1`,

  /** KEYS: clock, room, log, over, what `lately` begins with. ARGV: … room, for how long after its end it is kept, in ms. */
  forget: `${tick}
if not redis.call('ZSCORE', KEYS[4], ARGV[4]) then return 0 end
local finished = tonumber(redis.call('HGET', KEYS[2], 'finished') or 0)
if now - finished < tonumber(ARGV[5]) then return 0 end
local lately = KEYS[5] .. redis.call('HGET', KEYS[2], 'code')
if redis.call('GET', lately) == ARGV[4] then redis.call('DEL', lately) end
redis.call('DEL', KEYS[2], KEYS[3])
redis.call('ZREM', KEYS[4], ARGV[4])
return 1`,
} as const;

export type ScriptName = keyof typeof texts;

/** As Redis keeps them: it is told the texts once, and then only their hashes. */
export const scripts: readonly { readonly name: ScriptName; readonly text: string; readonly hash: string }[] = (
  Object.keys(texts) as ScriptName[]
).map((name) => ({ name, text: texts[name], hash: createHash('sha1').update(texts[name]).digest('hex') }));

const hashes = new Map(scripts.map(({ name, hash }) => [name, hash]));

/** The command that runs a script. */
export const run = (name: ScriptName, keyNames: readonly string[], args: readonly string[]): string[] => [
  'EVALSHA',
  hashes.get(name) ?? '',
  String(keyNames.length),
  ...keyNames,
  ...args,
];
