/**
 * From words on the command line to a command and its settings. Whatever cannot be understood gives one line each,
 * with what was probably meant, and nothing is started.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { nearest } from '../nearest.ts';
import { readSettings, settingsTable } from '../settings.ts';
import { StartRefusal } from '../start/startRefusal.ts';
import { backup } from './backup.ts';
import { check } from './check.ts';
import type { Command, Output, Surroundings } from './command.ts';
import { doctor } from './doctor.ts';
import { exportRoom } from './export.ts';
import { forget } from './forget.ts';
import { grade } from './grade.ts';
import { help } from './help.ts';
import { invite } from './invite.ts';
import { open } from './open.ts';
import { read } from './read.ts';
import { restore } from './restore.ts';
import { serve } from './serve.ts';
import { upgradeInPlace } from './upgradeInPlace.ts';

const commands: readonly Command[] = [
  serve,
  open,
  check,
  read,
  grade,
  exportRoom,
  forget,
  invite,
  backup,
  restore,
  upgradeInPlace,
  doctor,
];

const settingFlags = settingsTable.flatMap(({ flag }) => (flag === null ? [] : [flag]));
const commandSwitches = [...new Set(commands.flatMap(({ switches = [] }) => switches))];
const commandValues = [...new Set(commands.flatMap(({ valued = [] }) => valued))];
const allFlags = [...settingFlags, ...commandSwitches, ...commandValues, 'help', 'version'];

const options = {
  ...Object.fromEntries([...settingFlags, ...commandValues].map((flag) => [flag, { type: 'string' as const }])),
  ...Object.fromEntries(commandSwitches.map((name) => [name, { type: 'boolean' as const }])),
  help: { type: 'boolean' as const, short: 'h' },
  version: { type: 'boolean' as const, short: 'v' },
};

interface Understood {
  readonly flags: Readonly<Record<string, string>>;
  readonly words: readonly string[];
  readonly switches: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
  readonly wants: 'help' | 'version' | 'run';
  readonly problems: readonly string[];
}

/** Not strict, so that every mistake gets our own words, and all of them at once. */
function understand(args: readonly string[]): Understood {
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });
  const flags: Record<string, string> = {};
  const words: string[] = [];
  const switches = new Set<string>();
  const values = new Map<string, string>();
  const problems: string[] = [];
  let wants: Understood['wants'] = 'run';
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName, value } = token;
    if (name === 'help' || name === 'version') wants = wants === 'help' ? 'help' : name;
    else if (commandSwitches.includes(name)) {
      if (value === undefined) switches.add(name);
      else problems.push(`${rawName} takes no value`);
    } else if (!settingFlags.includes(name) && !commandValues.includes(name))
      problems.push(unknown('option', rawName, name, allFlags, '--'));
    else if (value === undefined) problems.push(`${rawName} needs a value, such as ${rawName}=…`);
    else if (commandValues.includes(name)) values.set(name, value);
    else flags[name] = value;
  }
  return { flags, words, switches, values, wants, problems };
}

/** `quizloop guide.md` opens it. A word that is neither a command nor looks like a file is a slip of the finger. */
const meansFile = (word: string): boolean =>
  !commands.some(({ name }) => name === word) && (/[./\\]/.test(word) || existsSync(word));

function unknown(what: string, shown: string, typed: string, known: readonly string[], prefix: string): string {
  const meant = nearest(typed, known);
  const hint = meant === null ? 'See --help for all' : `Did you mean ${prefix}${meant}?`;
  return `there is no ${what} ${shown}. ${hint}`;
}

export interface CommandLine {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly input: Surroundings['input'];
  readonly out: Output;
  readonly err: Output;
  readonly version: string;
}

/** Resolves with the exit code. */
export async function runCommandLine({ args, env, input, out, err, version }: CommandLine): Promise<number> {
  const refuse = (lines: readonly string[]): number => {
    for (const line of lines) err.write(`quizloop: ${line}\n`);
    return 1;
  };
  const { flags, words, switches, values, wants, problems } = understand(args);
  if (problems.length > 0) return refuse(problems);
  if (wants === 'help') {
    out.write(help(version, commands));
    return 0;
  }
  if (wants === 'version') {
    out.write(`${version}\n`);
    return 0;
  }
  const [first] = words;
  const [name = serve.name, ...operands] = first !== undefined && meansFile(first) ? [open.name, ...words] : words;
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) {
    const names = commands.map((candidate) => candidate.name);
    return refuse([unknown('command', `"${name}"`, name, names, '')]);
  }
  if (operands.length > command.operandsMax) {
    return refuse([
      `"${command.name}" takes ${command.usage || 'nothing'}: "${operands[command.operandsMax]}" is too much`,
    ]);
  }
  const own = [...(command.switches ?? []), ...(command.valued ?? [])];
  const stray = [...switches, ...values.keys()].find((one) => !own.includes(one));
  if (stray !== undefined) return refuse([`"${command.name}" has no option --${stray}`]);
  const given = readSettings(env, flags);
  if (given.problems !== undefined) return refuse(given.problems);
  try {
    return await command.run({ settings: given.settings, operands, switches, values, input, out, err, version });
  } catch (error) {
    if (error instanceof StartRefusal) return refuse([error.message]);
    throw error;
  }
}
