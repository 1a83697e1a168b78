/**
 * Keeps the promise that no line is dropped silently: what nobody claims and nobody leaves for a reason is found here
 * at the end, and listed.
 */
import type { UnusedLine, UnusedReason } from './guide.ts';
import { isFence, isFold, isRule, isTableRule } from './marks.ts';
import type { SourceLine } from './sourceLines.ts';

interface Numbered {
  readonly numbers: readonly number[];
}

/** Drawn, not written. */
const isDrawn = (text: string): boolean =>
  /^[|>\s]*$/.test(text) || isRule(text) || isFence(text) || isFold(text) || isTableRule(text);

export class Ledger {
  private readonly claimed = new Set<number>();
  private readonly left = new Map<number, UnusedReason>();
  private readonly pieces: UnusedLine[] = [];

  /** These lines are in the result, or gave it its structure. */
  claim(numbers: readonly number[]): void {
    for (const number of numbers) this.claimed.add(number);
  }

  leave(lines: readonly Numbered[], reason: UnusedReason): void {
    for (const { numbers } of lines) for (const number of numbers) this.left.set(number, reason);
  }

  /** The rest of this line may be in the result: this piece of it is not. */
  leavePiece({ numbers }: Numbered, text: string, reason: UnusedReason): void {
    this.pieces.push({ line: numbers[0] ?? 1, text, reason });
  }

  unused(source: readonly SourceLine[]): UnusedLine[] {
    const texts = new Map<number, string>();
    for (const { number, text } of source) {
      if (this.claimed.has(number) || isDrawn(text)) continue;
      const before = texts.get(number);
      texts.set(number, before === undefined ? text : `${before} ${text}`);
    }
    const whole = [...texts].map(([line, text]) => ({ line, text, reason: this.left.get(line) ?? ('stray' as const) }));
    return [...whole, ...this.pieces].sort((a, b) => a.line - b.line);
  }
}
