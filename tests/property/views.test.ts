/**
 * What no view may tell. Secrecy is tested as non-interference: two rooms that differ only in the secret show the same
 * to everybody, to the letter, until the reveal.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { roundOf, type State } from '../../shared/game/state.ts';
import { nextSteps } from '../../shared/game/steps.ts';
import { deskView, sceneView, stageView, youView } from '../../shared/game/views.ts';
import { hostActionSchema, playerActionSchema } from '../../shared/protocol/messages.ts';
import type { Json } from '../../shared/kinds/kind.ts';
import { anySettings, anySteps, joined, opened, parsePack, placed, Play, samplePack } from '../support/rooms.ts';

const present = { count: 3, has: () => true };

/** Everything that leaves the server at this moment; `of`: the one player whose own view counts, or all. */
function everyView(state: State, of?: number): unknown[] {
  const seats = of === undefined ? state.players.keys() : [of];
  return [
    sceneView(state),
    stageView(state, present),
    deskView(state, present),
    ...[...seats].map((seat) => youView(state, seat)),
  ];
}

/** Another definition is right for each term, and all are shown in the same order. */
function otherPairs<Item extends { pairs: { term: string; definition: string }[] }>(item: Item, by: number): Item {
  const count = item.pairs.length;
  const definitionAt = (at: number): string => item.pairs[(at + by) % count]?.definition ?? '';
  const pairs = item.pairs.map(({ term }, at) => ({ term, definition: definitionAt(at) }));
  return { ...item, pairs, order: pairs.map((_, at) => (at + count - (by % count)) % count) };
}

/** The same pack with other keys: what is right, what is accepted, what is explained. Nothing a player may see. */
const samePackOtherKeys = (rights: readonly number[]) =>
  parsePack({
    ...samplePack,
    items: samplePack.items.map((item, at) => {
      const right = rights[at] ?? 0;
      if (item.kind === 'choice' && item.truth !== undefined) return { ...item, truth: right % 2 === 0 };
      if (item.kind === 'choice') {
        const count = item.options?.length ?? 0;
        const others = item.options?.filter((option) => option.right).length ?? 1;
        const isRight = (position: number): boolean => (position - right + count * 9) % count < others;
        return { ...item, options: item.options?.map((option, position) => ({ ...option, right: isRight(position) })) };
      }
      if (item.kind === 'explain') return { ...item, answer: `Because of ${String(right)}. Or of rain.` };
      if (item.kind === 'bluff')
        return { ...item, truth: `Truth ${String(right)}`, decoys: [`Decoy ${String(right)}`] };
      if (item.kind === 'match') return otherPairs(item, right);
      if (item.kind === 'typed')
        return { ...item, accept: [`Answer ${String(right)}`], explanation: `Because ${String(right)}.` };
      return item;
    }),
  });

const count = samplePack.items.length;

describe('before the reveal', () => {
  test('no view depends on the key, the explanation or what is accepted', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 5 }), { minLength: count, maxLength: count }),
        anySettings,
        fc.nat({ max: count - 1 }),
        (rights, settings, upTo) => {
          const plays = [samePackOtherKeys(samplePack.items.map(() => 0)), samePackOtherKeys(rights)].map((pack) => {
            const play = new Play();
            play.append(opened(pack, settings));
            for (let at = 0; at < 3; at++) play.append(joined(at));
            while ((roundOf(play.state)?.item ?? -1) < upTo) {
              // Skipping keeps the points of both rooms alike: a score may depend on the key once it was revealed.
              const item = roundOf(play.state)?.item ?? -1;
              if (play.state.phase === 'asked' && play.state.items[item]?.kind !== 'slide')
                play.append({ type: 'skipped', item });
              for (const body of nextSteps(play.state, 500)) play.append(body);
            }
            play.nowMs += 20_000;
            play.append({ type: 'answered', seat: 0, item: upTo, answer: [0], tMs: 900, ref: 'r' });
            play.append({ type: 'answered', seat: 1, item: upTo, answer: 'Answer 3', tMs: 900, ref: 'r' });
            return play;
          });
          const [one, other] = plays.map((play) => everyView(play.state));
          expect(one).toEqual(other);
          for (const play of plays) play.append({ type: 'closed', item: upTo, cause: 'host' });
          const [oneClosed, otherClosed] = plays.map((play) => everyView(play.state));
          expect(oneClosed).toEqual(otherClosed);
        },
      ),
      { numRuns: 150 },
    );
  });

  test("no view of a player, nor the stage or desk, depends on another's answer", () => {
    const answer = fc.constantFrom<Json>([0], [1], [2]);
    fc.assert(
      fc.property(
        answer,
        answer,
        fc.nat({ max: 20_000 }),
        fc.nat({ max: 20_000 }),
        (first, second, firstMs, secondMs) => {
          const [one, other] = [[first, firstMs] as const, [second, secondMs] as const].map(([given, tMs]) => {
            const play = new Play();
            play.append(opened(samplePack));
            for (let at = 0; at < 2; at++) play.append(joined(at));
            play.append({ type: 'asked', item: 0, leadMs: 0 });
            play.append({ type: 'asked', item: 1, leadMs: 0 });
            play.nowMs += 10_000;
            play.append({ type: 'answered', seat: 1, item: 1, answer: given, tMs, ref: 'r' });
            return everyView(play.state, 0);
          });
          expect(one).toEqual(other);
        },
      ),
    );
  });
});

describe('at any time', () => {
  test('no view holds a token, its hash, a ref or a name key', () => {
    const secrets = /token-hash|host-hash|"(?:tokenHash|hostHash|hostHashes|seatByToken|seatByKey|key":"[^"]|ref)"/;
    fc.assert(
      fc.property(anySettings, anySteps(40), (settings, steps) => {
        const play = new Play();
        play.append(opened(samplePack, settings));
        for (let at = 0; at < 3; at++) play.append(joined(at));
        for (const step of steps) {
          play.pass(step.passMs);
          if ('body' in step) play.append(placed(step.body, play.state));
          else for (const body of nextSteps(play.state, 500)) play.append(body);
          expect(JSON.stringify(everyView(play.state))).not.toMatch(secrets);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('the text of a coming item is on the desk alone', () => {
    const play = new Play();
    play.append(opened(samplePack));
    play.append(joined(0));
    play.append({ type: 'asked', item: 0, leadMs: 0 });
    const coming = samplePack.items[1]?.text ?? '';
    expect(deskView(play.state, present).upNext).toBe(coming);
    expect(
      JSON.stringify([sceneView(play.state), stageView(play.state, present), youView(play.state, 0)]),
    ).not.toContain(coming);
  });

  test('phones without the text get none, also of the reveal', () => {
    const play = new Play();
    play.append(opened(samplePack, { phoneText: false }));
    play.append({ type: 'asked', item: 0, leadMs: 0 });
    play.append({ type: 'asked', item: 1, leadMs: 0 });
    expect(sceneView(play.state).item?.text).toBeNull();
    expect(stageView(play.state, present).item?.text).toBe('One?');
  });
});

describe('messages', () => {
  test('no player action is a host action, nor the other way round', () => {
    const shapes = fc.record(
      { type: fc.string(), ref: fc.constant('r'), name: fc.string() },
      { requiredKeys: ['type'] },
    );
    fc.assert(
      fc.property(shapes, (raw) => {
        const asPlayer = playerActionSchema.options.some((option) => option.entries.type.literal === raw.type);
        const asHost = hostActionSchema.options.some((option) => option.entries.type.literal === raw.type);
        expect(asPlayer && asHost).toBe(false);
      }),
    );
  });
});
