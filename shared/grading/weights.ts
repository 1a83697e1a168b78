/**
 * The fixed weights that turn the features of an answer into how likely a person would have called it right. Fitted once
 * on two public sets of judged answers by `npm run bench:grading -- --fit`; nothing is learned in a room.
 */

export interface Weights {
  /** In the order of `featureNames`. */
  readonly features: readonly number[];
  readonly bias: number;
}

export const shippedWeights: Weights = {
  features: [1.35, 0.487, 1.154, 0.966, 0.396, -3.256],
  bias: -1.765,
};
