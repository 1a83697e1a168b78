/**
 * Builds the two halves of the product into dist/: the server as one file, the client as hashed assets with
 * compressed copies beside them. A half is built only when a hash over its sources differs from the last build's.
 * Everything outside Node's built-ins is loaded late, because it may have just been installed.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { root, Stop } from './install.mjs';

const stampFile = join(root, 'dist', '.stamp.json');

/** @typedef {{ name: 'server' | 'client', sources: string[], product: string, build: (quiet: boolean) => Promise<void> }} Half */
/** @type {Half[]} */
const halves = [
  {
    name: 'server',
    sources: ['shared', 'server', 'package-lock.json'],
    product: 'dist/server/main.js',
    build: buildServer,
  },
  {
    name: 'client',
    sources: ['shared', 'client', 'server/bin/make.mjs', 'vite.config.ts', 'package-lock.json'],
    product: 'dist/client/index.html',
    build: buildClient,
  },
];

/**
 * All files below a path, or the file itself, in an order that does not depend on the file system.
 * @param {string} path relative to the root
 * @returns {string[]}
 */
function filesBelow(path) {
  try {
    return readdirSync(join(root, path), { withFileTypes: true })
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((entry) => (entry.isDirectory() ? filesBelow(`${path}/${entry.name}`) : [`${path}/${entry.name}`]));
  } catch {
    return existsSync(join(root, path)) ? [path] : [];
  }
}

/** By content: a clone, a branch switch and a restored cache all leave times that mean nothing. */
function fingerprint(/** @type {Half} */ half) {
  const hash = createHash('sha256');
  for (const file of half.sources.flatMap(filesBelow)) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** @returns {Record<string, string>} */
function readStamp() {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'));
  } catch {
    return {};
  }
}

/** How programs for Node are bundled: what is in a package of its own stays there. */
export const nodePrograms = /** @type {const} */ ({
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  sourcemap: true,
});

async function buildServer(/** @type {boolean} */ quiet) {
  const { build } = await import('esbuild');
  await build({
    absWorkingDir: root,
    // Workers are programs of their own, beside the server.
    entryPoints: {
      main: 'server/main.ts',
      documentWorker: 'server/reading/documentWorker.ts',
      sqliteWriter: 'server/log/sqliteWriter.ts',
    },
    outdir: 'dist/server',
    ...nodePrograms,
    logLevel: quiet ? 'error' : 'warning',
  });
}

async function buildClient(/** @type {boolean} */ quiet) {
  const { build } = await import('vite');
  await build({ configFile: join(root, 'vite.config.ts'), logLevel: quiet ? 'error' : 'warn', mode: 'production' });
  await compressAll(join(root, 'dist/client'));
}

/** Compressed once, as well as can be, so that serving a page costs a phone little and the server nothing. */
async function compressAll(/** @type {string} */ folder) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    // Node 20.12 and newer call it parentPath; the first of Node 20 only path.
    const file = join(entry.parentPath || entry.path, entry.name);
    if (!entry.isFile() || !/\.(?:js|css|html|svg|json|webmanifest|txt)$/.test(entry.name)) continue;
    const bytes = readFileSync(file);
    const [br, gz] = await Promise.all([
      promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
      promisify(gzip)(bytes, { level: 9 }),
    ]);
    if (br.length < bytes.length) writeFileSync(`${file}.br`, br);
    if (gz.length < bytes.length) writeFileSync(`${file}.gz`, gz);
  }
}

const isFresh = (/** @type {Half} */ half) =>
  existsSync(join(root, half.product)) && readStamp()[half.name] === fingerprint(half);

/** Whether dist/ is what the sources of all of it would give now. */
export const isBuilt = () => halves.every(isFresh);

/**
 * Builds what is stale, or everything. A half that fails leaves no product behind: an old one would look like a new.
 * @param {{ quiet?: boolean, all?: boolean }} [options]
 */
export async function ensureBuilt({ quiet = false, all = false } = {}) {
  for (const half of halves) {
    if (!all && isFresh(half)) continue;
    const print = fingerprint(half);
    const fromMs = performance.now();
    try {
      await half.build(quiet);
    } catch (error) {
      rmSync(join(root, half.product), { force: true });
      process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
      throw new Stop(`the ${half.name} could not be built; the lines above say where`);
    }
    mkdirSync(join(root, 'dist'), { recursive: true });
    writeFileSync(stampFile, JSON.stringify({ ...readStamp(), [half.name]: print }));
    const tookSeconds = ((performance.now() - fromMs) / 1000).toFixed(1);
    if (!quiet) process.stderr.write(`Built the ${half.name} in ${tookSeconds} s\n`);
  }
}
