/**
 * Picks wrong options: near ones, none of which means the same as another, all about as long as the right one, which is
 * the longest no more often than chance would have it. Knows nothing of terms and definitions but what it is told.
 */

export interface Wrong<Of> {
  readonly of: Of;
  readonly text: string;
  /** The higher, the more it looks right. */
  readonly nearness: number;
}

export interface Wanted {
  readonly right: string;
  readonly most: number;
  readonly least: number;
  /** Longest to shortest, at most. */
  readonly ratio: number;
  /** Characters that every option is lengthened by for that: four letters beside eight look alike. */
  readonly slack: number;
}

/** How far chance moves a wrong option among the near ones: the same ones each time would be learnt. */
const chance = 1.5;

/** How often the right option is the shortest by choice, beside the other places among the lengths. */
const shortestShare = 0.5;

interface Span {
  readonly shortest: number;
  readonly longest: number;
}

const with_ = ({ shortest, longest }: Span, length: number): Span => ({
  shortest: Math.min(shortest, length),
  longest: Math.max(longest, length),
});

export function pickWrong<Of>(
  candidates: readonly Wrong<Of>[],
  { right, most, least, ratio, slack }: Wanted,
  mayStandTogether: (a: Of, b: Of) => boolean,
  random: () => number,
): Wrong<Of>[] | null {
  const isWithin = ({ shortest, longest }: Span): boolean => longest + slack <= ratio * (shortest + slack);
  const fitting = candidates
    .filter(({ text }) => isWithin(with_({ shortest: right.length, longest: right.length }, text.length)))
    .map((wrong) => ({ wrong, rank: wrong.nearness + chance * random() }))
    .sort((a, b) => b.rank - a.rank)
    .map(({ wrong }) => wrong);
  const tryWith = (count: number, longer: number): Wrong<Of>[] | null => {
    const left = { longer, shorter: count - longer };
    const picked: Wrong<Of>[] = [];
    const texts = new Set([right.toLowerCase()]);
    let span: Span = { shortest: right.length, longest: right.length };
    for (const wrong of fitting) {
      const side = wrong.text.length > right.length ? 'longer' : 'shorter';
      const next = with_(span, wrong.text.length);
      if (left[side] === 0 || !isWithin(next) || texts.has(wrong.text.toLowerCase())) continue;
      if (!picked.every(({ of }) => mayStandTogether(of, wrong.of))) continue;
      picked.push(wrong);
      texts.add(wrong.text.toLowerCase());
      left[side] -= 1;
      span = next;
      if (picked.length === count) return picked;
    }
    return null;
  };
  for (let count = most; count >= least; count -= 1) {
    // How many of them are longer than the right one is drawn first; what cannot be had gives way to what is next to it.
    // Of the shortest names none are shorter, so they are often the shortest option: the others are so less often.
    const wanted = Math.floor(random() * (count + shortestShare));
    const orders = Array.from({ length: count + 1 }, (_, longer) => longer).sort(
      (a, b) => Math.abs(a - wanted) - Math.abs(b - wanted) || a - b,
    );
    for (const longer of orders) {
      const picked = tryWith(count, longer);
      if (picked !== null) return picked;
    }
  }
  return null;
}
