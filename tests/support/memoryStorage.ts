/** A browser's storage for tests, which can be full. */
import { createKeep, type Keep } from '../../client/live/keep.ts';

export class MemoryStorage implements Storage {
  [key: string]: unknown;
  readonly #texts = new Map<string, string>();
  isFull = false;
  get length(): number {
    return this.#texts.size;
  }
  key(): string | null {
    return null;
  }
  clear(): void {
    this.#texts.clear();
  }
  getItem(key: string): string | null {
    return this.#texts.get(key) ?? null;
  }
  setItem(key: string, text: string): void {
    if (this.isFull) throw new Error('QuotaExceededError');
    this.#texts.set(key, text);
    this[key] = text;
  }
  removeItem(key: string): void {
    this.#texts.delete(key);
    delete this[key];
  }
}

export function keepInMemory(): Keep {
  const storage = new MemoryStorage();
  return createKeep(() => storage);
}
