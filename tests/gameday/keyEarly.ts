/**
 * Frames that told something before its time, by their own place in the log: a key or a result before the reveal, or the
 * text of an item that was not asked yet. It looks at frames as they crossed, and trusts no view of its own.
 */
import type { Entry } from '../../shared/game/entry.ts';
import { fold } from '../../shared/game/fold.ts';
import { emptyState } from '../../shared/game/state.ts';
import { unpackScene, unpackYou, type Packed } from '../../shared/protocol/packed.ts';

export interface Frame {
  readonly event: string;
  readonly payload: Packed | null;
}

/** From which place of the log on an item may be shown, and its key. */
interface Times {
  readonly askedSeq: number;
  revealedSeq: number;
}

/** Words that stand for an item, and when they may be read. */
interface Marker {
  readonly words: string;
  readonly fromSeq: number;
}

/** Shorter ones stand elsewhere by chance. */
const markerLengthMin = 8;

export function earlyIn(entries: readonly Entry[], frames: readonly Frame[]): string[] {
  const times = timesIn(entries);
  const markers = markersIn(entries, times);
  return frames.flatMap(({ event, payload }) => {
    if (payload === null || (event !== 'scene' && event !== 'you')) return [];
    const text = JSON.stringify(payload);
    const seq = Number(payload[0]);
    const told = markers.filter(({ words, fromSeq }) => fromSeq > seq && text.includes(words));
    const problems = told.map(({ words }) => `a ${event} at ${String(seq)} tells "${words}"`);
    const isEarly = (item: number): boolean => (times.get(item)?.revealedSeq ?? Infinity) > seq;
    if (event === 'scene') {
      const { reveal, index } = unpackScene(payload);
      if (reveal !== null && isEarly(index))
        problems.push(`a scene at ${String(seq)} has the key of item ${String(index)}`);
    } else {
      const { result, index } = unpackYou(payload);
      if (result !== null && isEarly(index))
        problems.push(`a result of item ${String(index)} was shown at ${String(seq)}`);
    }
    return problems;
  });
}

function timesIn(entries: readonly Entry[]): ReadonlyMap<number, Times> {
  const state = emptyState();
  const times = new Map<number, Times>();
  for (const entry of entries) {
    if (!fold(state, entry).ok) continue;
    if (entry.type === 'asked') times.set(entry.item, { askedSeq: entry.seq, revealedSeq: Infinity });
    const shown = entry.type === 'revealed' ? times.get(entry.item) : undefined;
    if (shown !== undefined) shown.revealedSeq = entry.seq;
  }
  return times;
}

function markersIn(entries: readonly Entry[], times: ReadonlyMap<number, Times>): readonly Marker[] {
  const [opened] = entries;
  if (opened?.type !== 'opened') return [];
  const { items } = opened.pack;
  const isTellTale = (words: string | undefined): words is string =>
    words !== undefined &&
    words.length >= markerLengthMin &&
    // As it crosses, and in one item alone.
    JSON.stringify(words) === `"${words}"` &&
    items.filter((item) => JSON.stringify(item).includes(words)).length === 1;
  return items.flatMap(({ text, explanation }, item) => {
    const { askedSeq = Infinity, revealedSeq = Infinity } = times.get(item) ?? {};
    const shown = isTellTale(text) ? [{ words: text, fromSeq: askedSeq }] : [];
    return isTellTale(explanation) ? [...shown, { words: explanation, fromSeq: revealedSeq }] : shown;
  });
}
