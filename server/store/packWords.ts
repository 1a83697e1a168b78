/**
 * Turns what the pack schema found wrong into sentences for the person who wrote the pack: which item, which field,
 * what to do. It asks the schema itself which fields there are, so a new kind needs nothing here.
 */
import type * as v from 'valibot';
import { kindNames } from '../../shared/kinds/index.ts';
import { packSchema } from '../../shared/pack.ts';
import { nearest } from '../nearest.ts';
import { anyOf, faultAt, quote, type PackFault } from './packFault.ts';
import type { PackSource } from './packSource.ts';

type Issue = v.InferIssue<typeof packSchema>;
type Step = { readonly key: unknown; readonly value: unknown; readonly input: unknown };

/** What other programs and people call our fields. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  text: ['question', 'prompt', 'statement', 'title', 'ask', 'name'],
  options: ['answers', 'choices', 'alternatives'],
  accept: ['answers', 'answer', 'accepted', 'right', 'correct', 'solution'],
  right: ['correct', 'iscorrect', 'answer', 'true'],
  truth: ['answer', 'correct', 'right', 'true', 'istrue'],
  seconds: ['time', 'timer', 'timelimit', 'limit', 'duration', 'windowseconds'],
  explanation: ['explain', 'feedback', 'because', 'why', 'comment'],
  several: ['multiple', 'multi', 'multiselect'],
  kind: ['type'],
  items: ['questions', 'slides'],
  title: ['name', 'text'],
  body: ['content', 'paragraph'],
  language: ['lang', 'locale'],
  points: ['score', 'worth', 'weight'],
};

export function packFaults(issues: readonly Issue[], source: PackSource): PackFault[] {
  const isUnknown = (issue: Issue): boolean => issue.type === 'strict_object' && issue.expected === 'never';
  /** Fields that are there under another name: that they are missing need not be said as well. */
  const meant = new Set<string>();
  const unknown = issues.filter(isUnknown).flatMap((issue) => unknownFields(issue, source, meant));
  const others = issues
    .filter((issue) => !isUnknown(issue))
    .map((issue) => ({ issue, path: issue.path ?? [] }))
    .filter(({ issue, path }) => issue.received !== 'undefined' || !meant.has(addressOf(path)))
    .map(({ issue, path }) => faultAt(source.place(keysOf(path)), sentence(issue, path)));
  return [...unknown, ...others];
}

const keysOf = (path: readonly Step[]): PropertyKey[] => path.map(({ key }) => key as PropertyKey);
const addressOf = (path: readonly Step[]): string => JSON.stringify(keysOf(path));

/** The schema stops at the first field that it does not know; here all of them are told at once. */
function unknownFields(issue: Issue, source: PackSource, meant: Set<string>): PackFault[] {
  const path: readonly Step[] = issue.path ?? [];
  const above = path.slice(0, -1);
  const allowed = fieldsOf(schemaAt(above));
  return Object.keys(path.at(-1)?.input ?? {})
    .filter((name) => !allowed.includes(name))
    .map((name) => {
      const field = fieldMeant(name, allowed);
      if (field !== undefined) meant.add(JSON.stringify([...keysOf(above), field]));
      return faultAt(source.place([...keysOf(above), name], 'key'), spot(path) + noField(name, field, allowed));
    });
}

function fieldMeant(name: string, allowed: readonly string[]): string | undefined {
  const plain = name.toLowerCase().replace(/[^a-z]/g, '');
  return nearest(name, allowed) ?? allowed.find((field) => otherNames[field]?.includes(plain));
}

function noField(name: string, meant: string | undefined, allowed: readonly string[]): string {
  const advice =
    meant === undefined ? `there are ${allowed.filter((field) => field !== '$schema').join(', ')}` : `write "${meant}"`;
  return `there is no field ${quote(name)}: ${advice}`;
}

/** "item 3 (choice), option 2: " */
function spot(path: readonly Step[]): string {
  const parts: string[] = [];
  path.forEach(({ key, value }, depth) => {
    const next = path[depth + 1]?.key;
    if (typeof key === 'string' && typeof next === 'string') parts.push(key);
    if (typeof key !== 'number') return;
    const list = path[depth - 1]?.key;
    const name = typeof list === 'string' ? list.replace(/s$/, '') : 'entry';
    const kind: unknown = typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined;
    const isKnown = kindNames.some((known) => known === kind);
    parts.push(`${name} ${String(key + 1)}${isKnown ? ` (${String(kind)})` : ''}`);
  });
  return parts.length === 0 ? '' : `${parts.join(', ')}: `;
}

/** The name of the field an issue is about; empty where it is about a whole item or entry of a list. */
function subject(path: readonly Step[]): string {
  const key = path.at(-1)?.key;
  return typeof key === 'string' ? `"${key}" ` : 'this ';
}

function sentence(issue: Issue, path: readonly Step[]): string {
  const isOwn = issue.type === 'check' || issue.type === 'regex';
  return spot(path) + (isOwn ? issue.message : subject(path) + predicate(issue, path));
}

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';

function predicate(issue: Issue, path: readonly Step[]): string {
  const { input } = issue;
  const bound = 'requirement' in issue ? String(issue.requirement) : '';
  if (issue.received === 'undefined') {
    return `is missing${path.at(-1)?.key === 'kind' ? `: write ${anyOf(kindNames)}` : ''}`;
  }
  switch (issue.type) {
    case 'strict_object':
      return fieldsWanted(path);
    case 'variant':
      return path.at(-1)?.key === 'kind' ? unknownWord(input, kindNames) : fieldsWanted(path);
    case 'picklist':
      return unknownWord(input, picklistAt(path));
    case 'string':
      return textWanted(input);
    case 'number':
      return `must be a number, such as 20, not ${shown(input)}`;
    case 'boolean':
      return `must be true or false, not ${shown(input)}`;
    case 'array':
      return `must be a list, a line with "- " for each entry, not ${shown(input)}`;
    case 'min_length':
      if (typeof input === 'string') return 'is empty';
      return `has ${countOf(input)}: at least ${bound} needed`;
    case 'max_length':
      if (typeof input === 'string') return `is too long: ${String(input.length)} characters, at most ${bound}`;
      return `has ${countOf(input)}: at most ${bound}`;
    case 'min_value':
      return `must be at least ${bound}, not ${shown(input)}`;
    case 'max_value':
      return `must be at most ${bound}, not ${shown(input)}`;
    default:
      return `is not right: ${issue.message}`;
  }
}

function shown(input: unknown): string {
  if (isEmpty(input)) return 'empty';
  if (Array.isArray(input)) return 'a list';
  if (typeof input === 'number') return String(input);
  return typeof input === 'object' ? 'a group of fields' : quote(input);
}

const countOf = (input: unknown): string => {
  const count = Array.isArray(input) ? input.length : 0;
  return count === 0 ? 'no entries' : count === 1 ? 'one entry' : `${String(count)} entries`;
};

function textWanted(input: unknown): string {
  if (isEmpty(input)) return 'is empty (a text that starts with # must be in quotes)';
  if (typeof input === 'object') return `must be a text, not ${shown(input)}`;
  return `must be a text: put it in quotes, ${quote(input)}`;
}

function unknownWord(input: unknown, words: readonly string[]): string {
  const meant = typeof input === 'string' ? nearest(input, words) : null;
  const advice = meant === null ? `write ${anyOf(words)}` : `write "${meant}" (there are ${words.join(', ')})`;
  return `cannot be ${shown(input)}: ${advice}`;
}

/** For a bare text where fields belong: "- Paris" instead of "- text: Paris". */
function fieldsWanted(path: readonly Step[]): string {
  const fields = fieldsOf(schemaAt(path)).filter((field) => field !== '$schema');
  const input = path.at(-1)?.value;
  const isBare = ['string', 'number', 'boolean'].includes(typeof input) && !isEmpty(input);
  if (isBare && fields.includes('text')) return `must be written with its field: text: ${quote(input)}`;
  return `must have fields (${fields.join(', ')}), and is ${shown(input)}`;
}

const has = <Name extends string>(thing: unknown, name: Name): thing is Record<Name, unknown> =>
  typeof thing === 'object' && thing !== null && name in thing;

/** The schema of the value at the end of `path`: through lists, optional fields, and the kinds of items. */
function schemaAt(path: readonly Step[]): unknown {
  let schema: unknown = packSchema;
  for (const { key, value } of path) {
    if (has(schema, 'item')) schema = schema.item;
    else schema = has(schema, 'entries') && has(schema.entries, String(key)) ? schema.entries[String(key)] : undefined;
    while (has(schema, 'wrapped')) schema = schema.wrapped;
    if (has(schema, 'type') && schema.type === 'variant') schema = variantFor(schema, value);
  }
  return schema;
}

function variantFor(schema: unknown, value: unknown): unknown {
  const kind = has(value, 'kind') ? value.kind : undefined;
  const isOfKind = (option: unknown): boolean =>
    has(option, 'entries') &&
    has(option.entries, 'kind') &&
    has(option.entries.kind, 'literal') &&
    option.entries.kind.literal === kind;
  return has(schema, 'options') && Array.isArray(schema.options) ? schema.options.find(isOfKind) : undefined;
}

/** The fields of a schema; for an item of no known kind, those that every item has. */
const fieldsOf = (schema: unknown): string[] =>
  has(schema, 'entries') && typeof schema.entries === 'object' && schema.entries !== null
    ? Object.keys(schema.entries)
    : ['kind', 'text'];

function picklistAt(path: readonly Step[]): string[] {
  const schema = schemaAt(path);
  return has(schema, 'options') && Array.isArray(schema.options) ? schema.options.map(String) : [];
}
