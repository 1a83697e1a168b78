/** Seeded chance for hostile tests: the same seed sends the same things. Knows nothing of what is sent. */
import { seededRandom } from '../../shared/game/random.ts';

export class Chance {
  readonly random: () => number;

  constructor(seed: number, stream = 0) {
    this.random = seededRandom(seed, stream);
  }

  is(likely: number): boolean {
    return this.random() < likely;
  }

  below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  of<T>(list: readonly T[]): T {
    const found = list[this.below(list.length)];
    if (found === undefined) throw new Error('nothing to choose among');
    return found;
  }

  bytes(count: number): Buffer {
    return Buffer.from(Array.from({ length: count }, () => this.below(256)));
  }

  /** Base64url, as tokens and refs are. */
  letters(count: number): string {
    return this.bytes(count).toString('base64url').slice(0, count);
  }

  /** Some address of a documentation network, as a proxy would tell it. */
  address(): string {
    return `10.${String(this.below(4))}.${String(this.below(250))}.${String(1 + this.below(250))}`;
  }
}
