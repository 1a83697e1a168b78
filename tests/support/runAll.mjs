/** Runs types, lint, build and every project of tests one after another, and adds up what they say. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled, root, Stop } from '../../server/bin/install.mjs';
import { ensureBuilt } from '../../server/bin/make.mjs';
import { findBrowser } from './findBrowser.mjs';

const isCi = /^(?:1|true|yes)$/i.test(process.env.CI ?? '');
const sums = { passed: 0, failed: 0, skipped: 0 };
/** @type {string[]} */
const failures = [];

/** @param {string} text */
const say = (text) => process.stdout.write(`${text}\n`);

/**
 * Runs a program of node_modules with this Node: no shell, no npm, the same on every system.
 * @param {string} script path below node_modules
 * @param {string[]} args
 */
function runTool(script, args) {
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return status === 0;
}

/**
 * One check is one passed or one failed.
 * @param {string} name
 * @param {() => boolean | Promise<boolean>} program
 */
async function check(name, program) {
  say(`\n── ${name}`);
  const passed = await program();
  sums[passed ? 'passed' : 'failed'] += 1;
  if (passed) say('   fine');
  else failures.push(name);
}

/** @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number, numFailedTestSuites: number, testResults: { status: string, assertionResults: unknown[] }[] }} Report */

/**
 * @param {string} file
 * @returns {Report | null}
 */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** @param {string[]} projects */
function runTests(projects) {
  const name = `tests: ${projects.join(', ')}`;
  say(`\n── ${name}`);
  const folder = mkdtempSync(join(tmpdir(), 'quizloop-tests-'));
  const file = join(folder, 'report.json');
  const passed = runTool('vitest/vitest.mjs', [
    'run',
    ...projects.flatMap((project) => ['--project', project]),
    ...['--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
  ]);
  const report = readReport(file);
  rmSync(folder, { recursive: true, force: true });
  const failedBefore = sums.failed;
  if (report !== null) {
    sums.passed += report.numPassedTests;
    sums.failed += report.numFailedTests;
    sums.skipped += report.numPendingTests + report.numTodoTests;
    // A file that breaks before its first test counts as one: it has no tests that could.
    sums.failed += report.testResults.filter((f) => f.status === 'failed' && f.assertionResults.length === 0).length;
  }
  // A crash, or an error outside any test, must not look like a success.
  if (!passed && sums.failed === failedBefore) sums.failed += 1;
  if (!passed) failures.push(name);
}

function browserTestFiles() {
  try {
    return readdirSync(join(root, 'tests/browser'), { recursive: true }).filter((name) =>
      /\.test\.ts$/.test(String(name)),
    );
  } catch {
    return [];
  }
}

/** @param {string[]} args */
function aptGet(...args) {
  return spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
}

/** On Debian as root, which is what build machines are, the system's own Chromium is one command away. */
function installBrowser() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  say('\nNo browser found: installing Chromium with apt-get …');
  aptGet('update', '-qq');
  aptGet('install', '-y', '-qq', '--no-install-recommends', 'chromium');
  return findBrowser();
}

function runBrowserTests() {
  const files = browserTestFiles();
  if (files.length === 0) return;
  if ((findBrowser() ?? installBrowser()) !== null) return runTests(['browser']);
  say(
    `\nBrowser tests left out (${files.length} files): no Chromium, Chrome or Edge found. ` +
      'Install one, or set CHROME_PATH.',
  );
  if (!isCi) {
    sums.skipped += files.length;
    return;
  }
  sums.failed += files.length;
  failures.push('browser tests: with CI set, leaving them out is a failure');
}

async function built() {
  try {
    await ensureBuilt();
    return true;
  } catch (error) {
    if (error instanceof Stop) say(error.message);
    else throw error;
    return false;
  }
}

async function runEverything() {
  ensureInstalled();
  await check('types', () => {
    const scripts = runTool('typescript/bin/tsc', ['--noEmit']);
    const components = runTool('svelte-check/bin/svelte-check', [
      '--tsconfig',
      './tsconfig.json',
      '--fail-on-warnings',
    ]);
    return scripts && components;
  });
  await check('lint', () => {
    const rules = runTool('eslint/bin/eslint.js', ['.', '--max-warnings=0']);
    const form = runTool('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']);
    return rules && form;
  });
  await check('build', built);
  runTests(['house', 'unit', 'property', 'sim', 'live', 'gameday', 'threats']);
  runBrowserTests();
}

export async function runAll() {
  try {
    await runEverything();
  } catch (error) {
    sums.failed += 1;
    failures.push(error instanceof Stop ? error.message : String(error instanceof Error ? error.stack : error));
  }
  if (failures.length > 0) say(`\nFailed:\n${failures.map((name) => `  ${name}`).join('\n')}`);
  say(`\n${sums.passed} passed, ${sums.failed} failed, ${sums.skipped} skipped`);
  process.exitCode = sums.failed === 0 ? 0 : 1;
}
