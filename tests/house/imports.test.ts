/** Who imports whom, over the whole tree: what a linter cannot see, because it reads one file at a time. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { kindNames } from '../../shared/kinds/index.ts';
import { allPaths, circles, reachable, root, sourceFiles } from './sourceTree.ts';

/** Arrows that point back up: a file that `from` fits never imports one that `to` fits, not even on demand. */
const forbidden: readonly { from: RegExp; to: RegExp; instead: string }[] = [
  { from: /^server\//, to: /^client\//, instead: 'move what both need to shared/' },
  { from: /^client\//, to: /^server\//, instead: 'move what both need to shared/' },
  { from: /^shared\//, to: /^(?!shared\/)/, instead: 'shared/ imports nothing of ours: let the caller pass it in' },
  { from: /^(?:server|client|shared)\//, to: /^tests\//, instead: 'the product does not import its tests' },
  { from: /^server\/live\//, to: /^server\/(?:store|http)\//, instead: 'let app.ts pass in what a room needs' },
  { from: /^server\/log\//, to: /^server\/(?:live|store|http)\//, instead: 'the log knows nobody above it' },
  { from: /^server\/store\//, to: /^server\/(?:live|http)\//, instead: 'the store knows nobody above it' },
  {
    from: /^client\/(?:ui|words|live|kinds)\//,
    to: /^client\/pages\//,
    instead: 'pages use the parts, not the parts pages',
  },
  { from: /^client\/(?:ui|words)\//, to: /^client\/live\//, instead: 'props in, callbacks out' },
];

const pageOf = (path: string): string | undefined => /^client\/pages\/([^/]+)\//.exec(path)?.[1];

describe('imports', () => {
  it('make no circle', () => {
    const found = circles().map((way) => way.join(' → '));
    expect(found, 'Move what both need into a file of its own, below both').toEqual([]);
  });

  it('never point back up', () => {
    const found = sourceFiles.flatMap(({ path, imports }) =>
      imports.flatMap((to) =>
        forbidden
          .filter((arrow) => arrow.from.test(path) && arrow.to.test(to))
          .map((arrow) => `${path} imports ${to}: ${arrow.instead}`),
      ),
    );
    expect(found).toEqual([]);
  });

  it('never go from page to page', () => {
    const found = sourceFiles.flatMap(({ path, imports }) =>
      imports
        .filter((to) => pageOf(path) !== undefined && pageOf(to) !== undefined && pageOf(to) !== pageOf(path))
        .map((to) => `${path} imports ${to}: move what both need to client/ui or client/live`),
    );
    expect(found).toEqual([]);
  });
});

/** Programs that package.json starts. */
function scriptEntries(): string[] {
  const text = readFileSync(join(root, 'package.json'), 'utf8');
  return [...text.matchAll(/(?:server|client|shared|tests)\/[\w./-]+\.(?:mjs|ts)/g)].map(([path]) => path);
}

/** Not part of the product yet, and why they stay. */
const onlyForTests = new Map([
  ['server/log/memory.ts', 'the home of rooms in tests, and later of practice and replay in the browser'],
]);

describe('files', () => {
  const productEntries = ['server/main.ts', 'client/index.html', ...scriptEntries().filter((p) => !/^tests\//.test(p))];
  const testEntries = [
    ...allPaths.filter((path) => /\.test\.ts$/.test(path)),
    ...scriptEntries(),
    'tests/run.mjs',
    'tests/support/chance.ts',
  ];

  it('of the product are all part of it', () => {
    const used = reachable([...productEntries, ...onlyForTests.keys()]);
    const dead = sourceFiles
      .map(({ path }) => path)
      .filter((path) => !path.startsWith('tests/') && !path.startsWith('client/public/') && !used.has(path));
    expect(dead, 'Nothing imports these. Use them or delete them').toEqual([]);
  });

  it('of the tests are all used', () => {
    const used = reachable(testEntries);
    const dead = sourceFiles.map(({ path }) => path).filter((path) => path.startsWith('tests/') && !used.has(path));
    expect(dead, 'No test and no script in package.json uses these').toEqual([]);
  });
});

describe('kinds', () => {
  const name = `(?:${kindNames.join('|')})`;
  // A quoted name on a line that speaks of kinds, or an import of one kind's own file.
  const quoted = new RegExp(`['"\`]${name}['"\`]`);
  const own = new RegExp(`^(?:shared|client)/kinds/`);
  const kindFile = new RegExp(`^(?:shared/kinds/${name}\\.ts|client/kinds/${name}/)`);
  const product = sourceFiles.filter(({ path }) => /^(?:shared|server|client)\//.test(path));

  it('are known by name only in the two registries', () => {
    const found = product
      .filter(({ path }) => !own.test(path) && !path.startsWith('client/words/'))
      .flatMap(({ path, text }) =>
        text.split('\n').flatMap((line, at) => (/kind/i.test(line) && quoted.test(line) ? [`${path}:${at + 1}`] : [])),
      );
    expect(found, 'Ask the kind instead: add what you need to know to the interface in shared/kinds/kind.ts').toEqual(
      [],
    );
  });

  it('are imported only by the two registries and themselves', () => {
    const found = product.flatMap(({ path, imports }) =>
      imports
        .filter((to) => kindFile.test(to) && !own.test(path))
        .map((to) => `${path} imports ${to}: go through kinds/index.ts`),
    );
    expect(found).toEqual([]);
  });
});
