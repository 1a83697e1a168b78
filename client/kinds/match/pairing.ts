/**
 * The pairs that a player puts together, before they are sent: for each definition the position of its term, or null.
 * Pure; knows nothing of what is right.
 */

export type Pairing = readonly (number | null)[];

export const noPairs = (count: number): Pairing => Array.from({ length: count }, () => null);

/** Puts the term to the definition, each to one only. The term that the definition has already is freed. */
export function pair(before: Pairing, definition: number, term: number): Pairing {
  return before.map((had, each) => {
    if (each === definition) return had === term ? null : term;
    return had === term ? null : had;
  });
}

/** The next definition without a term after this one, going round; null when all have theirs. */
export function nextFree(pairing: Pairing, after: number): number | null {
  const round = [...pairing.keys()].map((each) => (after + 1 + each) % pairing.length);
  return round.find((each) => pairing[each] === null) ?? null;
}

export const leftIn = (pairing: Pairing): number => pairing.filter((term) => term === null).length;

/** As an answer has it: for each term the position of its definition. Only of pairs that are complete. */
export const answerOf = (pairing: Pairing): number[] => [...pairing.keys()].map((term) => pairing.indexOf(term));

/** As a draft that outlives a reload. */
export const draftOf = (pairing: Pairing): string => pairing.map((term) => term ?? '').join(',');

/** What does not fit these pairs is no draft of them. */
export function pairingOf(draft: string, count: number): Pairing {
  const parts = draft.split(',').map((part) => (/^\d$/.test(part) ? Number(part) : null));
  const terms = parts.filter((term) => term !== null);
  const isSound = parts.length === count && new Set(terms).size === terms.length && terms.every((term) => term < count);
  return isSound ? parts : noPairs(count);
}
