/** Study guides over HTTP: what comes back, and what is refused soon while the server goes on answering. */
import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { documentBytesMax, guidesComingMax } from '../../shared/limits.ts';
import type { StudyGuide } from '../../shared/studyguide/guide.ts';
import { hostKey, startApp, type TestApp } from '../support/app.ts';
import { docx, paragraph, pdf } from '../support/guides/documents.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
});
afterEach(() => app.close());

const text = '# Ice Study Guide\n\n## Quiz\n\n1. What is firn?\n\n## Answer Key\n\n1. Old snow.\n';

interface Answer {
  readonly status: number;
  readonly body: { readonly guide?: StudyGuide; readonly language?: string; readonly error?: string };
}

async function bring(
  name: string,
  content: Uint8Array<ArrayBuffer> | string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(`${app.url}/api/guides`, {
    method: 'POST',
    body: content,
    headers: { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(name), ...headers },
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

const bytes = (made: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(made);

describe('POST /api/guides', () => {
  it.each([
    ['pasted text', 'pasted.txt', text],
    [
      'rich text',
      'pasted.html',
      '<h2>Quiz</h2><ol><li>What is firn?</li></ol><h2>Answer Key</h2><ol><li>Old snow.</li></ol>',
    ],
    [
      'a .docx',
      'is.docx',
      bytes(docx(['Quiz', '1. What is firn?', 'Answer Key', '1. Old snow.'].map((line) => paragraph(line)).join(''))),
    ],
    [
      'a .pdf under another name',
      'ice.bin',
      bytes(
        pdf([
          ['Quiz', '1. What is firn?', 'Answer Key', '1. Old snow.'].map((line, at) => ({
            text: line,
            y: 700 - 30 * at,
          })),
        ]),
      ),
    ],
    ['a name with signs of every kind', '../../ö ”is”\u0000.md', text],
  ])('reads %s', async (_, name, content) => {
    const { status, body } = await bring(name, content);
    expect(body).toMatchObject({ guide: { questions: [{ text: 'What is firn?', answer: { text: 'Old snow.' } }] } });
    expect({ status, language: body.language }).toEqual({ status: 200, language: 'en' });
  });

  it('guesses the language of the guide', async () => {
    const swedish = 'Ordlista\n\nFirn: Gammal snö som har legat kvar i mer än ett år och blivit hård.\n';
    expect((await bring('is.md', swedish)).body.language).toBe('sv');
  });

  it('tells of what fits nowhere, by line', async () => {
    const { body } = await bring(
      'ice.txt',
      'Quiz\n\n1. What is firn?\n2. What is a moraine?\n\nAnswer Key\n\n2. A ridge.\n',
    );
    expect(body.guide?.problems).toEqual([{ kind: 'answerMissing', line: 3, question: 1, questions: 2, answers: 1 }]);
  });

  it('is for hosts only, and does not take in what others send', async () => {
    const { status, body } = await bring('ice.md', text, { 'x-forwarded-for': '203.0.113.7' });
    expect({ status, body }).toEqual({ status: 401, body: { error: 'host-key-needed' } });
    const far = { 'x-forwarded-for': '203.0.113.7', authorization: `Bearer ${hostKey}` };
    expect((await bring('ice.md', text, far)).status).toBe(200);
  });

  it('keeps program text as text', async () => {
    const { body } = await bring('x.md', 'Glossary\n\n<script>alert(1)</script>: A term with <b>bold</b> & more.\n');
    expect(body.guide?.terms).toMatchObject([
      { term: '<script>alert(1)</script>', definition: expect.stringContaining('A term with') as string },
    ]);
    expect(body.guide?.problems).toEqual([{ kind: 'programText', line: 3 }]);
  });
});

describe('what is no study guide', () => {
  it.each([
    ['a picture', 'guide.txt', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), 415, 'guide-not-text'],
    ['nothing at all', 'guide.docx', '', 422, 'guide-damaged'],
    ['a broken .docx', 'guide.docx', 'PK\x03\x04 and nothing', 422, 'guide-damaged'],
    ['a .pdf of pictures', 'guide.pdf', bytes(pdf([[]])), 422, 'guide-no-text'],
    ['too much text', 'guide.txt', 'a'.repeat(1_100_000), 413, 'guide-too-long'],
    ['too many lines', 'guide.txt', 'a\n'.repeat(200_000), 413, 'guide-too-long'],
  ])('%s is refused by a code', async (_, name, content, status, error) => {
    expect(await bring(name, content)).toEqual({ status, body: { error } });
  });

  it('leaves nothing in the log of errors', async () => {
    await bring('guide.docx', 'PK\x03\x04 and nothing');
    expect(app.alarms).toEqual([]);
  });
});

/** A docx that unpacks to far more than it has. */
const bomb = (): Uint8Array<ArrayBuffer> =>
  bytes(docx(paragraph('x'), { 'word/media/a.bin': new Uint8Array(200_000_000) }));

/** Asks next door until `until` is settled, and tells the longest wait in ms. */
async function longestWaitBeside(until: Promise<unknown>): Promise<number> {
  let isDone = false;
  void until.finally(() => (isDone = true));
  let longest = 0;
  while (!isDone) {
    const from = performance.now();
    expect((await fetch(`${app.url}/api/host`)).status).toBe(200);
    longest = Math.max(longest, performance.now() - from);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return longest;
}

describe('hostile files', () => {
  const dictionary = `Glossary\n\n${Array.from({ length: 10_000 }, (_, at) => `Term${String(at)}: what it is`).join('\n')}`;

  it('are refused within 5 s, and nobody next door waits for them', async () => {
    const packed = bomb();
    for (const [name, content, code] of [
      ['bomb.docx', packed, 'guide-unpacks'],
      ['dictionary.md', dictionary, 'guide-too-many'],
    ] as const) {
      const from = performance.now();
      const answer = bring(name, content);
      const longest = await longestWaitBeside(answer);
      expect((await answer).body.error).toBe(code);
      expect(performance.now() - from, name).toBeLessThan(5_000);
      // In the same thread each of them would take seconds; the bound is wide, for busy machines.
      expect(longest, name).toBeLessThan(1_000);
    }
  });

  it('are read one after the other, and who would wait too long is told so', async () => {
    const packed = bomb();
    const answers = await Promise.all(Array.from({ length: 6 }, () => bring('bomb.docx', packed)));
    const codes = answers.map(({ body }) => body.error);
    expect(new Set(codes)).toEqual(new Set(['guide-unpacks', 'guide-busy']));
    expect((await bring('ice.md', text)).status).toBe(200);
  });

  it('of 200 MB are refused without being taken in', async () => {
    const sent = await new Promise<{ status: number; error: string; bytes: number }>((resolve, reject) => {
      let bytesSent = 0;
      const asked = request(`${app.url}/api/guides`, {
        method: 'POST',
        headers: { 'content-length': 200_000_000, 'x-file-name': 'large.pdf' },
      });
      asked.on('response', (response) => {
        let body = '';
        response.on('data', (chunk: Buffer) => (body += chunk.toString()));
        response.on('end', () => {
          asked.destroy();
          const { error } = JSON.parse(body) as { error: string };
          resolve({ status: response.statusCode ?? 0, error, bytes: bytesSent });
        });
      });
      asked.on('error', reject);
      asked.write(Buffer.alloc(65_536), () => (bytesSent += 65_536));
    });
    expect(sent).toMatchObject({ status: 413, error: 'guide-too-large' });
    expect(sent.bytes).toBeLessThan(1_000_000);
  });

  it('that do not say their size are stopped where the limit is', async () => {
    const sent = await new Promise<{ status: number; bytes: number }>((resolve) => {
      let bytesSent = 0;
      const asked = request(`${app.url}/api/guides`, { method: 'POST', headers: { 'x-file-name': 'large.pdf' } });
      asked.on('response', (response) => {
        resolve({ status: response.statusCode ?? 0, bytes: bytesSent });
        asked.destroy();
      });
      // What goes on being sent after the answer finds nobody.
      asked.on('error', () => {});
      const chunk = Buffer.alloc(1_000_000);
      const send = (): void => {
        bytesSent += chunk.length;
        if (bytesSent < 200_000_000) asked.write(chunk, (error) => (error == null ? setImmediate(send) : undefined));
      };
      send();
    });
    expect(sent.status).toBe(413);
    expect(sent.bytes).toBeLessThan(documentBytesMax + 20_000_000);
  });

  it('cannot fill the memory by all coming at once', async () => {
    const half = Array.from({ length: guidesComingMax }, () => {
      const asked = request(`${app.url}/api/guides`, { method: 'POST', headers: { 'content-length': 1_000_000 } });
      asked.on('error', () => {});
      asked.write('a');
      return asked;
    });
    try {
      await expect.poll(async () => (await bring('ice.md', text)).body.error).toBe('guide-busy');
    } finally {
      for (const asked of half) asked.destroy();
    }
    await expect.poll(async () => (await bring('ice.md', text)).status).toBe(200);
  });
});
