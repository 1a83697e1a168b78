/** `quizloop read`, as scripts and people call it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { docx, paragraph } from '../support/guides/documents.ts';
import { quizloop } from '../support/program.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'quizloop-read-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const guide =
  '# Ice Study Guide\n\n## Quiz\n\n1. What is firn?\n2. What is an esker?\n\n## Answer Key\n\n2. A ridge.\n';

describe('quizloop read', () => {
  it('prints one JSON object with --json', async () => {
    const { code, out, err } = await quizloop(['read', file('ice.md', guide), '--json']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toEqual({
      title: 'Ice Study Guide',
      episode: null,
      questions: [
        { text: 'What is firn?', answer: null },
        { text: 'What is an esker?', answer: 'A ridge.' },
      ],
      essays: [],
      terms: [],
      sources: [],
      unused: [],
      problems: [{ line: 5, message: expect.stringMatching(/^Question 1 has no answer .*2 questions, 1 answer.*Add/) }],
    });
  });

  it('tells people what was understood', async () => {
    const { code, out } = await quizloop([
      'read',
      file('ice.docx', docx(paragraph('Glossary') + paragraph('Firn: snow'))),
    ]);
    expect(code).toBe(0);
    expect(out).toMatch(/^terms +1$/m);
  });

  it.each([
    ['no file', [], /needs the file/],
    ['a file that is not there', ['none.md'], /there is no file/],
    ['10,000 terms', ['terms.txt'], /10000 entries.*may have 8000/],
    ['a strange option', ['ice.md', '--jsno'], /Did you mean --json/],
  ])('refuses %s in one line', async (_, [name, ...others], line) => {
    file('terms.txt', `Glossary\n\n${Array.from({ length: 10_000 }, (_term, at) => `T${at}: t`).join('\n')}`);
    const { code, out, err } = await quizloop(['read', ...(name === undefined ? [] : [join(folder, name)]), ...others]);
    expect(err).toMatch(/^quizloop: [^\n]+\n$/);
    expect(err).toMatch(line);
    expect({ code, out }).toEqual({ code: 1, out: '' });
  });

  it('belongs to no other command', async () => {
    const { code, err } = await quizloop(['check', '--json']);
    expect(err).toMatch(/"check" has no option --json/);
    expect(code).toBe(1);
  });
});
