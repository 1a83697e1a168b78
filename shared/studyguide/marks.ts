/**
 * What stands before a line's words: hashes, bullets, numbers, quote signs, and the signs that make a rule or a row of
 * a table. One line at a time; what the words mean is not asked here.
 */
import { tagsToMarkdown } from './inline.ts';

export interface Marks {
  /** 1 to 6 for a Markdown heading, else 0. */
  readonly heading: number;
  readonly isBullet: boolean;
  readonly order: number | null;
  /** What is left, still with the Markdown inside it. */
  readonly markdown: string;
}

const escaped = /\\([*#._\-+!`~>=&])/g;
/** Square brackets are escaped by exporters, and begin a formula in LaTeX: only those around plain words are freed. */
const escapedBrackets = /\\\[([^\\^_=[\]]{0,200})\\\]/g;

/** Exporters escape what Markdown would take for markup, and then the copy shows the escapes. */
export const unescapeMarkdown = (text: string): string =>
  text.includes('\\') ? text.replace(escaped, '$1').replace(escapedBrackets, '[$1]').replace(/\\$/, '') : text;

const bullet = /^(?:[-*+•◦▪▫●○■□‣·∙–—➤►✓✔☐☑❖](?=\s)|[•◦▪●‣➤►❖])\s*(?:\[[ xX]\]\s+)?/u;
const headingHashes = /^(#{1,6})\s+|^(#{2,6})(?=\p{L})/u;
/** Also `1.-`, as in Spanish. No colon: `404: not found` is a term. */
const orderWithSpace = /^\(?(\d{1,3})\s?(?:[.)][-–]|\.\)?|\)\.?)(?=\s|$)\s*/;
/** As PDF readers and hurried people write it; a digit or a small letter behind it would be something else. */
const orderWithoutSpace = /^(\d{1,3})[.)](?=["“«¿¡„]|\p{Lu}\p{Ll})/u;

interface Order {
  readonly order: number;
  readonly rest: string;
}

function readOrder(text: string): Order | null {
  const match = orderWithSpace.exec(text) ?? orderWithoutSpace.exec(text);
  return match === null ? null : { order: Number(match[1]), rest: text.slice(match[0].length) };
}

/** `**1.** text` and `**1. text**`: the number is looked for inside the bold, and what is left stays bold. */
function readBoldOrder(text: string): Order | null {
  if (!text.startsWith('**')) return readOrder(text);
  const inside = text.slice(2).trimStart();
  const alone = /^\(?(\d{1,3})\s?[.:)]{0,2}\*\*\s*[.:)]?\s*/.exec(inside);
  if (alone !== null && inside.length > alone[0].length) {
    return { order: Number(alone[1]), rest: inside.slice(alone[0].length) };
  }
  const found = readOrder(inside);
  return found === null ? null : { order: found.order, rest: `**${found.rest}` };
}

export function readMarks(source: string): Marks {
  let text = unescapeMarkdown(tagsToMarkdown(source.replace(/^(?:> ?)+/, '')));
  let heading = 0;
  let isBullet = false;
  let order: number | null = null;
  const hashes = headingHashes.exec(text);
  if (hashes !== null) {
    heading = (hashes[1] ?? hashes[2] ?? '').length;
    text = text.slice(hashes[0].length).replace(/\s+#+$/, '');
  }
  // Up to three: exporters number lines that were numbered, and bullet lines that were numbered.
  for (let round = 0; round < 3; round += 1) {
    const dot = bullet.exec(text);
    if (dot !== null && dot[0].length < text.length) {
      isBullet = true;
      text = text.slice(dot[0].length);
      continue;
    }
    const found = readBoldOrder(text);
    if (found === null) break;
    order = found.order;
    text = found.rest;
  }
  return { heading, isBullet, order, markdown: text.trim() };
}

/** Three or more of one sign, nothing else: a line drawn across the page. Also the fences of front matter. */
export function isRule(text: string): boolean {
  const signs = unescapeMarkdown(text).replace(/\s/g, '');
  return signs.length >= 3 && /^[-*_=~–—─━#.]$/.test(signs[0] ?? '') && signs === (signs[0] ?? '').repeat(signs.length);
}

/** Folds of a page and hidden parts: what is inside counts, the tags do not. */
export const isFold = (text: string): boolean => /^(?:<\/?details>|<!--|-->|<summary>\s*<\/summary>)$/i.test(text);

export const isFence = (text: string): boolean => /^(?:```|~~~)[\w-]*$/.test(text);

/** The row of dashes below a table's head. */
export const isTableRule = (text: string): boolean =>
  text.includes('|') && text.includes('--') && /^[|:\-\s\\]+$/.test(text);

export const looksLikeRow = (text: string): boolean => text.length > 2 && text.startsWith('|') && text.endsWith('|');

/** Cells between bars. Escaped bars and bars in code belong to a cell. */
export function splitBars(row: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let inCode = false;
  const text = row.replace(/^\|/, '').replace(/(?<!\\)\|$/, '');
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '\\' && text[at + 1] === '|') {
      cell += '|';
      at += 1;
    } else if (character === '|' && !inCode) {
      cells.push(cell);
      cell = '';
    } else {
      if (character === '`' && (inCode || text.indexOf('`', at + 1) > 0)) inCode = !inCode;
      cell += character;
    }
  }
  return [...cells, cell].map((found) => found.trim());
}
