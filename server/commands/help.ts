/** What --help prints, made from the tables of commands and settings, so that it cannot miss one. */
import { settingsTable, type Setting } from '../settings.ts';
import type { Command } from './command.ts';

const columns = 80;
const settingIndent = 26;

/** Breaks a sentence into lines that fit beside the first column. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function describe({ flag, env, value, default: preset, defaultShown, help }: Setting): string {
  const name = flag === null ? `(${env[0]} only)` : `--${flag} ${value}`;
  const variables = [...env].reverse().join(' or ');
  return entry(`  ${name}`, [
    ...wrap(help, columns - settingIndent),
    ...wrap(`${variables}; default: ${defaultShown ?? preset}`, columns - settingIndent),
  ]);
}

/** The first line stands beside the head where there is room. */
function entry(head: string, lines: readonly string[]): string {
  const [beside = '', ...below] = head.length < settingIndent ? lines : ['', ...lines];
  return [
    `${head.padEnd(settingIndent)}${beside}`.trimEnd(),
    ...below.map((line) => ' '.repeat(settingIndent) + line),
  ].join('\n');
}

export function help(version: string, commands: readonly Command[]): string {
  const usages = commands.map(({ name, usage, summary }) =>
    entry(`  quizloop ${name} ${usage}`, wrap(summary, columns - settingIndent)),
  );
  return [
    `Quizloop ${version}: a live quiz for a room full of people.`,
    '',
    '  quizloop FILE           the same as "quizloop open FILE"',
    ...usages,
    '',
    'Settings. An option counts before a variable of the environment, and that before',
    'the default.',
    '',
    ...settingsTable.map(describe),
    '',
    '  -h, --help              This text.',
    '  -v, --version           The version.',
    '',
  ].join('\n');
}
