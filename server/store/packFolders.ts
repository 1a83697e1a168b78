/**
 * Finds pack files: in every folder of `folder`, or in `folder` itself where that is a pack. It tells of what looks
 * like a pack and is not found by this rule, and passes over everything else in silence.
 */
import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { packIdCharactersMax } from '../../shared/limits.ts';
import { codeOf, faultAt, quote, type PackFault } from './packFault.ts';

export interface FoundPack {
  readonly id: string;
  readonly folder: string;
  readonly file: string;
}

export interface Found {
  readonly packs: readonly FoundPack[];
  readonly faults: readonly { readonly path: string; readonly fault: PackFault }[];
}

/** In this order, where a folder has several. */
export const packFileNames = ['pack.yaml', 'pack.yml', 'pack.json'];
const idPattern = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;
const nothing: Found = { packs: [], faults: [] };

const fault = (path: string, message: string): Found => ({
  packs: [],
  faults: [{ path, fault: faultAt(null, message) }],
});

export async function findPacks(folder: string): Promise<Found> {
  const path = resolve(folder);
  const entries = await entriesOf(path);
  if (typeof entries === 'string') return fault(path, `the folder cannot be read (${entries})`);
  if (entries.some(({ name }) => packFileNames.includes(name))) return findPack(path, entries);
  const founds: Found[] = [];
  for (const { name } of entries) {
    if (name.startsWith('.')) continue;
    const below = join(path, name);
    // Not by the entry's own type: a folder of packs may hold links to folders elsewhere.
    const isFolder = await stat(below).then(
      (there) => there.isDirectory(),
      () => false,
    );
    if (!isFolder) continue;
    const inside = await entriesOf(below);
    if (typeof inside === 'string') founds.push(fault(below, `the folder cannot be read (${inside})`));
    else founds.push(await findPack(below, inside));
  }
  return { packs: founds.flatMap(({ packs }) => packs), faults: founds.flatMap(({ faults }) => faults) };
}

/** What lies in a folder, by name, or the code of what went wrong. */
async function entriesOf(path: string): Promise<readonly Dirent[] | string> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    return codeOf(error);
  }
}

async function findPack(folder: string, entries: readonly Dirent[]): Promise<Found> {
  const names = entries.map(({ name }) => name);
  const [first, ...others] = packFileNames.filter((name) => names.includes(name));
  if (first === undefined) {
    const likely = names.find((name) => /\.(?:ya?ml|json)$/i.test(name));
    return likely === undefined ? nothing : fault(join(folder, likely), 'not read: call it pack.yaml or pack.json');
  }
  const file = join(folder, first);
  const id = basename(folder);
  if (!idPattern.test(id) || id.length > packIdCharactersMax) {
    return fault(file, `the folder's name ${quote(id)} cannot be an id: ${idAdvice(id)}`);
  }
  const isFile = await stat(file).then(
    (there) => there.isFile(),
    () => true,
  );
  if (!isFile) return fault(file, 'this is not a file');
  const faults = others.map((name) => ({
    path: join(folder, name),
    fault: faultAt(null, `not read, because there is ${first} beside it: keep one`),
  }));
  return { packs: [{ id, folder, file }], faults };
}

function idAdvice(name: string): string {
  const plain = plainName(name, packIdCharactersMax);
  return plain === '' ? 'use small letters a to z, digits and hyphens' : `call it "${plain}"`;
}

/** In small letters, digits and hyphens, as an id is written; empty where nothing of it can be. */
export const plainName = (name: string, charactersMax: number): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, charactersMax)
    .replace(/-+$/, '');
