/** `quizloop grade`: lines in, lines out, in order; what is no line is told of and passed over. */
import { expect, test } from 'vitest';
import { runCommandLine } from '../../server/commands/commandLine.ts';

async function run(args: readonly string[], chunks: readonly (string | Uint8Array)[]): Promise<string[]> {
  let said = '';
  const out = { write: (text: string) => (said += text) };
  const err = { write: (text: string) => expect.fail(text) };
  const input = (): AsyncIterable<string | Uint8Array> =>
    (async function* () {
      for (const chunk of chunks) yield await Promise.resolve(chunk);
    })();
  expect(await runCommandLine({ args, env: {}, input, out, err, version: '0.0.0' })).toBe(0);
  expect(said === '' || said.endsWith('\n')).toBe(true);
  return said.split('\n').slice(0, -1);
}

const parsed = async (...chunks: (string | Uint8Array)[]): Promise<unknown[]> =>
  (await run(['grade', '--json'], chunks)).map((line): unknown => JSON.parse(line));

const salt = { question: 'How?', reference: 'The water was evaporated, leaving the salt.' };
const asked = (answer: string): string => JSON.stringify({ ...salt, answer });
const full = {
  credit: 1,
  points: [
    { text: 'The water was evaporated', weight: 0.5, found: true, where: 'water was evaporated' },
    { text: 'leaving the salt', weight: 0.5, found: true, where: 'leaving the salt' },
  ],
};
const none = {
  credit: 0,
  points: full.points.map(({ text, weight }) => ({ text, weight, found: false, where: null })),
};

test('grades each line, in order', async () => {
  const lines = [salt.reference, '', salt.reference].map(asked);
  expect(await parsed(`${lines.join('\n')}\n`)).toEqual([full, none, full]);
});

test('takes lines however they are cut into chunks, with or without a last line end', async () => {
  const bytes = Buffer.from(`\ufeff${asked('Måste “évaporer” 水')}\r\n${asked(salt.reference)}`);
  const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, n) => bytes.subarray(n * 7, n * 7 + 7));
  expect(await parsed(...pieces)).toEqual([expect.objectContaining({ points: none.points }), full]);
});

test('keeps a line separator inside a text', async () => {
  expect(
    await parsed(`{"reference":"The water was evaporated, leaving the salt.","answer":"leaving the\u2028salt"}`),
  ).toEqual([
    expect.objectContaining({ points: [none.points[0], { ...full.points[1], where: 'leaving the\u2028salt' }] }),
  ]);
});

test('tells what is wrong with a line, and goes on', async () => {
  const lines = [
    'not json',
    '',
    '[]',
    '{"reference":"a"}',
    '{"reference":5,"answer":"a"}',
    '{"reference":[],"answer":"a"}',
  ];
  expect(await parsed([...lines, asked(salt.reference)].join('\n'))).toEqual([
    { error: 'this is no JSON', line: 1 },
    { error: 'this is no JSON', line: 2 },
    { error: 'reference is missing', line: 3 },
    { error: 'answer is missing', line: 4 },
    { error: 'reference must be a text, or a list of texts', line: 5 },
    { error: 'reference must be a text, or a list of texts', line: 6 },
    full,
  ]);
});

test('counts the best of several references', async () => {
  const line = JSON.stringify({ reference: ['Something else entirely.', salt.reference], answer: salt.reference });
  expect(await parsed(line)).toEqual([full]);
});

test('says the same to people in words', async () => {
  expect(await run(['grade'], [asked('The water evaporated')])).toEqual([
    expect.stringMatching(/^0\.\d\d {2}✓ The water was evaporated \(“water evaporated”\) {2}✗ leaving the salt$/),
  ]);
});

test('writes nothing for nothing', async () => {
  expect(await run(['grade', '--json'], [])).toEqual([]);
});

test('passes over a line without end, and keeps nothing of it', async () => {
  const million = 'a'.repeat(1_000_000);
  expect(await parsed(million, million, '\n', asked(salt.reference))).toEqual([
    { error: 'a line has at most 1000000 characters', line: 1 },
    full,
  ]);
});
