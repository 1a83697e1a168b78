/**
 * `npm run -s sbom`: prints what users install as a bill of materials (CycloneDX). npm's own `--omit dev` leaves out what
 * the product and its development both need, so npm is shown a lock file in which there is no development.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, Stop } from './install.mjs';
import { run } from './run.mjs';

const read = (/** @type {string} */ name) => JSON.parse(readFileSync(join(root, name), 'utf8'));

void run(async () => {
  const { devDependencies: _ours, ...product } = read('package.json');
  const { packages, ...lock } = read('package-lock.json');
  const {
    '': { devDependencies: _same, ...top },
    ...all
  } = packages;
  const installed = Object.entries(all).filter(
    ([, { dev, optional, devOptional }]) => !dev && !optional && !devOptional,
  );
  const folder = mkdtempSync(join(tmpdir(), 'quizloop-sbom-'));
  try {
    writeFileSync(join(folder, 'package.json'), JSON.stringify(product));
    const shown = { ...lock, packages: { '': top, ...Object.fromEntries(installed) } };
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(shown));
    const args = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
    const made = spawnSync('npm', args, { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32' });
    if (made.status !== 0) throw new Stop(`"npm ${args.join(' ')}" failed: ${made.stderr || made.error?.message}`);
    process.stdout.write(made.stdout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
