/** Broken packs, one by one: where the fault is said to be, and what to do about it. None may stop another, or the server. */
import { describe, expect, it } from 'vitest';
import { packBytesMax } from '../../shared/limits.ts';
import { decodePack } from '../../server/store/packBytes.ts';
import { parsePack } from '../../server/store/packFile.ts';

/** "line:column message" of every fault; empty for a pack that is fine. */
function faultsOf(text: string): string[] {
  const reading = parsePack(text);
  if (reading.ok) return [];
  return reading.faults.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

/** All but the last: what a person may write for a kind. */
const kinds = 'choice, typed, explain, match, bluff, poll, discuss';

const items = (lines: string): string => `title: T\nitems:\n${lines}`;
const slide = (lines: string): string => items(`  - kind: slide\n${lines}`);
const poll = (lines: string): string => items(`  - kind: poll\n    text: Q\n    options: [a, b]\n${lines}`);
const typed = (lines: string): string => items(`  - kind: typed\n    text: Q\n${lines}`);
const choice = (lines: string): string => items(`  - kind: choice\n    text: Q\n${lines}`);

const unread: Record<string, [string, ...string[]]> = {
  'an empty file': ['', '1:1 the file is empty: a pack has a "title" and a list of "items"'],
  'only a comment': ['# soon\n', '1:1 the file is empty: a pack has a "title" and a list of "items"'],
  'a list': ['- a\n- b\n', '1:1 the file is a list: a pack has a "title" and a list of "items"'],
  'a text': ['hello', '1:1 the file is a single text: a pack has a "title" and a list of "items"'],
  'a tab': [items('\t- kind: slide\n'), '3:1 a tab stands in the indentation: use spaces'],
  'two documents': [
    slide('    text: a\n---\ntitle: b\n'),
    '5:1 a second document starts here (---): a file holds one pack',
  ],
  'a field twice': [
    `title: U\n${slide('    text: a\n    text: b\n')}`,
    '2:1 "title" is given twice: keep one',
    '6:5 "text" is given twice: keep one',
  ],
  'a colon in a text': [
    slide('    text: What: a question\n'),
    '4:11 a text with a colon and a space in it reads as a field: put the whole text in quotes',
  ],
  'a line too far left': [
    slide('   text: a\n'),
    '4:1 this does not line up with the lines above: fields of one thing start in the same column',
  ],
  'a line too far right': [
    slide('      text: a\n'),
    '3:11 the line below is indented too far: fields of one thing start in the same column',
  ],
  'no colon': [slide('    text a\n'), '4:5 a field needs a colon and a space after its name'],
  'no space after a colon': [
    items('  - kind:slide\n    text: a\n'),
    '3:5 a field needs a colon and a space after its name',
  ],
  'a star': [slide('    text: *bold*\n'), '4:11 a text cannot start with *: put the whole text in quotes'],
  'an exclamation mark': [slide('    text: !wow\n'), '4:11 a text cannot start with !: put the whole text in quotes'],
  'an at sign': [slide('    text: @home\n'), '4:11 a text cannot start with @: put the whole text in quotes'],
  'an open quotation mark': [
    slide('    text: "abc\n  - kind: slide\n    text: b\n'),
    '4:11 a quotation mark is opened and not closed',
  ],
  'an open bracket': [
    items('  - kind: poll\n    text: a\n    options: [a, b\n  - kind: slide\n    text: b\n'),
    '5:14 a bracket is opened and not closed, or what is in it is not indented',
  ],
  'quotation marks inside others': [
    slide('    text: "say "hi" now"\n'),
    '4:17 something stands after the end of a value: check the quotation marks (\\" inside "…") and the indentation',
  ],
  'a field that is no word': ['? [a]\n: b\n', '1:3 the name of a field must be a word'],
};

const misunderstood: Record<string, [string, ...string[]]> = {
  'no title and no items': ['description: d\n', '1:1 "title" is missing', '1:1 "items" is missing'],
  'items without entries': ['title: T\nitems: []\n', '2:8 "items" has no entries: at least 1 needed'],
  'items that are no list': [
    'title: T\nitems:\n  kind: slide\n',
    '3:3 "items" must be a list, a line with "- " for each entry, not a group of fields',
  ],
  'items that are no items': [
    items('  - hello\n  -\n'),
    '3:5 item 1: this must be written with its field: text: "hello"',
    '4:4 item 2: this must have fields (kind, text), and is empty',
  ],
  'an unknown kind': [
    items('  - kind: essay\n    text: Q\n'),
    `3:11 item 1: "kind" cannot be "essay": write ${kinds} or slide`,
  ],
  'a mistyped kind': [
    items('  - kind: pol\n    text: Q\n'),
    `3:11 item 1: "kind" cannot be "pol": write "poll" (there are ${kinds}, slide)`,
  ],
  'no kind': [items('  - text: Q\n'), `3:5 item 1: "kind" is missing: write ${kinds} or slide`],
  'no text': [items('  - kind: slide\n'), '3:5 item 1 (slide): "text" is missing'],
  'a comment for a text': [
    slide('    text: # 1 hit\n'),
    '4:5 item 1 (slide): "text" is empty (a text that starts with # must be in quotes)',
  ],
  'a number for a text': [
    slide('    text: 1984\n'),
    '4:11 item 1 (slide): "text" must be a text: put it in quotes, "1984"',
  ],
  'a list for a text': [slide('    text: [a]\n'), '4:11 item 1 (slide): "text" must be a text, not a list'],
  'a mistyped field': [slide('    txet: a\n'), '4:5 item 1 (slide): there is no field "txet": write "text"'],
  'the field of another program': [
    items('  - kind: typed\n    question: Q\n    answers: [a]\n'),
    '4:5 item 1 (typed): there is no field "question": write "text"',
    '5:5 item 1 (typed): there is no field "answers": write "accept"',
  ],
  'a field of our own making': [
    slide('    text: a\n    colour: red\n'),
    '5:5 item 1 (slide): there is no field "colour": there are kind, text, explanation, source, guideLines, body, seconds',
  ],
  'seconds with a unit': [
    poll('    seconds: 20s\n'),
    '6:14 item 1 (poll): "seconds" must be a number, such as 20, not "20s"',
  ],
  'too few seconds': [poll('    seconds: 2\n'), '6:14 item 1 (poll): "seconds" must be at least 5, not 2'],
  'endless seconds': [poll('    seconds: .inf\n'), '6:14 item 1 (poll): "seconds" must be at most 600, not Infinity'],
  'no seconds at all': [
    poll('    seconds: .nan\n'),
    '6:14 item 1 (poll): "seconds" must be a number, such as 20, not NaN',
  ],
  'yes for true': [poll('    several: yes\n'), '6:14 item 1 (poll): "several" must be true or false, not "yes"'],
  'one accepted answer without a list': [
    typed('    accept: Paris\n'),
    '5:13 item 1 (typed): "accept" must be a list, a line with "- " for each entry, not "Paris"',
  ],
  'no accepted answer': [typed('    accept: []\n'), '5:13 item 1 (typed): "accept" has no entries: at least 1 needed'],
  'an accepted answer of nothing': [
    typed('    accept: [a, "?"]\n    spelling: excat\n'),
    '5:17 item 1 (typed), accept 2: an accepted answer needs a letter or a digit',
    '6:15 item 1 (typed): "spelling" cannot be "excat": write "exact" (there are forgiving, exact)',
  ],
  'no option marked right': [
    `${slide('    text: a\n')}  - kind: poll\n    text: b\n    options: [a, b]\n  - kind: choice\n    text: c\n    options:\n      - text: a\n      - text: b\n`,
    '11:7 item 3 (choice): mark at least one option with "right: true"',
  ],
  'options without their field': [
    choice('    options:\n      - a\n      - text: b\n        right: true\n'),
    '6:9 item 1 (choice), option 1: this must be written with its field: text: "a"',
  ],
  'mistyped marks of options': [
    choice('    options:\n      - text: a\n        rigth: true\n      - text: b\n        correct: true\n'),
    '7:9 item 1 (choice), option 1: there is no field "rigth": write "right"',
    '9:9 item 1 (choice), option 2: there is no field "correct": write "right"',
  ],
  'options alike': [
    choice('    options: [{ text: a, right: true }, { text: A }]\n'),
    '5:14 item 1 (choice): two options say the same',
  ],
  'too many options': [
    items('  - kind: poll\n    text: Q\n    options: [a, b, c, d, e, f, g]\n'),
    '5:14 item 1 (poll): "options" has 7 entries: at most 6',
  ],
  'options and truth': [
    choice('    truth: true\n    options: [{ text: a, right: true }, { text: b }]\n'),
    '3:5 item 1 (choice): give either "options" or "truth", not both',
  ],
  'a long title': [
    `title: ${'x'.repeat(101)}\nitems: [{ kind: slide, text: a }]\n`,
    '1:8 "title" is too long: 101 characters, at most 100',
  ],
  'unknown settings': [
    `settings:\n  speed: fast\n  standing: none\nlanguage: English\n${slide('    text: a\n')}`,
    '2:10 settings: "speed" cannot be "fast": write classic, gentle or none',
    '3:3 settings: there is no field "standing": write "standings"',
    '4:11 "language" is a code such as en, sv or pt-BR',
  ],
};

describe.each([
  ['text that cannot be read', unread],
  ['packs that cannot be understood', misunderstood],
])('%s', (_group, cases) => {
  it.each(Object.entries(cases))('%s', (_name, [text, ...wanted]) => {
    expect(faultsOf(text)).toEqual(wanted);
  });
});

describe('what is fine', () => {
  it.each(
    Object.entries({
      'words that older YAML took for something else': slide('    text: no\n    body: 1e\n'),
      'lines that end as on Windows': slide('    text: a\n').replaceAll('\n', '\r\n'),
      'JSON, indented with tabs': '{\n\t"title": "T",\n\t"items": [\n\t\t{ "kind": "slide", "text": "a" }\n\t]\n}',
      'an anchor used again': items(
        '  - { kind: poll, text: a, options: &scale [low, high] }\n  - { kind: poll, text: b, options: *scale }\n',
      ),
      'a schema named in JSON':
        '{"$schema": "../pack.schema.json", "title": "T", "items": [{"kind": "slide", "text": "a"}]}',
    }),
  )('%s', (_name, text) => {
    expect(faultsOf(text)).toEqual([]);
  });

  it('keeps every word as it is written', () => {
    const reading = parsePack(slide('    text: "yes"\n    body: |-\n      # not a comment\n      on\n'));
    expect(reading).toMatchObject({ ok: true, value: { items: [{ text: 'yes', body: '# not a comment\non' }] } });
  });

  it('counts lines in JSON too', () => {
    expect(faultsOf('{\n  "title": "T",\n  "items": [\n    { "kind": "slide", "txt": "a" }\n  ]\n}')).toEqual([
      '4:24 item 1 (slide): there is no field "txt": write "text"',
    ]);
  });
});

describe('names that objects have from birth', () => {
  const text = `__proto__:\n  title: x\nconstructor: 1\n${slide('    text: a\n    hasOwnProperty: 1\n    __proto__: { seconds: 9 }\n')}`;

  it('are unknown fields like any other', () => {
    expect(faultsOf(text).map((fault) => fault.replace(/: there are.*/, ''))).toEqual([
      '1:1 there is no field "__proto__"',
      '3:1 there is no field "constructor"',
      '8:5 item 1 (slide): there is no field "hasOwnProperty"',
      '9:5 item 1 (slide): there is no field "__proto__"',
    ]);
    expect(({} as { title?: string }).title).toBeUndefined();
  });

  it.each(['constructor', '__proto__', 'toString'])('are unknown kinds: %s', (name) => {
    expect(faultsOf(items(`  - kind: ${name}\n    text: a\n`))).toEqual([
      `3:11 item 1: "kind" cannot be "${name}": write ${kinds} or slide`,
    ]);
  });
});

describe('packs made to do harm', () => {
  const many = (count: number, each: (at: number) => string): string =>
    Array.from({ length: count }, (_, at) => each(at)).join('');
  const laughs = `a: &a0 [x, x]\n${many(30, (at) => `b${at}: &a${at + 1} [*a${at}, *a${at}, *a${at}]\n`)}`;
  // Flow depth: the reader recurses, and an overflow there ends the whole process.
  it.each(
    Object.entries({
      'a billion laughs': laughs,
      'aliases by the thousand': `a: &a x\nb: [${'*a, '.repeat(5_000)}]\n`,
      'a list within itself': slide('    text: a\n    body: &a [*a]\n'),
      'a long text, many times': `a: &a "${'x'.repeat(20_000)}"\nitems: [${'*a, '.repeat(90)}]\n`,
      'brackets without end': '['.repeat(900_000),
      'braces without end': '{a: '.repeat(200_000),
      'dashes without end': '- '.repeat(400_000),
      'colons without end': 'a: '.repeat(300_000),
      'stairs without end': many(1_300, (at) => `${' '.repeat(at)}a:\n`),
      'a list without end': items('  - a\n'.repeat(60_000)),
      'fields without end': many(60_000, (at) => `k${at}: 1\n`),
      'commas without end': `[${','.repeat(900_000)}`,
      'quotation marks without end': '"'.repeat(900_000),
      'one endless tag': '!'.repeat(900_000),
    }),
  )('%s', (_name, text) => {
    const before = performance.now();
    const faults = faultsOf(text);
    expect(performance.now() - before).toBeLessThan(4_000);
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.length).toBeLessThanOrEqual(20);
    for (const fault of faults) expect(fault.length).toBeLessThan(400);
  });

  it('are told of twenty times at most', () => {
    const faults = faultsOf(items('  - kind: slide\n'.repeat(30)));
    expect(faults).toHaveLength(20);
    expect(faults[0]).toBe('3:5 item 1 (slide): "text" is missing');
    expect(faults.at(-1)).toBe('null:null 11 more problems: mend these first');
  });
});

describe('bytes', () => {
  const decode = (bytes: Buffer): string => {
    const reading = decodePack(bytes);
    return reading.ok ? reading.value : `${reading.faults[0]?.line}: ${reading.faults[0]?.message}`;
  };

  it('may begin with a byte order mark', () => {
    expect(decode(Buffer.from('\u{feff}title: å'))).toBe('title: å');
  });

  it('in UTF-16 are named', () => {
    expect(decode(Buffer.from('\u{feff}title: T', 'utf16le'))).toBe('1: the file is saved as UTF-16: save it as UTF-8');
  });

  it('in another encoding are found by line', () => {
    expect(decode(Buffer.from('title: T\n# b\n# \u{e5}\n', 'latin1'))).toBe(
      '3: a letter here is not UTF-8: save the file as UTF-8',
    );
  });

  it('are counted', () => {
    expect(decode(Buffer.alloc(packBytesMax, 'a'))).toHaveLength(packBytesMax);
    expect(decode(Buffer.alloc(packBytesMax + 1, 'a'))).toBe(
      'null: the file is larger than 2 MB: make two packs of it',
    );
  });
});
