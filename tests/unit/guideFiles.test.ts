/** Study guides out of files: what is read from each kind, and what is refused, soon and in one clear line. */
import { strToU8 } from 'fflate';
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

  test('is read with its heading styles and automatic numbers', async () => {
    const styled = (text: string, style: string): string =>
      `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
    // The numbers are Word's, not the text's; the words are in pieces, as after every correction.
    const numbered = (text: string, list: number): string => {
      const pieces = text.split(/(?= )/).map((piece) => `<w:r><w:t xml:space="preserve">${piece}</w:t></w:r>`);
      return `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="${list}"/></w:numPr></w:pPr>${pieces.join('')}</w:p>`;
    };
    const space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
    const styles = ['Title', 'Heading1'].map(
      (id) =>
        `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${id === 'Title' ? 'Title' : 'heading 1'}"/></w:style>`,
    );
    const kite = {
      questions: [
        { text: 'What keeps a kite up?', answer: 'Wind that it turns downward. The string holds it against the wind.' },
        { text: 'Why has a kite a tail?', answer: 'It keeps the kite’s head up: drag at the lowest point.' },
        { text: 'What is a bridle?', answer: 'The strings between kite and line.' },
      ],
      essays: ['Discuss why kites were toys in one land and tools in another.', 'Compare a kite with a sail.'],
      terms: [
        { term: 'Spar', definition: 'A stick of the frame.' },
        { term: 'Keel', definition: 'A fin below: it keeps the course.' },
        { term: 'Lift', definition: 'Force across the wind.' },
        { term: 'Dihedral', definition: 'Two wings that form a flat V.' },
      ],
    };
    const body = [
      styled('Kites Study Guide', 'Title'),
      styled('Quiz', 'Heading1'),
      ...kite.questions.map(({ text }) => numbered(text, 1)),
      styled('Answer Key', 'Heading1'),
      ...kite.questions.map(({ answer }) => numbered(answer, 2)),
      styled('Essay Questions', 'Heading1'),
      ...kite.essays.map((text) => numbered(text, 3)),
      styled('Glossary', 'Heading1'),
      ...kite.terms.map(({ term, definition }) => paragraph(`${term}: ${definition}`)),
    ].join('');
    const bytes = docx(body, {
      'word/_rels/document.xml.rels': strToU8(
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="n" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/></Relationships>',
      ),
      'word/styles.xml': strToU8(`<w:styles ${space}>${styles.join('')}</w:styles>`),
      'word/numbering.xml': strToU8(
        `<w:numbering ${space}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>${[1, 2, 3].map((id) => `<w:num w:numId="${id}"><w:abstractNumId w:val="0"/></w:num>`).join('')}</w:numbering>`,
      ),
    });
    expect(guideOf(await readGuideFile(file('kites.docx', bytes)))).toEqual({
      title: 'Kites Study Guide',
      episode: null,
      ...kite,
      sources: [],
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

  test('is read with its essays, and terms that take two lines', async () => {
    const texts = [
      'Sundials: A Study Guide',
      '',
      'Short-Answer Quiz',
      'What does the edge of a gnomon point to?',
      'Why does a sundial differ from a clock by up to a quarter of an hour?',
      'Where do all hours look alike on a dial?',
      '',
      'Quiz Answer Key',
      'It points to the pole of the sky. That makes the hours of all seasons agree.',
      'The path of the Earth is no circle, and its axis is tilted. Clocks show a mean.',
      'At the pole, where the shadow turns by 15 degrees an hour.',
      '',
      'Essay Questions',
      'Discuss what was gained, and what was lost, when towns gave up their own noon for',
      'the time of the railway.',
      'Compare a sundial with a calendar.',
      '',
      'Glossary of Key Terms',
      'Gnomon: The part of a sundial that throws the shadow, mostly a rod or the edge of a',
      'thin plate.',
      'Equation of Time: What is added to the time of a dial so that it agrees with that of a',
      'clock; it changes from day to day.',
      'Noon Mark: A line on a floor or wall on which the Sun stands at midday.',
      'Style: The edge that tells the hour.',
    ];
    const path = file('sundials.pdf', pdf([page(texts, 1), page([], 2)]));
    const { unused, ...read } = guideOf(await readGuideFile(path));
    expect(read).toEqual({
      title: texts[0],
      episode: null,
      questions: [3, 4, 5].map((at) => ({ text: texts[at], answer: texts[at + 5] })),
      essays: [`${texts[13]} ${texts[14]}`, texts[15]],
      terms: [
        { term: 'Gnomon', definition: `${texts[18]} ${texts[19]}`.slice('Gnomon: '.length) },
        { term: 'Equation of Time', definition: `${texts[20]} ${texts[21]}`.slice('Equation of Time: '.length) },
        { term: 'Noon Mark', definition: texts[22]?.slice('Noon Mark: '.length) },
        { term: 'Style', definition: texts[23]?.slice('Style: '.length) },
      ],
      sources: [],
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
  test('is as bold as its styles say, whatever its tags are called', () => {
    const text = htmlText(
      '<b style="font-weight:normal"><p>a <span style="color:red; font-weight: 700">b</span> c</p></b>' +
        '<p style="font-weight:700">d <strong>e <span style="font-weight:400">f</span></strong> g</p></i>',
    );
    expect(text).toBe('a **b** c\n\nd **e** f g');
  });

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
