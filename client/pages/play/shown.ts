/**
 * How long a person had an item before answering: what the phone tells the server, which believes little of it. It
 * counts from the moment the item could first be answered on this phone.
 */
import { windowSecondsMax } from '../../../shared/limits.ts';

/** The wire takes no more. */
const tookMsMax = windowSecondsMax * 1_000 * 4;

export class Shown {
  /** Which item and step, as the page names them. */
  #item = '';
  #sinceMs = 0;

  /**
   * The item can be answered now. `lateMs`: how long it was open already when this page first heard of it. After a
   * reload that counts, since the person had seen it before; time lost on the way to the phone does not.
   */
  mark(item: string, localMs: number, lateMs = 0): void {
    if (item === this.#item) return;
    this.#item = item;
    this.#sinceMs = localMs - Math.max(0, lateMs);
  }

  /** Some item was open on this page before. */
  get hasBegun(): boolean {
    return this.#item !== '';
  }

  tookMs(item: string, localMs: number): number {
    if (item !== this.#item) return 0;
    return Math.min(tookMsMax, Math.max(0, Math.round(localMs - this.#sinceMs)));
  }
}
