/** What is offered when a name is taken. */
import { expect, test } from 'vitest';
import { nameVariant } from '../../client/pages/play/nameVariant.ts';
import { cleanName, graphemeCount, nameKey } from '../../shared/names.ts';

test.each([
  ['Ana', 'Ana 2'],
  ['Ana 2', 'Ana 3'],
  ['Ana 99', 'Ana 100'],
  ['李', '李 2'],
  ['7', '7 2'],
])('%s is taken: %s', (taken, offered) => {
  expect(nameVariant(taken)).toBe(offered);
});

test('a variant of the longest name is a name still, and another one', () => {
  for (const letter of ['W', '👩‍👩‍👧', 'é']) {
    const taken = letter.repeat(30);
    const offered = nameVariant(taken);
    expect(cleanName(offered)).toBe(offered);
    expect(graphemeCount(offered)).toBe(30);
    expect(nameKey(offered)).not.toBe(nameKey(taken));
  }
});
