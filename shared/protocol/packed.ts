/**
 * The views of phones as they cross the wire: fields by position instead of by name, flags as bits, nothing at the end
 * that is empty. A packed view is as whole as the view; both sides agree by the protocol's version.
 */
import type { Json } from '../kinds/kind.ts';
import type { Phase } from '../game/state.ts';
import type { ItemView, ResultView, RevealView, Scene, You } from './views.ts';

/** Opaque to all but the two functions for its view. */
export type Packed = readonly Json[];

const phases: readonly Phase[] = ['lobby', 'asked', 'closed', 'revealed', 'ranked', 'podium', 'ended'];

const bits = (...flags: readonly boolean[]): number => flags.reduce((sum, flag, at) => sum + (flag ? 1 << at : 0), 0);
const has = (flags: Json | undefined, at: number): boolean => ((flags as number) & (1 << at)) !== 0;

/** What stands empty at the end need not be sent: reading beyond it gives nothing too. */
function trimmed(values: readonly (Json | undefined)[]): Packed {
  let length = values.length;
  while (length > 0 && (values[length - 1] ?? null) === null) length -= 1;
  return values.slice(0, length).map((value) => value ?? null);
}

const orNull = (value: Json | undefined): Json => value ?? null;

function packItem({ kind, text, face, asked, worth, scored, step, steps, judgeable }: ItemView): Packed {
  return [bits(asked, scored, judgeable), kind, text, face, worth, step, steps];
}

function unpackItem([flags, kind, text, face, worth, step, steps]: Packed): ItemView {
  return {
    kind: kind as string,
    text: text as string | null,
    face: orNull(face),
    asked: has(flags, 0),
    worth: worth as number,
    scored: has(flags, 1),
    step: step as number,
    steps: steps as number,
    judgeable: has(flags, 2),
  };
}

const packReveal = ({ key, explanation }: RevealView): Packed => [key, explanation];
const unpackReveal = ([key, explanation]: Packed): RevealView => ({
  key: orNull(key),
  explanation: explanation as string | null,
});

export function packScene(scene: Scene): Packed {
  return trimmed([
    scene.seq,
    phases.indexOf(scene.phase),
    bits(scene.skipped, scene.scored),
    scene.title,
    scene.language,
    scene.index,
    scene.total,
    scene.opensAtMs,
    // From the opening: half as many digits.
    scene.closesAtMs - scene.opensAtMs,
    scene.item === null ? null : packItem(scene.item),
    scene.reveal === null ? null : packReveal(scene.reveal),
    scene.pausedAtMs,
  ]);
}

export function unpackScene(packed: Packed): Scene {
  const [seq, phase, flags, title, language, index, total, opensAtMs, windowMs, item, reveal, pausedAtMs] = packed;
  return {
    seq: seq as number,
    phase: phases[phase as number] ?? 'ended',
    title: title as string,
    language: language as string,
    index: index as number,
    total: total as number,
    opensAtMs: opensAtMs as number,
    closesAtMs: (opensAtMs as number) + (windowMs as number),
    pausedAtMs: orNull(pausedAtMs) as number | null,
    item: item == null ? null : unpackItem(item as Packed),
    reveal: reveal == null ? null : unpackReveal(reveal as Packed),
    skipped: has(flags, 0),
    scored: has(flags, 1),
  };
}

function packResult({ credit, points, right, judged, bonus, feedback }: ResultView): Packed {
  return trimmed([credit, points, bits(right, judged === true, bonus !== undefined), bonus, feedback]);
}

function unpackResult([credit, points, flags, bonus, feedback]: Packed): ResultView {
  return {
    credit: credit as number,
    points: points as number,
    right: has(flags, 0),
    ...(has(flags, 1) ? { judged: true as const } : {}),
    ...(has(flags, 2) ? { bonus: (bonus ?? 0) as number } : {}),
    ...(feedback == null ? {} : { feedback }),
  };
}

export function packYou(you: You): Packed {
  return trimmed([
    you.seq,
    you.seat,
    bits(you.answered, you.flagged === true, you.step !== undefined),
    you.name,
    you.players,
    you.index,
    you.points,
    you.streak,
    you.rank,
    you.answer,
    you.result === null ? null : packResult(you.result),
    you.step,
    you.hand,
  ]);
}

export function unpackYou(packed: Packed): You {
  const [seq, seat, flags, name, players, index, points, streak, rank, answer, result, step, hand] = packed;
  return {
    seq: seq as number,
    seat: seat as number,
    name: name as string,
    index: index as number,
    answer: orNull(answer),
    answered: has(flags, 0),
    ...(has(flags, 2) ? { step: (step ?? 0) as number, hand: orNull(hand) } : {}),
    result: result == null ? null : unpackResult(result as Packed),
    ...(has(flags, 1) ? { flagged: true as const } : {}),
    points: (points ?? 0) as number,
    streak: (streak ?? 0) as number,
    rank: orNull(rank) as number | null,
    players: players as number,
  };
}
