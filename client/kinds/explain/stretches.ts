/** Cuts an answer where key points were found in it. Knows spans of UTF-16 units; decides nothing about points. */

export interface Stretch {
  readonly text: string;
  /** The points that were found in all of it, by position and in order; empty where none was. */
  readonly points: readonly number[];
  /** Those whose words end with it: what is numbered here. */
  readonly ends: readonly number[];
}

/** In the order of the text, all of it. Spans may overlap; what of one lies outside of the text is left out. */
export function stretchesOf(text: string, spans: readonly (readonly [from: number, to: number] | null)[]): Stretch[] {
  const within = spans.map((span): readonly [number, number] | null => {
    if (span === null) return null;
    const [from, to] = [Math.max(0, span[0]), Math.min(text.length, span[1])];
    return from < to ? [from, to] : null;
  });
  const cuts = new Set([0, text.length, ...within.flatMap((span) => span ?? [])]);
  const places = [...cuts].sort((a, b) => a - b);
  return places.slice(0, -1).map((from, at) => {
    const to = places[at + 1] ?? text.length;
    const points = [...within.keys()].filter((point) => {
      const span = within[point];
      return span != null && span[0] <= from && to <= span[1];
    });
    return { text: text.slice(from, to), points, ends: points.filter((point) => within[point]?.[1] === to) };
  });
}
