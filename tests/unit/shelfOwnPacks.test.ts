/** Packs that are made here, on the disk: named safely, written whole, and quick to read again. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOwnPacks, newPackId } from '../../server/store/ownPacks.ts';
import { parsePack } from '../../server/store/packFile.ts';
import { createShelf } from '../../server/store/packs.ts';
import { readWritten, writtenPack } from '../../server/store/writtenPack.ts';
import { packIdCharactersMax } from '../../shared/limits.ts';
import { packSchema } from '../../shared/pack.ts';

const pack = v.parse(packSchema, {
  title: 'Ice',
  items: [{ kind: 'slide', text: 'Firn “is” old snow\u2028' }],
  guide: { episode: { title: 'On ice', audio: 'talk.ogg' } },
});

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'quizloop-own-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const ownPacks = async () => createOwnPacks(home, await createShelf([home]));

describe('an id', () => {
  it.each([
    ['Is & snö', /^is-sno-[a-z0-9]{8}$/],
    ['nul', /^nul-[a-z0-9]{8}$/],
    ['...', /^pack-[a-z0-9]{8}$/],
    ['氷', /^pack-[a-z0-9]{8}$/],
    ['The very long title of a course that goes on', /^the-very-long-title-of-a-course-that-goe-[a-z0-9]{8}$/],
  ])('of %j can be a folder anywhere', (title, id) => {
    expect(newPackId(title)).toMatch(id);
    expect(newPackId(title).length).toBeLessThanOrEqual(packIdCharactersMax);
  });
});

describe('a pack as it is written', () => {
  it('is read as it was', () => {
    expect(parsePack(writtenPack(pack))).toEqual({ ok: true, value: pack });
    expect(readWritten(writtenPack(pack))).toEqual(pack);
  });

  it.each([
    ['a field that stands there twice', (text: string) => text.replace('{\n', '{\n  "title": "Snow",\n')],
    ['another form', (text: string) => text.replaceAll('  ', ' ')],
    ['a comment', (text: string) => `${text}# mine\n`],
  ])('is left to the reader that knows lines where a person put in %s', (_, edit) => {
    expect(readWritten(edit(writtenPack(pack)))).toBeUndefined();
  });

  it('still has its faults told by line', () => {
    const faulty = writtenPack(pack).replace('"slide"', '"slyde"');
    expect(parsePack(faulty)).toMatchObject({ ok: false, faults: [{ line: 8 }] });
  });
});

describe('own packs', () => {
  it('leave out and clear away what a killed server left half done', async () => {
    mkdirSync(join(home, '.unfinished-abc'));
    writeFileSync(join(home, '.unfinished-abc', 'pack.json'), writtenPack(pack));
    const own = await ownPacks();
    const { id } = await own.add(pack);
    expect(readdirSync(home)).toEqual([id]);
  });

  it('forget the sound that a pack no longer names', async () => {
    const own = await ownPacks();
    const { id } = await own.add(pack);
    writeFileSync(join(home, id, 'talk.ogg'), 'sound');
    await own.change(id, (before) => ({ ...before, title: 'Snow' }));
    expect(readdirSync(join(home, id)).sort()).toEqual(['pack.json', 'talk.ogg']);
    await own.change(id, ({ guide: _guide, ...before }) => before);
    expect(readdirSync(join(home, id))).toEqual(['pack.json']);
  });

  it('write into the file that is there, whatever its ending', async () => {
    mkdirSync(join(home, 'mine'));
    writeFileSync(join(home, 'mine', 'pack.yaml'), 'title: Mine\nitems:\n  - kind: slide\n    text: Hello\n');
    const own = await ownPacks();
    expect((await own.change('mine', (before) => ({ ...before, title: 'Ours' })))?.pack.title).toBe('Ours');
    expect(readdirSync(join(home, 'mine'))).toEqual(['pack.yaml']);
    expect(readFileSync(join(home, 'mine', 'pack.yaml'), 'utf8')).toContain('"title": "Ours"');
  });

  it('stay as they were where the disk takes nothing', async () => {
    const own = await ownPacks();
    const { id } = await own.add(pack);
    rmSync(home, { recursive: true });
    await expect(own.change(id, (before) => before)).rejects.toThrow();
    await expect(own.add(pack)).rejects.toThrow();
    mkdirSync(home);
    expect((await own.add(pack)).pack.title).toBe('Ice');
  });
});
