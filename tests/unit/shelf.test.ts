/** The pack shelf over real folders: what it finds, what it passes over, whose pack wins, and how it notices a change. */
import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createShelf, loadPacks, type PackProblem } from '../../server/store/packs.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quizloop-shelf-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const pack = (title: string): string => `title: ${title}\nitems:\n  - kind: slide\n    text: a\n`;

async function put(path: string, text: string | Buffer): Promise<string> {
  const file = join(folder, path);
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, text);
  return file;
}

/** As "path:line message", with the path from the test's own folder. */
const told = (problems: readonly PackProblem[]): string[] =>
  problems.map(
    ({ file, line, message }) => `${relative(folder, file)}:${line ?? ''} ${message.replaceAll(folder, '')}`,
  );

describe('loadPacks', () => {
  it('finds a pack in every folder, whatever its format', async () => {
    await put('b/pack.yaml', pack('B'));
    await put('a/pack.yml', pack('A'));
    await put('c/pack.json', '{"title": "C", "items": [{"kind": "slide", "text": "a"}]}');
    await put('pack.schema.json', '{}');
    await put('pictures/cat.png', '');
    await put('.git/pack.yaml', pack('hidden'));
    const { packs, problems } = await loadPacks([folder]);
    expect(packs.map(({ id, pack: { title } }) => `${id} ${title}`)).toEqual(['a A', 'b B', 'c C']);
    expect(problems).toEqual([]);
  });

  it('says what a host wants to know before choosing', async () => {
    await put('quiz/pack.yaml', 'title: Q\nlanguage: sv\nitems:\n  - kind: choice\n    text: Ja?\n    truth: true\n');
    await put(
      'rehearsal/pack.yaml',
      'title: R\nitems:\n  - kind: choice\n    text: x\n    truth: true\n    points: 0\n',
    );
    const { packs } = await loadPacks([folder]);
    expect(packs).toMatchObject([
      { id: 'quiz', folder: join(folder, 'quiz'), language: 'sv', itemCount: 1, minutes: 1, scored: true },
      { id: 'rehearsal', scored: false },
    ]);
  });

  it('takes a folder that is itself a pack', async () => {
    await put('mine/pack.yaml', pack('Mine'));
    expect((await loadPacks([join(folder, 'mine')])).packs.map(({ id }) => id)).toEqual(['mine']);
  });

  it('follows links to folders elsewhere', async () => {
    await put('elsewhere/real/pack.yaml', pack('Linked'));
    await mkdir(join(folder, 'shelf'));
    await symlink(join(folder, 'elsewhere', 'real'), join(folder, 'shelf', 'linked'));
    expect((await loadPacks([join(folder, 'shelf')])).packs.map(({ id }) => id)).toEqual(['linked']);
  });

  it('loads the others where one is broken', async () => {
    await put('good/pack.yaml', pack('Good'));
    await put('bad/pack.yaml', 'title: Bad\nitems:\n  - kind: slide\n  - kind: slide\n    txt: a\n');
    await put('worse/pack.yaml', Buffer.from([0x74, 0xff, 0x0a]));
    await put('deep/pack.yaml', '['.repeat(900_000));
    const { packs, problems } = await loadPacks([folder]);
    expect(packs.map(({ id }) => id)).toEqual(['good']);
    expect(told(problems)).toEqual([
      'bad/pack.yaml:3 item 1 (slide): "text" is missing',
      'bad/pack.yaml:5 item 2 (slide): there is no field "txt": write "text"',
      'deep/pack.yaml:1 this is nested deeper than a pack ever is',
      'worse/pack.yaml:1 a letter here is not UTF-8: save the file as UTF-8',
    ]);
  });

  it('tells of what looks like a pack and is none', async () => {
    await put('Åter Blick!/pack.yaml', pack('A'));
    await put('misnamed/packs.yaml', pack('B'));
    await put('twice/pack.yaml', pack('C'));
    await put('twice/pack.json', '{}');
    await mkdir(join(folder, 'odd', 'pack.yaml'), { recursive: true });
    const { packs, problems } = await loadPacks([folder, join(folder, 'nowhere')]);
    expect(packs.map(({ id }) => id)).toEqual(['twice']);
    expect(told(problems).sort()).toEqual([
      'misnamed/packs.yaml: not read: call it pack.yaml or pack.json',
      'nowhere: the folder cannot be read (ENOENT)',
      'odd/pack.yaml: this is not a file',
      'twice/pack.json: not read, because there is pack.yaml beside it: keep one',
      'Åter Blick!/pack.yaml: the folder\'s name "Åter Blick!" cannot be an id: call it "ater-blick"',
    ]);
  });

  it('lets the later folder win, and says so', async () => {
    await put('ours/quiz/pack.yaml', pack('Ours'));
    await put('theirs/quiz/pack.yaml', pack('Theirs'));
    const folders = [join(folder, 'ours'), join(folder, 'theirs')];
    const { packs, problems } = await loadPacks([...folders, join(folder, 'theirs')]);
    expect(packs.map(({ pack: { title } }) => title)).toEqual(['Theirs']);
    expect(told(problems)).toEqual([
      'theirs/quiz/pack.yaml: it takes the place of the pack in /ours/quiz: rename its folder to keep both',
    ]);
  });

  it('keeps the earlier pack where the later one is broken', async () => {
    await put('ours/quiz/pack.yaml', pack('Ours'));
    await put('theirs/quiz/pack.yaml', 'title: Theirs\n');
    const { packs } = await loadPacks([join(folder, 'ours'), join(folder, 'theirs')]);
    expect(packs.map(({ pack: { title } }) => title)).toEqual(['Ours']);
  });
});

describe('createShelf', () => {
  it('gives a pack by its id, and nothing for a name from birth', async () => {
    await put('quiz/pack.yaml', pack('Quiz'));
    const shelf = await createShelf([folder]);
    expect(shelf.get('quiz')?.pack.title).toBe('Quiz');
    expect(shelf.get('__proto__')).toBeUndefined();
    expect(shelf.get('constructor')).toBeUndefined();
  });

  it('notices what changed, came and went, when asked', async () => {
    const file = await put('quiz/pack.yaml', pack('Before'));
    await put('gone/pack.yaml', pack('Gone'));
    const shelf = await createShelf([folder]);
    await put('quiz/pack.yaml', pack('After1'));
    await put('new/pack.yaml', pack('New'));
    await rm(join(folder, 'gone'), { recursive: true });
    expect(shelf.get('quiz')?.pack.title).toBe('Before');
    await shelf.reload();
    expect(shelf.list().map(({ pack: { title } }) => title)).toEqual(['After1', 'New']);
    // As long as before, and dated back: an editor that keeps times must not hide a change.
    await put('quiz/pack.yaml', pack('After2'));
    await utimes(file, 1, 1);
    await shelf.reload();
    expect(shelf.get('quiz')?.pack.title).toBe('After2');
  });

  it('reads an unchanged file once', async () => {
    await put('quiz/pack.yaml', pack('Quiz'));
    const shelf = await createShelf([folder]);
    const before = shelf.get('quiz')?.pack;
    await shelf.reload();
    expect(shelf.get('quiz')?.pack).toBe(before);
  });

  it('mends a problem with the file', async () => {
    await put('quiz/pack.yaml', 'title: Quiz\n');
    const shelf = await createShelf([folder]);
    expect(told(shelf.problems())).toEqual(['quiz/pack.yaml:1 "items" is missing']);
    await put('quiz/pack.yaml', pack('Quiz'));
    await Promise.all([shelf.reload(), shelf.reload()]);
    expect(shelf.problems()).toEqual([]);
    expect(shelf.get('quiz')?.itemCount).toBe(1);
  });
});
