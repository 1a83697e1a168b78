/** However a guide is written down, reading it gives the guide again; and no text of any kind loses a line. */
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  columnPhrases,
  itemWords,
  numberWords,
  rolePhrases,
  sectionWords,
  smallWords,
} from '../../shared/studyguide/headings.ts';
import { headingOf } from '../../shared/studyguide/headingRole.ts';
import { plain } from '../../shared/studyguide/inline.ts';
import { isFold } from '../../shared/studyguide/marks.ts';
import { wordsOf } from '../../shared/studyguide/phrases.ts';
import { splitLines } from '../../shared/studyguide/sourceLines.ts';
import { root } from '../house/sourceTree.ts';
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

const corpus = join(root, 'tests/corpus');
const lines = readdirSync(corpus)
  .filter((name) => /\.(?:md|txt)$/.test(name))
  .flatMap((name) => readFileSync(join(corpus, name), 'utf8').split(/\r?\n/));

/** Words that give structure and are said by no part: headings, labels, heads of tables, times. */
const silent = new Set(
  wordsOf(
    [...Object.values(rolePhrases), smallWords].flatMap((of) => Object.values(of)).join(' ') +
      [...Object.values(columnPhrases), ...Object.values(itemWords), sectionWords, numberWords].join(' '),
  ),
);

/** The names of columns are nobody's words. */
const isTableHead = (line: string): boolean => /^\|.*(?:Term|Término|Question|Title|Symbol)\b/.test(line);

describe('any lines in any order', () => {
  test('are all in the result, or listed as unused', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...lines, '', '', '## Glossary', '## Quiz', 'Answer Key'), { maxLength: 60 }),
        (some) => {
          const text = some.join('\n');
          const { unused, ...read } = guideOf(text);
          const said = new Set(wordsOf(JSON.stringify({ ...read, problems: [] })));
          const left = new Set(unused.map(({ line }) => line));
          some.forEach((line, at) => {
            if (left.has(at + 1) || isFold(line) || headingOf(plain(line)) !== null || isTableHead(line)) return;
            // A letter that counts an item is no word of it, as its number is none.
            const lost = wordsOf(plain(splitLines(line)[0]?.text ?? '').replace(/^\s*\(?[a-z][).]\s/i, '')).filter(
              (word) => !said.has(word) && !silent.has(word) && !/^(?:\d+|[ivx]+)$/.test(word),
            );
            // The line of the episode's length says more than is kept.
            if (read.episode === null || !/\d:\d\d/.test(line)) expect({ line, lost }).toEqual({ line, lost: [] });
          });
        },
      ),
      { numRuns: 3_000 },
    );
  });
});
