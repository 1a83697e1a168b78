/**
 * Server-side requests: no address that a user gives is ever fetched. Media are uploaded, packs name files and no
 * addresses, and what the server itself may ask is the operator's to say. Held over the source, so that it stays so.
 */
import { expect, test } from 'vitest';
import * as v from 'valibot';
import { packSchema } from '../../shared/pack.ts';
import { sourceFiles } from '../house/sourceTree.ts';

/** Whatever can open a connection outwards, and why these may. */
const outward =
  /\bfetch\(|\bhttps?\.(?:get|request)\(|from 'node:https'|from 'undici'|\b(?:net|tls)\.connect\(|\bcreateConnection\(|import\('openid-client'\)/;
const allowed = new Map([
  ['server/opinion/opinion.ts', 'asks the service that the operator named in the settings'],
  ['server/accounts/openIdClient.ts', 'asks the provider of accounts that the operator named in the settings'],
  ['server/doctor/network.ts', 'asks this very server, for an operator at the command line'],
]);

test('what opens connections by itself asks only whom the operator named', () => {
  const found = sourceFiles.filter(({ path, text }) => path.startsWith('server/') && outward.test(text));
  expect(found.map(({ path }) => path).filter((path) => !allowed.has(path))).toEqual([]);
  // What is allowed is still there: or the pattern finds nothing any more.
  expect(found.map(({ path }) => path)).toEqual(expect.arrayContaining([...allowed.keys()]));
});

test.each([
  ['opinionUrl', /^server\/(?:settings|opinion\/|commands\/|doctor\/)/],
  ['oidcIssuer', /^server\/(?:accountSettings|accounts\/openIdSettings|start\/openStore|doctor\/)/],
])('nobody but the operator gives the address of %s', (setting, known) => {
  const sources = sourceFiles.filter(({ path }) => path.startsWith('server/'));
  const users = sources.filter(({ text }) => text.includes(setting)).map(({ path }) => path);
  expect(users.length).toBeGreaterThan(1);
  expect(users.filter((path) => !known.test(path))).toEqual([]);
});

test.each([
  ...[
    'http://169.254.169.254/latest/meta-data',
    'https://example.org/a.mp3',
    '//example.org/a.mp3',
    'file:///etc/passwd',
  ],
  ...['../../etc/passwd.mp3', '/etc/passwd.mp3', 'a/b.mp3', '.hidden.mp3', 'a\\b.mp3'],
])('a pack cannot name %s as its sound', (audio) => {
  const pack = {
    title: 'x',
    items: [{ kind: 'slide', text: 'x' }],
    guide: { episode: { title: 'x', description: '', audio } },
  };
  expect(v.safeParse(packSchema, pack).success).toBe(false);
  expect(
    v.safeParse(packSchema, { ...pack, guide: { episode: { ...pack.guide.episode, audio: 'a.mp3' } } }).success,
  ).toBe(true);
});
