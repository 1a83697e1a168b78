/**
 * Markdown inside a line → plain text, with what was bold remembered. One pass with a stack, so that a megabyte of
 * asterisks costs no more than a megabyte of words. What has no partner is left standing: it may be meant.
 */

export interface Run {
  readonly text: string;
  readonly isBold: boolean;
}

interface Token {
  text: string;
  /** For `*`, `**`, `_` and so on; null for text. */
  readonly mark: string | null;
  readonly canOpen: boolean;
  readonly canClose: boolean;
  /** Set when it found its partner: +1 opens, -1 closes. */
  turn: 0 | 1 | -1;
}

const wordCharacter = /[\p{L}\p{N}]/u;
const isWord = (character: string | undefined): boolean => character !== undefined && wordCharacter.test(character);
const isSpace = (character: string | undefined): boolean => character === undefined || /\s/.test(character);
/** What may stand before an opening sign, and behind a closing one. In `cond_*(A)` and `a_n` there is neither. */
const opensAfter = /[\s(["'“„«¿¡*_/–—-]/;
const closesBefore = /[\s)\]"'”“»*.,;:!?…/–—-]/;

function markToken(text: string, from: number, to: number): Token {
  const mark = text.slice(from, to);
  const before = text[from - 1];
  const after = text[to];
  const isStrong = mark.length >= 2;
  const mayOpen = before === undefined || (isStrong ? !isWord(before) : opensAfter.test(before));
  const mayClose =
    after === undefined || (isStrong ? mark.startsWith('*') || !isWord(after) : closesBefore.test(after));
  return {
    text: mark,
    mark,
    canOpen: !isSpace(after) && mayOpen,
    // Guides hold `**Term:**definition`, which strict Markdown would not close.
    canClose: !isSpace(before) && mayClose,
    turn: 0,
  };
}

const plainToken = (text: string): Token => ({ text, mark: null, canOpen: false, canClose: false, turn: 0 });

function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  const special = /`+|\*+|_+/g;
  const unclosed = new Set<string>();
  let from = 0;
  for (let match = special.exec(text); match !== null; match = special.exec(text)) {
    const [mark] = match;
    if (match.index > from) tokens.push(plainToken(text.slice(from, match.index)));
    from = special.lastIndex;
    if (!mark.startsWith('`')) {
      if (mark.length > 3) tokens.push(plainToken(mark));
      else tokens.push(markToken(text, match.index, from));
      continue;
    }
    const close = unclosed.has(mark) ? -1 : text.indexOf(mark, from);
    if (close < 0) {
      unclosed.add(mark);
      tokens.push(plainToken(mark));
      continue;
    }
    // Code: what is inside is meant as it stands.
    tokens.push(
      plainToken(
        text
          .slice(from, close)
          .trim()
          .replace(/^\*\*(.*)\*\*$/, '$1'),
      ),
    );
    from = close + mark.length;
    special.lastIndex = from;
  }
  if (from < text.length) tokens.push(plainToken(text.slice(from)));
  return tokens;
}

/** `__init__` is a name in a language, not bold text. */
function isIdentifier(tokens: readonly Token[], open: number, close: number): boolean {
  return close === open + 2 && tokens[open]?.mark === '__' && /^[a-z0-9]+$/.test(tokens[open + 1]?.text ?? '');
}

function pair(tokens: readonly Token[]): void {
  const open = new Map<string, number[]>();
  tokens.forEach((token, at) => {
    if (token.mark === null) return;
    const waiting = open.get(token.mark) ?? [];
    const opener = token.canClose ? waiting.pop() : undefined;
    if (opener !== undefined) {
      if (isIdentifier(tokens, opener, at)) return;
      const partner = tokens[opener];
      if (partner !== undefined) partner.turn = 1;
      token.turn = -1;
    } else if (token.canOpen) waiting.push(at);
    open.set(token.mark, waiting);
  });
}

const links = /(!?)\[([^[\]]{1,500})\]\(<?([^()\s<>]{1,2000})>?(?: "[^"()]{0,200}")?\)/g;
const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&quot;': '"', '&#39;': "'", '&apos;': "'" };

/** A link's address is part of what the line says, unless it says nothing else. */
function plainLinks(text: string): string {
  if (!text.includes('](')) return text;
  return text.replace(links, (_, image: string, label: string, address: string) =>
    image !== '' || label === address || address.startsWith('#') ? label : `${label} (${address})`,
  );
}

/** Tags that say no more than Markdown does, and only in pairs: a guide to HTML explains the others. */
const boldTags = /<(b|strong|summary)>([^<>]{1,500})<\/\1>/gi;
const otherTags = /<(i|em|u|span|sub|sup|mark|code)>([^<>]{1,500})<\/\1>/gi;

export const tagsToMarkdown = (text: string): string =>
  text.includes('</') ? text.replace(boldTags, '**$2**').replace(otherTags, '$2') : text;

const plainSigns = (text: string): string =>
  text
    .replace(/<br ?\/?>/gi, ' ')
    .replace(/<((?:https?|mailto):[^<>\s]{1,2000})>/g, '$1')
    .replace(/&(?:amp|quot|#39|apos);/g, (entity) => entities[entity] ?? entity);

/** The line in pieces, each bold or not. */
export function runs(markdown: string): Run[] {
  const tokens = tokenise(plainSigns(plainLinks(markdown)));
  pair(tokens);
  const found: { text: string; isBold: boolean }[] = [];
  let depth = 0;
  for (const token of tokens) {
    if (token.turn !== 0) {
      if (token.mark !== null && token.mark.length >= 2) depth += token.turn;
      continue;
    }
    const last = found.at(-1);
    const isBold = depth > 0;
    if (last?.isBold === isBold) last.text += token.text;
    else found.push({ text: token.text, isBold });
  }
  return found;
}

export const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();

export const plain = (markdown: string): string =>
  tidy(
    runs(markdown)
      .map(({ text }) => text)
      .join(''),
  );

export interface BoldStart {
  readonly bold: string;
  readonly rest: string;
}

/** The line's bold beginning, or null when it begins otherwise. */
export function boldStart(markdown: string): BoldStart | null {
  if (!/^[*_]{2}/.test(markdown)) return null;
  const [first, ...others] = runs(markdown).filter(({ text }) => text !== '');
  if (first?.isBold !== true || tidy(first.text) === '') return null;
  return { bold: tidy(first.text), rest: tidy(others.map(({ text }) => text).join('')) };
}
