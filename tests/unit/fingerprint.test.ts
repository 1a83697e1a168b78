/** The wire does not change by accident: pages of another version are told to load anew, and logs are read for ever. */
import { expect, test } from 'vitest';
import { protocolVersion } from '../../shared/protocol/messages.ts';
import { changedParts, fingerprintNow, type Kept } from '../support/fingerprint.ts';
import json from './fingerprint.json' with { type: 'json' };

const kept: Kept = json;
const advice =
  'raise protocolVersion in shared/protocol/version.ts, which says by how much, and run `npm run fingerprint`';

test('what crosses the wire or stands in a log is what this version of the protocol says', () => {
  expect(changedParts(kept.fingerprint, fingerprintNow()), `This changed: ${advice}`).toEqual([]);
});

test('the version that is kept is the one in the code', () => {
  expect(protocolVersion, 'Run `npm run fingerprint`').toBe(kept.protocolVersion);
});

test('every part says something: an empty one would let anything through', () => {
  const parts = Object.values(fingerprintNow());
  expect(new Set(parts).size).toBe(6);
});
