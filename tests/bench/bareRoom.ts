/**
 * What both bare servers do: send the same bytes as Quizloop to the same people at the same moments. It keeps no log,
 * checks nothing and scores nothing; how a frame travels is the server's own.
 */
import { roundOf } from '../../shared/game/state.ts';
import { nextSteps } from '../../shared/game/steps.ts';
import { sceneView, youView } from '../../shared/game/views.ts';
import { packScene, packYou } from '../../shared/protocol/packed.ts';
import type { Scene } from '../../shared/protocol/views.ts';
import { opened, parsePack, Play } from '../support/rooms.ts';
import { benchPack } from './packs.ts';

/** One phone or host, as the server's transport knows it. */
export interface BarePerson {
  send(event: string, view: unknown): void;
}

export interface BareParts {
  /** To all players, encoded once where the transport can. */
  broadcast(event: string, view: unknown): void;
  players(): Iterable<BarePerson>;
  playerCount(): number;
}

/** The views that Quizloop would send, made beforehand: encoding them is measured, computing them is not. */
function makeViews(): { you: unknown; scenes: readonly Scene[] } {
  const play = new Play();
  play.append(opened(parsePack(benchPack), { standings: 'none', reading: false }));
  play.append({ type: 'joined', name: 'Player 1', tokenHash: 't' });
  const scenes: Scene[] = [];
  while (play.state.phase !== 'podium') {
    play.nowMs = Math.max(play.nowMs, roundOf(play.state)?.opensAtMs ?? 0);
    for (const body of nextSteps(play.state, 500)) play.append(body);
    if (roundOf(play.state) !== undefined) scenes.push(sceneView(play.state));
  }
  const you = youView(play.state, 0);
  return { you: you === null ? null : packYou(you), scenes };
}

export class BareRoom {
  readonly #views = makeViews();
  readonly #parts: BareParts;
  #at = 0;
  #answers = 0;

  constructor(parts: BareParts) {
    this.#parts = parts;
  }

  /** Whoever arrives gets the whole truth. */
  greet(person: BarePerson): void {
    person.send('you', this.#views.you);
    this.#sendScene((packed) => person.send('scene', packed), Math.max(0, this.#at - 1));
  }

  act(type: string): void {
    if (type === 'next') {
      this.#answers = 0;
      this.#showNext();
    }
    if (type !== 'answer') return;
    this.#answers += 1;
    if (this.#answers < this.#parts.playerCount()) return;
    for (const player of this.#parts.players()) player.send('you', this.#views.you);
    this.#showNext();
  }

  #showNext(): void {
    this.#sendScene((packed) => this.#parts.broadcast('scene', packed), this.#at);
    this.#at += 1;
  }

  #sendScene(send: (packed: unknown) => void, at: number): void {
    const scene = this.#views.scenes[at];
    if (scene !== undefined) send(packScene({ ...scene, opensAtMs: Date.now(), closesAtMs: Date.now() + 20_000 }));
  }
}
