/**
 * Reads the text of a pack file (YAML 1.2, and so JSON) into plain values, and knows the line of each of them. It
 * refuses what would cost the server its time or its life (see `limits.ts`) before the reader sees it, and says in
 * plain words what the reader does not understand.
 */
import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Node,
  type YAMLError,
} from 'yaml';
import { itemsMax, packAliasesMax, packBytesMax, packNestingMax, packTokensMax } from '../../shared/limits.ts';
import { failed, faultAt, quote, type PackFault, type Place, type Reading } from './packFault.ts';

export type PackPath = readonly PropertyKey[];

export interface PackSource {
  readonly raw: unknown;
  /** Where the value at `path` stands (`key`: its name), or the nearest thing around it. */
  place(path: PackPath, at?: 'key' | 'value'): Place | null;
}

export function readSource(text: string): Reading<PackSource> {
  const tooMuch = excess(text);
  if (tooMuch !== null) return failed(tooMuch);
  const lines = new LineCounter();
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const document = parseDocument(text, {
    lineCounter: lines,
    schema: 'core',
    merge: false,
    resolveKnownTags: false,
    stringKeys: true,
    // Its check is quadratic; `nodeFaults` has its own.
    uniqueKeys: false,
    prettyErrors: false,
    // 'silent' would let a second document pass.
    logLevel: 'error',
  });
  const errors = [...document.errors, ...document.warnings];
  const unclosed = errors.find(isUnclosed);
  // Whatever comes after something that never ends is read wrongly, and complained of for nothing.
  const wrong = unclosed === undefined ? errors.slice(0, 100) : [unclosed];
  const faults =
    wrong.length > 0
      ? wrong.map((error) => faultAt(placeAt(startOf(error, text)), wordsFor(error, text)))
      : nodeFaults(document, placeAt);
  if (faults.length > 0) return failed(...withoutEchoes(faults));
  const raw = unfold(document);
  if (raw === tooLarge) return failed(faultAt(null, 'its aliases (*name) unfold to more than a pack can be'));
  return { ok: true, value: { raw, place: (path, at = 'value') => placeOf(document, path, at, placeAt) } };
}

/** Counts what the recursive reader would stumble over, with the reader's own lexer, which does not recurse. */
function excess(text: string): PackFault | null {
  let [tokens, aliases, flowDepth, lineDepth, line] = [0, 0, 0, 0, 1];
  let isIndent = true;
  for (const token of new Lexer().lex(text)) {
    tokens += 1;
    const first = token[0] ?? '';
    if (first === '\n' || first === '\r') {
      lineDepth = 0;
      isIndent = true;
    } else if (first === ' ') {
      // A block nests no deeper than its indentation, and the signs on its line.
      if (isIndent) lineDepth += token.length / 2;
    } else if (token === '-' || token === '?' || token === ':') {
      if (flowDepth === 0) lineDepth += 1;
    } else {
      isIndent = false;
      if (token === '[' || token === '{') flowDepth += 1;
      if (token === ']' || token === '}') flowDepth = Math.max(0, flowDepth - 1);
      if (first === '*') aliases += 1;
    }
    const here = { line, column: 1 };
    if (flowDepth + lineDepth > packNestingMax) return faultAt(here, 'this is nested deeper than a pack ever is');
    if (aliases > packAliasesMax) return faultAt(here, `more than ${String(packAliasesMax)} aliases (*name)`);
    if (tokens > packTokensMax) return faultAt(here, 'the file is made of more pieces than a pack can have');
    line += token.length === 1 ? Number(first === '\n') : (token.match(/\n/g)?.length ?? 0);
  }
  return null;
}

const quoteIt = 'put the whole text in quotes';
const spaceAfterColon = 'a field needs a colon and a space after its name';
const lineUp = 'this does not line up with the lines above: fields of one thing start in the same column';

const isUnclosedQuote = ({ message }: YAMLError): boolean => message.startsWith('Missing closing');
const isUnclosedBracket = ({ message }: YAMLError): boolean => message.startsWith('Flow ');
const isUnclosed = (error: YAMLError): boolean => isUnclosedQuote(error) || isUnclosedBracket(error);

/** The reader's errors as the writer of a pack meets them. Its own words where they are plain enough. */
function wordsFor(error: YAMLError, text: string): string {
  const there = text.slice(error.pos[0], error.pos[0] + 1);
  if (isUnclosedQuote(error)) return 'a quotation mark is opened and not closed';
  if (isUnclosedBracket(error)) return 'a bracket is opened and not closed, or what is in it is not indented';
  if (error.message.startsWith('Sequence item')) return lineUp;
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return 'a tab stands in the indentation: use spaces';
    case 'BLOCK_AS_IMPLICIT_KEY':
      return /^[^\n]*:(?:\s|$)/.test(text.slice(error.pos[0], error.pos[0] + 400))
        ? `a text with a colon and a space in it reads as a field: ${quoteIt}`
        : 'the line below is indented too far: fields of one thing start in the same column';
    case 'BAD_SCALAR_START':
      return `a text cannot start with ${there}: ${quoteIt}`;
    case 'TAG_RESOLVE_FAILED':
      return `a text cannot start with !: ${quoteIt}`;
    case 'BAD_INDENT':
      return lineUp;
    case 'MISSING_CHAR':
      return error.message.startsWith('Implicit map keys') ? spaceAfterColon : error.message.slice(0, 120);
    case 'MULTILINE_IMPLICIT_KEY':
      return spaceAfterColon;
    case 'MULTIPLE_DOCS':
      return 'a second document starts here (---): a file holds one pack';
    case 'NON_STRING_KEY':
      return 'the name of a field must be a word';
    case 'UNEXPECTED_TOKEN':
      return error.message.includes('at node end')
        ? 'something stands after the end of a value: check the quotation marks (\\" inside "…") and the indentation'
        : 'this does not fit what stands before it: check quotation marks, brackets and indentation';
    default:
      return error.message.slice(0, 120);
  }
}

/** Where to look: for what is never closed the reader names the end of the file, and people need its beginning. */
function startOf(error: YAMLError, text: string): number {
  if (!isUnclosed(error)) return error.pos[0];
  const brackets: number[] = [];
  let [offset, lastQuote] = [0, error.pos[0]];
  for (const token of new Lexer().lex(text)) {
    // The lexer's own marks are not in the text.
    if (token === '\u{02}' || token === '\u{18}' || token === '\u{1f}') continue;
    if (offset >= error.pos[0]) break;
    if (token.startsWith('"') || token.startsWith("'")) lastQuote = offset;
    if (token === '[' || token === '{') brackets.push(offset);
    if (token === ']' || token === '}') brackets.pop();
    offset += token.length;
  }
  return isUnclosedQuote(error) ? lastQuote : (brackets.at(-1) ?? error.pos[0]);
}

/** One slip of the pen makes the reader complain several times: the first complaint of a line is the useful one. */
function withoutEchoes(faults: readonly PackFault[]): PackFault[] {
  const seen = new Set<number | null>();
  return faults.filter(({ line }) => !seen.has(line) && seen.add(line));
}

/** What YAML allows and a pack does not. */
function nodeFaults(document: Document, placeAt: (offset: number) => Place): PackFault[] {
  const faults: PackFault[] = [];
  const add = (node: Node, message: string): void => {
    faults.push(faultAt(placeAt(node.range?.[0] ?? 0), message));
  };
  visit(document, {
    Alias(_key, alias) {
      // An alias to nothing is a text that was meant to be emphasised; one to something around it never ends.
      if (alias.resolve(document) === undefined) add(alias, `a text cannot start with *: ${quoteIt}`);
    },
    Seq(_key, list) {
      if (list.items.length > itemsMax)
        add(list, `a list of ${String(list.items.length)}: at most ${String(itemsMax)}`);
    },
    Map(_key, map) {
      const names = new Set<unknown>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        if (names.has(key.value)) add(key, `${quote(key.value)} is given twice: keep one`);
        names.add(key.value);
      }
    },
  });
  return faults;
}

const tooLarge = Symbol('too large');

/** The plain values of a document, unless its aliases make them larger than a file could be. */
function unfold(document: Document): unknown {
  let raw: unknown;
  try {
    raw = document.toJS({ maxAliasCount: packAliasesMax });
  } catch (error) {
    if (error instanceof ReferenceError) return tooLarge;
    throw error;
  }
  // Counted as if written out, also where the values share parts or contain themselves.
  const todo: unknown[] = [raw];
  let size = 0;
  while (todo.length > 0 && size <= packBytesMax) {
    const value = todo.pop();
    size += typeof value === 'string' ? value.length : 1;
    if (typeof value === 'object' && value !== null) {
      for (const part of Object.values(value)) todo.push(part);
    }
  }
  return size > packBytesMax ? tooLarge : raw;
}

function placeOf(
  document: Document,
  path: PackPath,
  at: 'key' | 'value',
  placeAt: (offset: number) => Place,
): Place | null {
  let key: unknown = null;
  let value: unknown = document.contents;
  for (const step of path) {
    const around: unknown = isAlias(value) ? value.resolve(document) : value;
    let next: unknown;
    if (isSeq(around) && typeof step === 'number') {
      key = null;
      next = around.items[step];
    } else if (isMap(around)) {
      const pair = around.items.find((each) => isScalar(each.key) && each.key.value === step);
      if (pair === undefined) break;
      key = pair.key;
      next = pair.value;
    }
    if (next === undefined) break;
    value = next;
  }
  const isFound = isNode(value) && value.range && !(isScalar(value) && value.value === null);
  const node = (at === 'key' || !isFound) && isNode(key) ? key : value;
  return isNode(node) && node.range ? placeAt(node.range[0]) : null;
}
