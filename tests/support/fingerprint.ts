/**
 * A fingerprint of everything that two versions of Quizloop have to agree on: messages, views, entries, and what kinds
 * put into them. Comments, order of imports and layout do not change it.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { toJsonSchema } from '@valibot/to-json-schema';
import ts from 'typescript';
import { rejections } from '../../shared/game/entry.ts';
import {
  helloSchema,
  hostActionSchema,
  partings,
  playerActionSchema,
  refusals,
} from '../../shared/protocol/messages.ts';
import { settingsSchema } from '../../shared/settings.ts';

/** By part, so that a failing test can say what changed. */
export type Fingerprint = Readonly<Record<string, string>>;

const urlOf = (path: string): URL => new URL(`../../${path}`, import.meta.url);

/** What is written as a type in a file, token by token, for names that `wanted` lets through. */
function typesIn(path: string, wanted: (name: string) => boolean = () => true): string[] {
  const text = readFileSync(urlOf(path), 'utf8');
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
  return file.statements
    .filter((statement) => ts.isTypeAliasDeclaration(statement) || ts.isInterfaceDeclaration(statement))
    .filter(({ name }) => wanted(name.text))
    .map((statement) => tokensOf(statement.getText(file)));
}

function tokensOf(text: string): string {
  const scanner = ts.createScanner(ts.ScriptTarget.ESNext, true, ts.LanguageVariant.Standard, text);
  const tokens: string[] = [];
  while (scanner.scan() !== ts.SyntaxKind.EndOfFileToken) tokens.push(scanner.getTokenText());
  return tokens.join(' ');
}

const hashOf = (part: unknown): string => createHash('sha256').update(JSON.stringify(part)).digest('hex').slice(0, 16);

const kindFiles = (): string[] =>
  readdirSync(urlOf('shared/kinds'))
    .sort()
    .map((name) => `shared/kinds/${name}`);

export function fingerprintNow(): Fingerprint {
  const schemas = [helloSchema, playerActionSchema, hostActionSchema, settingsSchema];
  return {
    // A part of a schema that JSON Schema cannot say must not be lost in silence: the default is to throw.
    messages: hashOf(schemas.map((schema) => toJsonSchema(schema))),
    events: hashOf([typesIn('shared/protocol/messages.ts'), refusals, partings, rejections]),
    views: hashOf([typesIn('shared/protocol/views.ts'), typesIn('shared/game/state.ts', (name) => name === 'Phase')]),
    // By position: another order is another wire, whatever the types say.
    packed: hashOf(tokensOf(readFileSync(urlOf('shared/protocol/packed.ts'), 'utf8'))),
    entries: hashOf(typesIn('shared/game/entry.ts')),
    kinds: hashOf(
      kindFiles().flatMap((path) => typesIn(path, (name) => /(?:Answer|Face|Key|Feedback|Tally)$/.test(name))),
    ),
  };
}

export interface Kept {
  readonly protocolVersion: number;
  readonly fingerprint: Fingerprint;
}

export const keptUrl = urlOf('tests/unit/fingerprint.json');

export const changedParts = (kept: Fingerprint, now: Fingerprint): string[] =>
  [...new Set([...Object.keys(kept), ...Object.keys(now)])].filter((part) => kept[part] !== now[part]);
