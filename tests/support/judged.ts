/** A game in which three players have answered free text, for tests of what the host makes of it. */
import { expect } from 'vitest';
import { joined, opened, parsePack, Play } from './rooms.ts';

export const answer = 'Trees drop their leaves to save water. They also lose less to frost.';
const full = 'Trees drop their leaves to save water, and they lose less to frost.';
export const half = 'They save water.';
const none = 'Because it is pretty.';

export const judgedPack = parsePack({
  title: 'Judged',
  items: [
    { kind: 'explain', text: 'Why do leaves fall?', answer },
    { kind: 'typed', text: 'Which tree has acorns?', accept: ['oak'] },
    { kind: 'choice', text: 'Is a spruce green?', options: [{ text: 'yes', right: true }, { text: 'no' }] },
    { kind: 'explain', text: 'And why once more?', answer, points: 2 },
  ],
});

/** What three players say to each item. */
const said: readonly (readonly (string | number[])[])[] = [
  [full, half, none],
  ['oak', 'aok tree', 'oak'],
  [[0], [0], [1]],
  [full, full, none],
];

/** Plays items 0 to `last`, each answered at once by three players and revealed. */
export function playedTo(last: number, speed: 'none' | 'classic' = 'none', of = judgedPack): Play {
  const play = new Play();
  play.append(opened(of, { reading: false, speed }));
  for (let at = 0; at < 3; at++) play.append(joined(at));
  for (let item = 0; item <= last; item++) {
    play.append({ type: 'asked', item, leadMs: 0 });
    play.nowMs += 1_000;
    (said[item] ?? []).forEach((given, seat) =>
      play.append({ type: 'answered', seat, item, answer: given, tMs: 1_000 * (seat + 1), ref: `r${String(seat)}` }),
    );
    play.append({ type: 'closed', item, cause: 'host' });
    expect(play.append({ type: 'revealed', item })).toEqual({ ok: true });
  }
  return play;
}
