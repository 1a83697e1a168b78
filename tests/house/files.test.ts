/** What every file must be: short, introduced, and named for what it does. */
import { describe, expect, it } from 'vitest';
import { allPaths, sourceFiles } from './sourceTree.ts';

const linesMax = 300;

/** Words that say nothing about what a thing is, and so let everything in: anywhere in a name, or as all of it. */
const emptyWords = /^(?:manager|helpers?|utils?|misc|handle[A-Z]?.*)$/i;
const emptyNames = /^(?:data|info|common|types|stuff)$/i;

/** The parts of a camelCase or PascalCase name. */
const wordsOf = (name: string): string[] => name.split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/);

/** Sentences by page: what all pages share has no better name. */
const namedForPages = /^client\/words\//;

/** A component may open with its script, and that with the comment. */
const opening = /^(?:#![^\n]*\n)?(?:<script\b[^>]*>\s*)?(?:\/\*|\/\/|<!--)/;

describe('files', () => {
  it(`have at most ${linesMax} lines`, () => {
    const found = sourceFiles
      .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
      .filter(({ lines }) => lines > linesMax)
      .map(({ path, lines }) => `${path}: ${lines} lines`);
    expect(found, 'Find the second subject in it, and give that a file of its own').toEqual([]);
  });

  it('open with a comment', () => {
    const found = sourceFiles.filter(({ path, text }) => !path.endsWith('.html') && !opening.test(text.trimStart()));
    expect(
      found.map(({ path }) => path),
      'Open with one to four sentences: what the file owns, and what it refuses',
    ).toEqual([]);
  });

  it('have names that say something', () => {
    const found = allPaths.filter(
      (path) =>
        !namedForPages.test(path) &&
        path
          .split('/')
          .map((part) => part.replace(/\..*$/, ''))
          .some((name) => emptyNames.test(name) || wordsOf(name).some((word) => emptyWords.test(word))),
    );
    expect(found, 'Name the file for what it does').toEqual([]);
  });

  it('are camelCase, components PascalCase', () => {
    const found = sourceFiles
      .map(({ path }) => path)
      .filter((path) => !/\.(?:css|html)$/.test(path) && !path.startsWith('client/public/'))
      .filter((path) => {
        const name = path.replace(/^.*\//, '');
        const wanted = name.endsWith('.svelte') ? /^[A-Z][A-Za-z0-9]*\.svelte$/ : /^[a-z][A-Za-z0-9]*(?:\.\w+)*\.\w+$/;
        return !wanted.test(name);
      });
    expect(found).toEqual([]);
  });

  it('hold no path of one machine', () => {
    const found = sourceFiles.flatMap(({ path, text }) =>
      text
        .split('\n')
        .flatMap((line, at) =>
          /['"`\s](?:\/(?:home|root|work|Users)\/\w|C:\\Users)/.test(line) ? [`${path}:${at + 1}`] : [],
        ),
    );
    expect(found, 'Work it out from import.meta.url or the settings').toEqual([]);
  });
});
