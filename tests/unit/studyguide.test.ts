/** What is read from the corpus of study guides, and that nothing large or crooked makes the reader slow. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { htmlText } from '../../server/reading/htmlText.ts';
import { guideBytesMax, guidePartsMax } from '../../shared/limits.ts';
import { headingOf } from '../../shared/studyguide/headingRole.ts';
import { plain } from '../../shared/studyguide/inline.ts';
import { readLabel } from '../../shared/studyguide/labels.ts';
import { isFold, readMarks } from '../../shared/studyguide/marks.ts';
import { wordsOf } from '../../shared/studyguide/phrases.ts';
import { readStudyGuide } from '../../shared/studyguide/read.ts';
import { splitLines } from '../../shared/studyguide/sourceLines.ts';
import { columnOf } from '../../shared/studyguide/tables.ts';
import { root } from '../house/sourceTree.ts';
import { guideOf } from '../support/guides/compare.ts';
import { render } from '../support/guides/render.ts';
import { guides, ways } from '../support/guides/samples.ts';
import { languages } from '../support/guides/variant.ts';

const corpus = join(root, 'tests/corpus');

describe('the corpus', () => {
  const files = readdirSync(corpus).filter((name) => !name.endsWith('.json'));

  /** A page from the clipboard is read as the lines that it becomes. */
  const textOf = (name: string): string => {
    const text = readFileSync(join(corpus, name), 'utf8');
    return name.endsWith('.htm') ? htmlText(text) : text;
  };

  test('is large enough to mean something', () => {
    expect(files.length).toBeGreaterThanOrEqual(44);
  });

  test.each(files)('%s', (name) => {
    const { problems, ...read } = guideOf(textOf(name));
    const wanted: unknown = JSON.parse(readFileSync(join(corpus, name.replace(/\.\w+$/, '.json')), 'utf8'));
    expect({ ...read, problems: problems.map(({ line, kind }) => ({ line, kind })) }).toEqual(wanted);
  });

  test.each(files)(
    '%s: each line is in a part or unused, or names a section or columns, or says what a part says',
    (name) => {
      const text = textOf(name);
      const { guide } = readStudyGuide(text);
      if (guide === undefined) throw new Error('refused');
      const { title, episode, questions, essays, terms, sources, unused } = guide;
      const answers = questions.flatMap(({ answer }) => answer ?? []);
      const parts = [...questions, ...answers, ...essays, ...terms, ...sources, ...(episode === null ? [] : [episode])];
      const known = new Set([...parts.flatMap(({ lines }) => lines), ...unused.map(({ line }) => line)]);
      const words = new Set(wordsOf(JSON.stringify([title, parts])));
      const left = splitLines(text).filter(({ number, text: line }) => {
        const { markdown } = readMarks(line);
        if (known.has(number) || isFold(line) || headingOf(plain(markdown)) !== null) return false;
        const areColumns = markdown.split(/[|\t]/).filter((cell) => columnOf(cell) !== null).length >= 2;
        const said = wordsOf(plain(readLabel(markdown)?.rest ?? markdown));
        const isSaid = said.every((word) => words.has(word) || /^\d+$/.test(word));
        return !areColumns && !isSaid;
      });
      expect(left).toEqual([]);
    },
  );

  describe.each(languages)('in %s', (language) => {
    test.each(ways)('$name', ({ variant }) => {
      const { text, noise } = render(guides[language], { ...variant, language });
      const { unused, problems, ...read } = guideOf(text);
      expect(read).toEqual(guides[language]);
      expect(unused.map(({ line }) => line)).toEqual(noise);
      expect(problems).toEqual([]);
    });
  });
});

describe('the study guide that Quizloop was made for', () => {
  // It belongs to somebody else and is not part of the repository.
  const path = join(root, '../shared/seed/study-guide.txt');

  test.skipIf(!existsSync(path))('gives all its parts', () => {
    const { title, episode, questions, essays, terms, sources, unused, problems } = guideOf(readFileSync(path, 'utf8'));
    expect(title).toBe('DevOps Handbook Study Guide');
    expect(episode?.title).toMatch(/^Feedback Loops: .* Failure$/);
    expect(episode?.description).toMatch(/^Dives .* pipelines\.$/);
    expect(episode?.durationSeconds).toBe(14 * 60 + 36);
    expect(questions).toHaveLength(10);
    expect(questions.filter(({ answer }) => answer === null)).toEqual([]);
    expect([essays.length, terms.length, sources.length]).toEqual([5, 48, 1]);
    expect(unused.map(({ line }) => line)).toEqual([1, 8, 10, 13, 14, 16]);
    expect(problems).toEqual([]);
  });
});

describe('every part', () => {
  test('remembers the lines it came from', () => {
    const { guide } = readStudyGuide(
      '# Ice\n\n## Quiz\n\n1. What is\nfirn?\n\n## Answer Key\n\n1. Old snow.\n\n## Glossary\n\n**Firn**\n\nOld snow.\n',
    );
    expect(guide?.questions[0]).toMatchObject({ text: 'What is firn?', lines: [5, 6], answer: { lines: [10] } });
    expect(guide?.terms[0]?.lines).toEqual([14, 16]);
  });
});

describe('a text that is', () => {
  const timed = (text: string): number => {
    const fromMs = performance.now();
    readStudyGuide(text);
    return performance.now() - fromMs;
  };
  const fill = (piece: string): string => piece.repeat(Math.ceil(1_000_000 / piece.length)).slice(0, 1_000_000);

  test('too long, or too much of one thing, is refused', () => {
    expect(readStudyGuide('a'.repeat(guideBytesMax + 1)).refusal).toEqual({ code: 'tooLong', bytesMax: guideBytesMax });
    const terms = Array.from({ length: 10_000 }, (_, at) => `Term ${at}: meaning ${at}`).join('\n');
    expect(readStudyGuide(`Glossary\n\n${terms}`).refusal).toEqual({
      code: 'tooMany',
      count: 10_000,
      countMax: guidePartsMax,
    });
  });

  test('a megabyte long is read whole', () => {
    const { text } = render({ ...guides.en, sources: [] }, ways[0]!.variant);
    const long = `${text}\n${Array.from({ length: 6_500 }, (_, at) => `**Word ${at}**: ${'what it means '.repeat(9)}${at}.`).join('\n')}`;
    expect(long.length).toBeGreaterThan(900_000);
    expect(readStudyGuide(long).guide?.terms).toHaveLength(6_503);
    expect(timed(long)).toBeLessThan(4_000);
  });

  const crooked = [
    '*',
    '**',
    '_',
    '`',
    '[',
    '](',
    '|',
    '(',
    ' ',
    '\t',
    ':',
    '- ',
    '1. ',
    '?\n',
    '#',
    '> ',
    '**a',
    '<',
    '|-',
  ];
  test.each([...crooked, 'a*b_c`d[', '\n\n-\n', 'Quiz\n', 'Answer: ', 'a: ', '“', '\\', '\\[', '1\n', '(a'])(
    'nothing but %j is read in time',
    (piece) => {
      expect(timed(fill(piece))).toBeLessThan(4_000);
      expect(timed(`Quiz\n\n1. What?\n\nGlossary\n\n${fill(piece).slice(0, 900_000)}`)).toBeLessThan(4_000);
    },
  );
});
