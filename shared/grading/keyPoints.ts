/**
 * Cuts a reference answer into key points: its sentences, and these at commas and at words that open a clause, as long
 * as each part says enough to be a point. Decides nothing about answers.
 */
import type { Language } from './languages.ts';
import { tokensOf, type Token } from './tokens.ts';

/** Fewer words that carry meaning are no point of their own. */
const contentMin = 2;
/** "bulbs B and C", "smaller and settle first": a mere "and" joins words more often than points. */
const joinedContentMin = 3;
/** A reference answer is a few sentences; more points than these are one heap on a phone. */
const pointsMax = 8;

const sentenceMark = /[.;!?\n]/;

interface Part {
  start: number;
  end: number;
  content: number;
  /** A sentence begins here: it never joins what stands before it, unless it says nothing alone. */
  readonly opens: boolean;
  /** Words that carry meaning which both sides of the cut before it must have. */
  readonly least: number;
}

function partsOf(text: string, tokens: readonly Token[], { coordinating }: Language): Part[] {
  const parts: Part[] = [];
  let clause = -1;
  let end = 0;
  for (const token of tokens) {
    let part = parts[parts.length - 1];
    if (part === undefined || (token.clause !== clause && part.content > 0)) {
      const gap = text.slice(end, token.start);
      const opens = part === undefined || sentenceMark.test(gap);
      const least = coordinating.has(token.word) && !gap.includes(',') ? joinedContentMin : contentMin;
      part = { start: token.start, end: token.end, content: 0, opens, least };
      parts.push(part);
    }
    clause = token.clause;
    part.end = end = token.end;
    if (!token.isFunction && !coordinating.has(token.word)) part.content += 1;
  }
  return parts;
}

/** A part that says too little joins its neighbour: the one before within a sentence, else the one after. */
function join(parts: readonly Part[]): Part[] {
  const joined: Part[] = [];
  for (const part of parts) {
    const last = joined[joined.length - 1];
    const isShort = Math.min(part.content, last?.content ?? part.least) < (part.opens ? contentMin : part.least);
    if (last !== undefined && isShort && (!part.opens || last.content < contentMin)) {
      last.end = part.end;
      last.content += part.content;
    } else joined.push({ ...part });
  }
  const last = joined[joined.length - 1];
  if (joined.length > 1 && last !== undefined && last.content < contentMin) {
    joined.pop();
    const before = joined[joined.length - 1];
    if (before !== undefined) before.end = last.end;
  }
  return joined;
}

/** The points as they stand in the text, in order. A text without a word gives none. */
export function keyPointsOf(reference: string, language: Language): string[] {
  const tokens = tokensOf(reference, language);
  let parts = join(partsOf(reference, tokens, language));
  while (parts.length > pointsMax) {
    // The two shortest neighbours have most room for each other.
    let at = 0;
    for (let next = 1; next < parts.length - 1; next++) {
      if (sizeAt(parts, next) < sizeAt(parts, at)) at = next;
    }
    parts = parts.flatMap((part, index) => {
      if (index === at + 1) return [];
      const after = parts[at + 1];
      return index === at && after !== undefined
        ? [{ ...part, end: after.end, content: part.content + after.content }]
        : [part];
    });
  }
  return parts.map((part) => {
    const inside = tokens.filter(({ start, end }) => start >= part.start && end <= part.end);
    const isLoose = (token: Token | undefined): boolean => token !== undefined && language.coordinating.has(token.word);
    while (inside.length > 1 && isLoose(inside[0])) inside.shift();
    while (inside.length > 1 && isLoose(inside[inside.length - 1])) inside.pop();
    return reference.slice(inside[0]?.start, inside[inside.length - 1]?.end);
  });
}

const sizeAt = (parts: readonly Part[], at: number): number =>
  (parts[at]?.content ?? 0) + (parts[at + 1]?.content ?? 0);
