/** Study guides out of files: what is read from each kind, and what is refused, soon and in one clear line. */
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readGuideFile } from '../../server/reading/guideFile.ts';
import { htmlText } from '../../server/reading/htmlText.ts';
import { docx, paragraph, pdf, table } from '../support/guides/documents.ts';
import { guideOf } from '../support/guides/compare.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'quizloop-guides-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const glossary = 'Ordlista\r\n\r\nÅ: Ett vattendrag.\r\nÄng: “Gräs”.\r\n';
const words = [
  { term: 'Å', definition: 'Ett vattendrag.' },
  { term: 'Äng', definition: '“Gräs”.' },
];

describe('text', () => {
  test.each([
    ['utf8.txt', Buffer.from(glossary)],
    ['marked.md', Buffer.from(`\ufeff${glossary}`)],
    ['utf16.txt', Buffer.from(`\ufeff${glossary}`, 'utf16le')],
    ['utf16be.txt', Buffer.from(`\ufeff${glossary}`, 'utf16le').swap16()],
    ['windows.txt', Buffer.from(glossary.replace('“', '\x93').replace('”', '\x94'), 'latin1')],
  ])('%s is read, whatever wrote it', async (name, bytes) => {
    expect(guideOf(await readGuideFile(file(name, bytes))).terms).toEqual(words);
  });

  test('is not what is in a picture', async () => {
    const path = file('picture.txt', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]));
    await expect(readGuideFile(path)).rejects.toThrow(/is not text/);
  });

  test('may be a megabyte, and no more', async () => {
    await expect(readGuideFile(file('fits.txt', 'a'.repeat(1_000_000)))).resolves.toHaveLength(1_000_000);
    await expect(readGuideFile(file('large.txt', 'a'.repeat(1_100_000)))).rejects.toThrow(/has 1\.1 MB/);
  });

  test('must be there, and a file', async () => {
    await expect(readGuideFile(join(folder, 'none.txt'))).rejects.toThrow(/there is no file/);
    await expect(readGuideFile(folder)).rejects.toThrow(/is not a file/);
  });
});

const owls = {
  questions: [
    { text: 'How does an owl find a mouse?', answer: 'By ear.' },
    { text: 'Why is its flight silent?', answer: 'Its feathers are soft.' },
  ],
  terms: [
    { term: 'Pellet', definition: 'What it spits out.' },
    { term: 'Disc', definition: 'Feathers like a dish | bowl.' },
  ],
};

const owlsBody = [
  paragraph('Owls Study Guide'),
  paragraph('Quiz', true),
  ...owls.questions.map(({ text }) => paragraph(text)),
  paragraph('Answer Key', true),
  ...owls.questions.map(({ answer }) => paragraph(answer)),
  paragraph('Glossary', true),
  table([['Term', 'Definition'], ...owls.terms.map(({ term, definition }) => [term, definition])]),
].join('');

describe('.docx', () => {
  test('is read with its tables', async () => {
    expect(guideOf(await readGuideFile(file('owls.docx', docx(owlsBody))))).toMatchObject({
      title: 'Owls Study Guide',
      ...owls,
      unused: [],
      problems: [],
    });
  });

  test('that unpacks to gigabytes is refused', async () => {
    const zeros = new Uint8Array(80_000_000);
    const bomb = file('bomb.docx', docx(owlsBody, { 'word/media/picture.png': zeros }));
    await expect(readGuideFile(bomb)).rejects.toThrow(/unpacks to far more/);
    const xml = file('xml.docx', docx(paragraph('a '.repeat(10_000_000))));
    await expect(readGuideFile(xml)).rejects.toThrow(/unpacks to far more/);
  }, 20_000);

  test('that lies about its size is refused all the same', async () => {
    const bytes = docx(owlsBody, { 'word/media/picture.png': new Uint8Array(80_000_000) });
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    // The size stands in the local header and in the directory: both now say ten bytes.
    for (let at = 0; at + 4 <= bytes.length; at += 1) {
      if (view.getUint32(at, true) === 80_000_000) view.setUint32(at, 10, true);
    }
    await expect(readGuideFile(file('liar.docx', bytes))).rejects.toThrow(/damaged|unpacks/);
  }, 20_000);

  test('that is none is refused', async () => {
    await expect(readGuideFile(file('bad.docx', 'PK\x03\x04 and nothing'))).rejects.toThrow(/damaged/);
    await expect(readGuideFile(file('empty.docx', ''))).rejects.toThrow(/damaged/);
  });
});

describe('.pdf', () => {
  const lines = [
    'Owls Study Guide',
    '',
    'Quiz',
    '1. How does an owl find a mouse that hides under snow and can neither be seen nor',
    'smelt?',
    '2. Why is its flight silent?',
    '',
    'Answer Key',
    '1. By ear \\(both of them\\).'.replaceAll('\\', ''),
  ];
  const page = (texts: readonly string[], number: number) => [
    ...texts.map((text, at) => ({ text, y: 740 - at * 14 })).filter(({ text }) => text !== ''),
    { text: `Page ${number} of 2`, y: 30 },
  ];

  test('is read over the edges of lines and pages', async () => {
    const path = file(
      'owls.pdf',
      pdf([page(lines, 1), page(['2. Its feathers are soft.', '', 'Glossary', 'Pellet: What it spits out.'], 2)]),
    );
    const { unused, ...read } = guideOf(await readGuideFile(path));
    expect(read).toMatchObject({
      title: 'Owls Study Guide',
      questions: [
        {
          text: 'How does an owl find a mouse that hides under snow and can neither be seen nor smelt?',
          answer: 'By ear (both of them).',
        },
        { text: 'Why is its flight silent?', answer: 'Its feathers are soft.' },
      ],
      terms: [{ term: 'Pellet', definition: 'What it spits out.' }],
      problems: [],
    });
    expect(unused.map(({ text }) => text)).toEqual(['Page 1 of 2', 'Page 2 of 2']);
  });

  test('of 200 MB is refused unread', async () => {
    const path = file('large.pdf', '%PDF-1.7\n');
    truncateSync(path, 200_000_000);
    const fromMs = performance.now();
    await expect(readGuideFile(path)).rejects.toThrow(/has 200 MB/);
    expect(performance.now() - fromMs).toBeLessThan(1_000);
  });

  test('without text, or that is none, is refused', async () => {
    await expect(readGuideFile(file('blank.pdf', pdf([[]])))).rejects.toThrow(/holds no text/);
    await expect(readGuideFile(file('bad.pdf', `%PDF-1.7\n${'x'.repeat(10_000)}`))).rejects.toThrow(/damaged/);
  });
});

describe('rich text', () => {
  test('keeps lists, headings, bold words and tables, and runs nothing', () => {
    const text = htmlText(
      '<html><head><title>no</title><style>p{}</style></head><body><h1>Owls</h1><script>no()</script>' +
        '<h2>Quiz</h2><ol><li><p>Why <b>do owls </b>hoot?</p></li><li>What is a<br>pellet?</li></ol>' +
        '<p>A&nbsp;&amp;&nbsp;B</p><table><tr><th>Term</th><th>Meaning</th></tr><tr><td>a|b</td><td>c</td></tr></table></body></html>',
    );
    expect(text).toBe(
      '# Owls\n\n## Quiz\n1. Why **do owls** hoot?\n2. What is a\n   pellet?\n\nA & B\n\n| Term | Meaning |\n| --- | --- |\n| a\\|b | c |',
    );
  });
});
