/** The table of threats in SECURITY.md: every row names tests that exist, and no test of a threat is missing from it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { settingsTable } from '../../server/settings.ts';
import { root } from '../house/sourceTree.ts';

const page = readFileSync(join(root, 'SECURITY.md'), 'utf8');
const rows = page
  .split('## What is promised')[1]
  ?.split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (?:threat|---)/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()));
const named = (rows ?? []).map(([, threat = '', , tests = '']) => ({
  threat,
  tests: [...tests.matchAll(/`([\w/]+)`/g)].map(([, name = '']) => name),
}));

test('every threat has a test', () => {
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter(({ tests }) => tests.length === 0)).toEqual([]);
  const missing = named
    .flatMap(({ tests }) => tests)
    .filter((name) => !existsSync(join(root, `tests/${name}.test.ts`)));
  expect(missing).toEqual([]);
});

test('every test of a threat is in the table', () => {
  const files = readdirSync(join(root, 'tests/threats'))
    .filter((name) => name.endsWith('.test.ts') && name !== 'table.test.ts')
    .map((name) => `threats/${name.replace('.test.ts', '')}`);
  const all = named.flatMap(({ tests }) => tests);
  expect(files.filter((name) => !all.includes(name))).toEqual([]);
});

test('what is said of how long data is kept is what the server does', () => {
  const days = settingsTable.find(({ flag }) => flag === 'keep-days')?.default ?? '';
  expect(page).toContain(`(${days} unless told otherwise`);
});
