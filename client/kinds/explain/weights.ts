/**
 * Weights of key points as the editor sets them: either each has one, or each counts as its words tell. Mixed, a "2 ×"
 * would stand beside sums of words and could mean less than none.
 */
import type { ExplainItem } from '../../../shared/kinds/explain.ts';

export type Point = NonNullable<ExplainItem['keyPoints']>[number];

function without({ weight: _, ...rest }: Point): Point {
  return rest;
}

/** Where some points have a weight, those that lack one get 1. */
export const levelled = (points: readonly Point[]): Point[] =>
  points.some(({ weight }) => weight !== undefined)
    ? points.map((point) => ({ ...point, weight: point.weight ?? 1 }))
    : [...points];

/** Null: all count as their words tell again. */
export const weighed = (points: readonly Point[], at: number, weight: number | null): Point[] =>
  weight === null
    ? points.map(without)
    : levelled(points.map((point, each) => (each === at ? { ...point, weight } : point)));
