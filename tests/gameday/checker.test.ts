/** The checker of game days catches what it is there for: for each of I1 to I5 a game in which just that is broken. */
import { describe, expect, test } from 'vitest';
import type { Entry } from '../../shared/game/entry.ts';
import { youView, sceneView } from '../../shared/game/views.ts';
import { packScene, packYou } from '../../shared/protocol/packed.ts';
import { hashToken } from '../../server/live/tokens.ts';
import { parsePack, opened, Play } from '../support/rooms.ts';
import { problemsIn, type Evidence, type Frame, type Seen, type Sent } from './checker.ts';
import { questions } from './game.ts';

const tokens = ['token-of-ana', 'token-of-bo', 'token-of-cy'];
const names = ['Ana', 'Bo', 'Cy'];

interface Honest extends Evidence {
  readonly entries: Entry[];
  readonly sent: Sent[];
  readonly seen: Seen[];
  readonly screens: Seen[];
  readonly frames: Frame[];
}

/** Three people play two questions; each hears the truth. The third answers too late, and is told so. */
function honestGame(): Honest {
  const play = new Play();
  const seen: Seen[] = [];
  const frames: Frame[] = [];
  const sent: Sent[] = [];
  const look = (): Seen[] =>
    tokens.flatMap((token, seat) => {
      const you = youView(play.state, seat);
      if (you === null) return [];
      frames.push(
        { event: 'you', payload: packYou(you) },
        { event: 'scene', payload: packScene(sceneView(play.state)) },
      );
      const { seq, name, points, rank } = you;
      return [{ token, seq, seat, name, points, rank }];
    });
  play.onFolded = () => void seen.push(...look());
  play.append(opened(parsePack({ title: 'Own', items: questions(2) }), { reading: false }));
  tokens.forEach((token, at) => play.append({ type: 'joined', name: names[at] ?? '', tokenHash: hashToken(token) }));
  for (let item = 0; item < 2; item++) {
    play.append({ type: 'asked', item, leadMs: 500 });
    play.pass(1_000);
    tokens.forEach((token, seat) => {
      const isLate = seat === 2;
      if (isLate) play.append({ type: 'closed', item, cause: 'host' });
      const ref = `ref ${String(seat)} ${String(item)}`;
      const answer = [seat % 2];
      const outcome = play.append({ type: 'answered', seat, item, answer, tMs: 700 + seat, ref });
      sent.push({ token, item, ref, answer, ack: outcome.ok ? { ok: true } : outcome });
    });
    play.append({ type: 'revealed', item });
    play.append({ type: 'ranked', item });
  }
  return { entries: play.entries, tokens, sent, seen, screens: look(), frames };
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('there is none');
  return value;
}
/** Without one entry; those behind it move up, as they would in a log that lost it. */
const without = (entries: readonly Entry[], seq: number): Entry[] =>
  entries.filter((entry) => entry.seq !== seq).map((entry, at) => ({ ...entry, seq: at + 1 }));
const seqOf = (entries: readonly Entry[], ref: string): number =>
  must(entries.find((entry) => entry.type === 'answered' && entry.ref === ref)).seq;
/** Only what is broken is named. */
const namesOf = (evidence: Evidence): string[] =>
  [...new Set(problemsIn(evidence).map((each) => each.slice(0, 2)))].sort();

describe('the checker', () => {
  test('finds nothing in an honest game, which has something of all that it looks at', () => {
    const game = honestGame();
    expect(problemsIn(game)).toEqual([]);
    expect(game.sent.filter(({ ack }) => ack?.ok === true)).toHaveLength(4);
    expect(game.screens.map(({ points }) => points > 0)).toEqual([true, false, false]);
    expect(game.frames.length).toBeGreaterThan(50);
  });

  test('I1: an acknowledged answer is lost', () => {
    const game = honestGame();
    const entries = without(game.entries, seqOf(game.entries, 'ref 1 0'));
    expect(namesOf({ ...game, entries, seen: [], frames: [] })).toEqual(['I1']);
  });

  test('I1: an acknowledged answer counts for another player', () => {
    const game = honestGame();
    const entries = game.entries.map((entry) =>
      entry.type === 'answered' && entry.ref === 'ref 1 0' ? { ...entry, seat: 2 } : entry,
    );
    expect(namesOf({ ...game, entries, seen: [], screens: [], frames: [] })).toEqual(['I1', 'I2']);
  });

  test('I2: an answer counts that nobody sent', () => {
    const game = honestGame();
    const sent = game.sent.filter(({ ref }) => ref !== 'ref 0 1');
    expect(namesOf({ ...game, sent })).toEqual(['I2']);
  });

  test('I2: an answer counts that was refused, or that is not what was sent', () => {
    const game = honestGame();
    const change = (part: Partial<Sent>): Sent[] =>
      game.sent.map((answer) => (answer.ref === 'ref 0 1' ? { ...answer, ...part } : answer));
    expect(namesOf({ ...game, sent: change({ ack: { ok: false, why: 'closed' } }) })).toEqual(['I2']);
    expect(namesOf({ ...game, sent: change({ answer: [2] }) })).toEqual(['I2']);
  });

  test('I2: somebody has a seat who never came', () => {
    const game = honestGame();
    expect(namesOf({ ...game, tokens: tokens.slice(0, 2) })).toEqual(['I2']);
  });

  test('I3: a screen shows other points than the log gives, in the end or on the way', () => {
    const game = honestGame();
    const [first, ...others] = game.screens;
    const screens = [{ ...must(first), points: must(first).points + 1 }, ...others];
    expect(namesOf({ ...game, screens })).toEqual(['I3']);
    const seen = game.seen.map((view, at) => (at === game.seen.length - 9 ? { ...view, points: 1 } : view));
    expect(namesOf({ ...game, seen })).toEqual(['I3']);
  });

  test('I3: a screen was ahead of the log that is left', () => {
    const game = honestGame();
    expect(namesOf({ ...game, entries: game.entries.slice(0, -1), screens: [] })).toEqual(['I3']);
  });

  test('I4: a key, a result or a text came early', () => {
    const game = honestGame();
    const revealed = must(game.entries.find(({ type }) => type === 'revealed')).seq;
    /** The same frame, as if it had been sent so much earlier. */
    const early = (event: string, bySeqs: number): Evidence => {
      const frame = must(game.frames.find((each) => each.event === event && each.payload?.[0] === revealed));
      const payload = [revealed - bySeqs, ...must(frame.payload ?? undefined).slice(1)];
      return { ...game, frames: [{ event, payload }] };
    };
    expect(problemsIn(early('scene', 0))).toEqual([]);
    expect(problemsIn(early('scene', 1)).join()).toMatch(/I4.*tells "Because.*I4.*key of item 0/);
    expect(problemsIn(early('you', 1)).join()).toMatch(/I4.*result of item 0/);
    expect(problemsIn(early('scene', 6)).join()).toMatch(/I4.*tells "Question number 0/);
  });

  test('I5: a token has another seat or another name than before', () => {
    const game = honestGame();
    const swapped = game.screens.map((view, at) => ({ ...view, token: must(tokens[(at + 1) % 3]) }));
    expect(namesOf({ ...game, screens: swapped })).toEqual(['I5']);
    const renamed = game.screens.map((view) => (view.seat === 0 ? { ...view, name: 'Somebody' } : view));
    expect(namesOf({ ...game, screens: renamed })).toEqual(['I5']);
  });
});
