/**
 * Installs what package-lock.json asks for, when it is not there yet. Built-ins only: this runs before anything is
 * installed. Development packages are installed too, whatever NODE_ENV says: the build needs them.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const lockFile = join(root, 'package-lock.json');
const modules = join(root, 'node_modules');
const stampFile = join(modules, '.stamp');

/** Something went wrong that its message says in full; a stack would add nothing. */
export class Stop extends Error {}

/**
 * @typedef {{ version?: string, optional?: boolean, link?: boolean }} Locked
 * @param {string} file
 * @returns {Record<string, Locked> | null}
 */
function lockedPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? null;
  } catch {
    return null;
  }
}

/**
 * Whether npm's own record of what it installed agrees with the lock file: then somebody ran `npm ci` by hand, and
 * doing it again would only cost time. Optional packages are those of other systems.
 */
function isInstalledByHand() {
  const wanted = lockedPackages(lockFile);
  const present = lockedPackages(join(modules, '.package-lock.json'));
  if (wanted === null || present === null) return false;
  return Object.entries(wanted).every(
    ([path, locked]) => path === '' || locked.optional === true || present[path]?.version === locked.version,
  );
}

function lockHash() {
  return existsSync(lockFile) ? createHash('sha256').update(readFileSync(lockFile)).digest('hex') : 'no lock file';
}

function isStamped(/** @type {string} */ hash) {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash;
}

/**
 * Runs npm and waits. The npm that runs this script, where there is one: it is certain to be there, also on Windows,
 * where "npm" is a batch file.
 * @param {string[]} args
 * @param {boolean} quiet
 */
function runNpm(args, quiet) {
  const cli = process.env.npm_execpath;
  const isOwn = cli !== undefined && /^npm-cli\.c?js$/.test(basename(cli));
  const [command, first] = isOwn ? [process.execPath, [cli]] : ['npm', []];
  const { NODE_ENV: _ignored, ...env } = process.env;
  return spawnSync(command, [...first, ...args], {
    cwd: root,
    env,
    shell: !isOwn && process.platform === 'win32',
    // What npm says belongs beside our own progress, on stderr: stdout is for what was asked for.
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 2, 2],
    encoding: 'utf8',
  });
}

/** @param {{ quiet?: boolean }} [options] */
export function ensureInstalled({ quiet = false } = {}) {
  const hash = lockHash();
  if (isStamped(hash)) return;
  if (!isInstalledByHand()) {
    if (!quiet) process.stderr.write('Installing what is missing (once, about half a minute) …\n');
    const verb = existsSync(lockFile) ? 'ci' : 'install';
    const done = runNpm([verb, '--include=dev', '--no-audit', '--no-fund'], quiet);
    if (done.status !== 0) {
      if (quiet) process.stderr.write([done.stdout, done.stderr].join(''));
      throw new Stop(`"npm ${verb}" failed${done.error ? ` (${done.error.message})` : ''}; npm says why above`);
    }
  }
  try {
    writeFileSync(stampFile, lockHash());
  } catch {
    // A checkout that only may be read: the next start looks again, which is all the stamp saves.
  }
}
