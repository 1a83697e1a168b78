/** However a guide is written down, reading it gives the guide again; and no text of any kind loses a line. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { written } from '../support/guides/arbitrary.ts';
import { guideOf } from '../support/guides/compare.ts';
import { render } from '../support/guides/render.ts';

describe('reading a study guide', () => {
  test('gives back what was written, in every variant', () => {
    fc.assert(
      fc.property(written, ({ guide, variant }) => {
        const { text, noise } = render(guide, variant);
        const { unused, problems, ...read } = guideOf(text);
        expect(read).toEqual(guide);
        expect(unused.map(({ line }) => line)).toEqual(noise);
        expect(problems).toEqual([]);
      }),
      { numRuns: 1_500 },
    );
  });
});
