/** A packed view says all that the view says, for any moment of any game. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sceneView, youView } from '../../shared/game/views.ts';
import { packScene, packYou, unpackScene, unpackYou, type Packed } from '../../shared/protocol/packed.ts';
import { playOut } from '../support/playing.ts';
import { anyRoom, anySteps } from '../support/rooms.ts';

const overTheWire = (packed: Packed): Packed => JSON.parse(JSON.stringify(packed)) as Packed;

it('comes back whole from the wire, at each moment of any game', () => {
  fc.assert(
    fc.property(anyRoom, anySteps(60), (room, steps) => {
      playOut(room, steps, (play) => {
        const scene = sceneView(play.state);
        expect(unpackScene(overTheWire(packScene(scene)))).toStrictEqual(scene);
        for (const seat of [0, 1, 2, 3]) {
          const you = youView(play.state, seat);
          if (you !== null) expect(unpackYou(overTheWire(packYou(you)))).toStrictEqual(you);
        }
      });
    }),
    { numRuns: 100 },
  );
});
