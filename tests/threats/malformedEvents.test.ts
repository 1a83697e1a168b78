/**
 * Malformed events: twenty thousand actions, frames and requests that no honest client sends, against a server of its
 * own, while a game in another room goes on. `npm run fuzz:wire` sends a million.
 */
import { expect, test } from 'vitest';
import { attack } from './attack.ts';

const count = 20_000;
/** What a process may take beside what it needs anyway: garbage that was not collected yet, and compiled code. */
const growthMBMax = 100;

test('end no server, raise no error, and disturb no game next door', async () => {
  const { sent, problems, answers, memoryMB } = await attack({ count, seed: 7, msMax: 100_000 });
  expect(problems).toEqual([]);
  expect(sent).toBeGreaterThanOrEqual(count);
  // It got as far as the actions themselves, and not only to the door.
  for (const answer of ['ok', 'malformed', 'not-host', 'not-joined', 'stale', 'too-fast'])
    expect([answer, answers[answer] ?? 0]).toEqual([answer, expect.toSatisfy((times: number) => times > 20)]);
  const [first = 0] = memoryMB;
  expect((memoryMB.at(-1) ?? 0) - first).toBeLessThan(growthMBMax);
});
