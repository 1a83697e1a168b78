/**
 * Looks over the shoulder of somebody with a phone and notes every screen that is wrong: at once where the screen
 * contradicts itself, what was there before or the true time; afterwards where it says what the log does not.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Entry } from '../../shared/game/entry.ts';
import { fold } from '../../shared/game/fold.ts';
import { emptyState, type Phase, type State } from '../../shared/game/state.ts';
import { sceneView, youView } from '../../shared/game/views.ts';
import type { Json } from '../../shared/kinds/kind.ts';
import { earlyMs } from '../../shared/limits.ts';
import { packScene, packYou, unpackScene, unpackYou } from '../../shared/protocol/packed.ts';
import type { Scene, You } from '../../shared/protocol/views.ts';
import { keyOf, type Sight } from './phone.ts';

const phases: readonly Phase[] = ['lobby', 'asked', 'closed', 'revealed', 'ranked', 'podium', 'ended'];

/** Grows as a game goes on. */
function progressOf({ phase, index, item }: Scene): number {
  const isOver = phase === 'podium' || phase === 'ended';
  return (isOver ? 1e6 : (index + 1) * 100 + (item?.step ?? 0) * 10) + phases.indexOf(phase);
}

export class Onlooker {
  readonly problems: string[] = [];
  /** What was on the screen, by `seq`. */
  readonly #scenes = new Map<number, Scene>();
  readonly #yous = new Map<number, You>();
  /** The own answer that the page called saved, and the one beside the reveal, by step. */
  readonly #saved = new Map<string, Json>();
  readonly #revealed = new Map<string, Json>();
  readonly #tapped = new Map<string, Json>();
  #progress = -1;
  #seat: number | null = null;

  /** The person tapped this, and the page took it. */
  tapped(scene: Scene, answer: Json): void {
    this.#tapped.set(keyOf(scene), answer);
  }

  look({ screen, scene, you, answering }: Sight, roomMs: number): void {
    if (you !== null) this.#seat = you.seat;
    const isLost = screen === 'name' || screen === 'connecting' || screen === 'over';
    if (this.#seat !== null && isLost) this.wrong(`the screen is "${screen}" in the middle of the game`);
    if (you !== null) this.#yous.set(you.seq, you);
    if (scene === null || answering === null) return;
    this.#scenes.set(scene.seq, scene);
    const [progress, key] = [progressOf(scene), keyOf(scene)];
    if (progress < this.#progress) this.wrong(`${key} ${scene.phase} is shown after what came later`);
    this.#progress = progress;
    const { state, answer, refused } = answering;
    if (scene.phase === 'revealed') this.#revealed.set(key, answer);
    if (scene.item?.asked !== true || (screen !== 'item' && screen !== 'result')) return;
    if (state === 'open' && roomMs < scene.opensAtMs - earlyMs) this.wrong(`${key} is open too early`);
    const isRunning = scene.phase === 'asked' && roomMs < scene.closesAtMs - earlyMs;
    if (state === 'closed' && isRunning) this.wrong(`${key} is closed too early, ${String(refused)}`);
    if (state === 'saved') this.#saved.set(key, answer);
    const saved = this.#saved.get(key);
    if (saved !== undefined && !isDeepStrictEqual(saved, answer))
      this.wrong(`${key} is "${state}" with ${JSON.stringify(answer)} after ${JSON.stringify(saved)} was saved`);
  }

  wrong(what: string): void {
    // A screen that stays wrong is looked at many times.
    if (!this.problems.includes(what)) this.problems.push(what);
  }

  /** Holds it all against the log. */
  check(entries: readonly Entry[]): void {
    const state = emptyState();
    const seat = this.#seat ?? -1;
    for (const entry of entries) {
      fold(state, entry);
      const [scene, you] = [this.#scenes.get(state.seq), this.#yous.get(state.seq)];
      const trueYou = you === undefined ? null : youView(state, seat);
      if (scene !== undefined) this.#same(scene, unpackScene(packScene(sceneView(state))));
      if (you !== undefined) this.#same(you, trueYou === null ? null : unpackYou(packYou(trueYou)));
    }
    if (this.#scenes.size === 0) this.wrong('nothing was ever shown');
    if (Math.max(...this.#scenes.keys(), ...this.#yous.keys()) > state.seq) this.wrong('a view is of no entry');
    const counted = countedOf(state, seat);
    for (const [what, answers] of Object.entries({ tapped: this.#tapped, saved: this.#saved, shown: this.#revealed })) {
      for (const [key, answer] of answers) {
        const counts = counted.get(key) ?? null;
        if (!isDeepStrictEqual(answer, counts))
          this.wrong(`${key}: ${JSON.stringify(answer)} was ${what}, and ${JSON.stringify(counts)} counts`);
      }
    }
  }

  /** How many answers this person gave. */
  get taps(): number {
    return this.#tapped.size;
  }

  #same(shown: Scene | You, actual: Scene | You | null): void {
    if (!isDeepStrictEqual(shown, actual))
      this.wrong(`shown was ${JSON.stringify(shown)}, and true is ${JSON.stringify(actual)}`);
  }
}

/** The answers of a seat, by step. */
const countedOf = ({ rounds }: State, seat: number): Map<string, Json> =>
  new Map(
    rounds.flatMap(({ item, earlier, answers }) =>
      [...earlier, answers].flatMap((given, step): [string, Json][] => {
        const answer = given[seat]?.answer;
        return answer === undefined ? [] : [[`${String(item)} ${String(step)}`, answer]];
      }),
    ),
  );
