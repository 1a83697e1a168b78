/**
 * The sentences: that no language has a gap, and that suggested names are names. That the languages have the same keys
 * is checked by the compiler.
 */
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { languages } from '../../client/language.svelte.ts';
import { rejections } from '../../shared/game/entry.ts';
import { nameCharactersMax } from '../../shared/limits.ts';
import { cleanName, graphemeCount, nameKey } from '../../shared/names.ts';
import { suggestions as en } from '../../client/words/en/names.ts';
import { suggestions as sv } from '../../client/words/sv/names.ts';
import { rejectionSentences } from '../../client/words/en/rejections.ts';

const folder = new URL('../../client/words/', import.meta.url);
const filesOf = (language: string): string[] => readdirSync(new URL(`${language}/`, folder)).sort();

/** Every sentence of a file by its way down to it; of a function its source. */
function sentences(value: unknown, way: string): [string, string][] {
  if (typeof value === 'string') return [[way, value]];
  if (typeof value === 'function') return [[way, (value as () => string).toString()]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => sentences(inner, `${way}.${key}`));
}

async function sentencesOf(language: string): Promise<[string, string][]> {
  const files = await Promise.all(
    filesOf(language).map(
      async (file) => [file, (await import(new URL(`${language}/${file}`, folder).href)) as unknown] as const,
    ),
  );
  return files.flatMap(([file, module]) => sentences(module, file));
}

describe.each(languages)('%s', (language) => {
  it('has every file', () => expect(filesOf(language)).toEqual(filesOf('en')));

  it('has no empty sentence, and none with a slip of the pen', async () => {
    const found = (await sentencesOf(language)).filter(
      ([, text]) => text.trim() === '' || /^\s|\s$|(?<!\n) {2}(?! )|\bTODO\b/.test(text.split('\n')[0] ?? ''),
    );
    expect(found).toEqual([]);
  });
});

it('has a sentence for every rejection', () => {
  expect(Object.keys(rejectionSentences).sort()).toEqual([...rejections].sort());
});

describe.each([
  ['en', en],
  ['sv', sv],
])('suggested names in %s', (_language, { qualities, animals }) => {
  it('are many, and each word is there once', () => {
    expect(qualities.length).toBeGreaterThanOrEqual(40);
    expect(animals.length).toBeGreaterThanOrEqual(40);
    expect(new Set(qualities.map(nameKey)).size).toBe(qualities.length);
    expect(new Set(animals.map(nameKey)).size).toBe(animals.length);
  });

  it('are names: short enough, and taken as they are', () => {
    const names = qualities.flatMap((quality) => animals.map((animal) => `${quality} ${animal}`));
    expect(names.filter((name) => graphemeCount(name) > nameCharactersMax || cleanName(name) !== name)).toEqual([]);
  });
});
