/**
 * What a phone downloads before it can play: the built client's own manifest says which files, gzip says how much.
 * And nothing in the built client is fetched from anybody else.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { root } from './sourceTree.ts';

const budgetBytes = 60_000;
const built = join(root, 'dist/client');

const languages = ['en', 'sv'] as const;

/** Loaded on demand and not needed to join and to answer a first question. All else that is reached counts. */
const later: readonly RegExp[] = [
  /^pages\/(?!join\/|play\/)/,
  /^kinds\/\w+\/(?:Stage|Editor)\.svelte$/,
  // Fetched while the lobby waits.
  /^pages\/play\/later\.ts$/,
  /^kinds\/(?!choice\/)\w+\/Phone\.svelte$/,
];

const chunkSchema = v.object({
  file: v.string(),
  css: v.optional(v.array(v.string()), []),
  imports: v.optional(v.array(v.string()), []),
  dynamicImports: v.optional(v.array(v.string()), []),
});
const manifestSchema = v.record(v.string(), chunkSchema);
type Manifest = v.InferOutput<typeof manifestSchema>;

function readManifest(): Manifest {
  const path = join(built, '.vite/manifest.json');
  if (!existsSync(path)) throw new Error('The client is not built. Run "npm run build" first.');
  return v.parse(manifestSchema, JSON.parse(readFileSync(path, 'utf8')));
}

/** The names of the chunks that a phone loads from the first page to the first question. */
function firstLoad(manifest: Manifest, language: string): string[] {
  const isLater = (name: string): boolean =>
    later.some((rule) => rule.test(name)) || (/^words\/\w\w\//.test(name) && !name.startsWith(`words/${language}/`));
  const reached = new Set<string>();
  const waiting = ['index.html'];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const chunk = manifest[name];
    if (chunk === undefined) throw new Error(`The manifest lacks ${name}.`);
    if (reached.has(name)) continue;
    reached.add(name);
    waiting.push(...chunk.imports, ...chunk.dynamicImports.filter((each) => !isLater(each)));
  }
  return [...reached];
}

const zippedBytes = (file: string): number => gzipSync(readFileSync(join(built, file)), { level: 9 }).length;

/** Addresses that are only names (of XML namespaces) or only text (of error messages). */
const neverFetched = [
  /^https?:\/\/www\.w3\.org\//,
  /^https:\/\/svelte\.dev\/e\//,
  /^https:\/\/socket\.io\/docs\//,
  /^https:\/\/simplewebauthn\.dev\/docs\//,
  /^https:\/\/bit\.ly\/wb-/,
];

function textFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(?:js|css|html|svg|json|webmanifest)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

describe('the built client', () => {
  let manifest: Manifest;
  beforeAll(() => {
    manifest = readManifest();
  });

  test.each(languages)('joins and plays on at most 60 kB of JavaScript and CSS (%s)', (language) => {
    const chunks = firstLoad(manifest, language);
    const files = new Set(chunks.flatMap((name) => [manifest[name]!.file, ...manifest[name]!.css]));
    // What the page itself loads before the first paint.
    const page = readFileSync(join(built, 'index.html'), 'utf8');
    for (const [, file] of page.matchAll(/<script[^>]* src="\/([^"]+)"/g)) files.add(file!);
    // A budget kept by measuring too little would be no budget.
    const texts = [...files].map((file) => readFileSync(join(built, file), 'utf8')).join('\n');
    for (const sign of ['/api/rooms/', '/socket.io', 'aria-pressed', 'enterkeyhint', 'role="timer"', '--tone-5']) {
      expect(texts, 'this belongs to the first load').toContain(sign);
    }
    expect(chunks).toContain(`words/${language}/phone.ts`);
    const sizes = [...files].map((file) => ({ file, bytes: zippedBytes(file) })).sort((a, b) => b.bytes - a.bytes);
    const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
    const list = sizes.map(({ file, bytes }) => `${String(bytes).padStart(7)} ${file}`).join('\n');
    expect(total, `${String(total)} of ${String(budgetBytes)} bytes, gzipped:\n${list}`).toBeLessThanOrEqual(
      budgetBytes,
    );
  });

  test('fetches nothing from another host', () => {
    const strangers = textFiles(built).flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/\bhttps?:\/\/[\w.-]+[^\s"'`)<>\\]*/g)]
        .map(([address]) => address)
        .filter((address) => !neverFetched.some((rule) => rule.test(address)))
        .map((address) => `${path.slice(built.length + 1)}: ${address}`),
    );
    expect(strangers).toEqual([]);
  });
});
