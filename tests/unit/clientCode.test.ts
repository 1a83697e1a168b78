/** What people type where a code is asked. */
import { expect, test } from 'vitest';
import { isWhole, readCode } from '../../client/pages/join/code.ts';

test.each([
  ['bcdfgh', 'BCDFGH'],
  ['BCD-FGH', 'BCDFGH'],
  [' b c d f g h ', 'BCDFGH'],
  ['http://192.168.1.5:4555/bcdfgh', 'BCDFGH'],
  ['BCDFGHJK', 'BCDFGH'],
  ['bcd', 'BCD'],
  ['', ''],
])('"%s" is %s', (typed, code) => {
  expect(readCode(typed)).toEqual({ code, strangers: '' });
  expect(isWhole(code)).toBe(code.length === 6);
});

test('names the signs that no code has, so that the slip can be seen', () => {
  expect(readCode('b0dfoh0')).toEqual({ code: 'BDFH', strangers: '0 O' });
  expect(readCode('ÅÄÖ')).toEqual({ code: '', strangers: 'Å Ä Ö' });
});
