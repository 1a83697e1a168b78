/**
 * A game that goes on whatever happens to the server: phones with the page's own code that answer each question, and a
 * host who leads on. It notes how long each phone was without a connection, and holds the log against what phones showed.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Entry } from '../../shared/game/entry.ts';
import { seededRandom } from '../../shared/game/random.ts';
import { Guest } from './guest.ts';
import { answerTo, nameOf } from './personality.ts';
import { keyOf, Phone, type Sight } from './phone.ts';
import { replay } from './rooms.ts';

/** One question after the other; nobody is hurried by the window. */
export const questions = Array.from({ length: 40 }, (_, at) => ({
  kind: 'choice',
  text: `Question ${String(at)}?`,
  options: [{ text: 'a', right: true }, { text: 'b' }, { text: 'c' }],
  seconds: 60,
  readSeconds: 1,
}));

/** Somebody who answers everything once, a moment after the page lets them. */
class Player {
  readonly phone: Phone;
  /** Items whose answer the page called saved. */
  readonly saved = new Set<number>();
  readonly gapsMs: number[] = [];
  readonly #tapped = new Set<string>();
  readonly #random: () => number;
  #downAtMs: number | null = null;

  constructor(at: number, url: string, code: string) {
    this.#random = seededRandom(at);
    this.phone = new Phone({ url, code, saw: (_, sight) => this.#look(sight) });
  }

  #look({ scene, answering }: Sight): void {
    const { link, mine } = this.phone.room;
    if (link === 'down') this.#downAtMs ??= performance.now();
    else if (link === 'up' && this.#downAtMs !== null) {
      this.gapsMs.push(performance.now() - this.#downAtMs);
      this.#downAtMs = null;
    }
    if (mine?.state === 'saved') this.saved.add(mine.item);
    if (scene?.item?.asked !== true || answering?.isOpen !== true || this.#tapped.has(keyOf(scene))) return;
    const key = keyOf(scene);
    this.#tapped.add(key);
    const answer = answerTo(scene.item, this.#random);
    setTimeout(
      () => {
        // A question that a change of servers held up opens anew: people tap again.
        if (!this.phone.tap(answer)) this.#tapped.delete(key);
      },
      200 + 600 * this.#random(),
    );
  }
}

export class MovingGame {
  readonly players: readonly Player[];
  readonly host: Guest;
  readonly code: string;
  #isOver = false;
  #leading: Promise<void> | null = null;

  constructor(count: number, url: string, { code, token }: { readonly code: string; readonly token: string }) {
    this.code = code;
    this.host = new Guest({ url, code, audience: 'stage', token });
    this.players = Array.from({ length: count }, (_, at) => new Player(at, url, code));
  }

  async begin(): Promise<void> {
    const joined = await Promise.all(this.players.map(({ phone }, at) => phone.join(nameOf(at))));
    const refused = joined.find((ack) => !ack.ok);
    if (refused !== undefined) throw new Error(`somebody could not join: ${JSON.stringify(refused)}`);
    this.#leading = this.#lead();
    // Whoever waits for the game says what went wrong; at its end somebody awaits this.
    this.#leading.catch(() => {});
  }

  /** Resolves at the next moment in which some have answered the open question and some have not. */
  async midQuestion(): Promise<void> {
    const asked = this.host.stage?.index ?? -1;
    const isMid = ({ stage }: Guest): boolean =>
      stage !== null &&
      stage.index > asked &&
      stage.phase === 'asked' &&
      stage.answered > 0 &&
      stage.answered < stage.players;
    await this.host.until(isMid);
  }

  /** Resolves when another question than now was asked and answered by all. */
  async nextAnswered(): Promise<void> {
    const asked = this.host.stage?.index ?? -1;
    await this.host.until(({ stage }) => stage !== null && stage.index > asked && stage.phase === 'revealed');
  }

  gapsMs(): readonly number[] {
    return this.players.flatMap(({ gapsMs }) => gapsMs).sort((a, b) => a - b);
  }

  close(): void {
    this.#isOver = true;
    for (const { phone } of this.players) phone.close();
    this.host.close();
  }

  /** Ends the game. Saved answers that the log does not hold once and counted, as "name item"; and how many were saved. */
  async lost(
    logOf: () => Promise<readonly Entry[]>,
  ): Promise<{ readonly lost: readonly string[]; readonly saved: number }> {
    this.#isOver = true;
    await this.#leading;
    const saved = this.players.flatMap(({ phone, saved: items }) =>
      [...items].map((item) => ({ seat: phone.room.you?.seat ?? -1, item })),
    );
    this.close();
    const state = replay(await logOf());
    const isThere = ({ seat, item }: { seat: number; item: number }): boolean =>
      (state.rounds.find((round) => round.item === item)?.answers[seat] ?? null) !== null;
    return {
      lost: saved
        .filter((one) => !isThere(one))
        .map(({ seat, item }) => `${state.players[seat]?.name ?? '?'} ${String(item)}`),
      saved: saved.length,
    };
  }

  async #lead(): Promise<void> {
    while (!this.#isOver) {
      await this.host.until(({ stage }) => this.#isOver || (stage !== null && stage.phase !== 'asked'));
      const { stage } = this.host;
      if (this.#isOver || stage === null || stage.phase === 'podium') return;
      await wait(200);
      await this.host.act({ type: 'next', phase: stage.phase, index: stage.index });
      await this.host.until((seen) => this.#isOver || (seen.stage?.seq ?? 0) > stage.seq);
    }
  }
}
