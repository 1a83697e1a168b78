/** `quizloop check [FOLDER]`: looks for mistakes in packs, as the server would when it loads them, and starts nothing. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { contentFolder } from '../place.ts';
import { StartRefusal } from '../start/startRefusal.ts';
import { loadPacks } from '../store/packs.ts';
import type { Command } from './command.ts';

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

export const check: Command = {
  name: 'check',
  usage: '[FOLDER]',
  operandsMax: 1,
  summary: 'look for mistakes in the packs of a folder (default: the packs the server would load)',
  async run({ settings, operands, out }) {
    const folders =
      operands.length > 0 ? operands.map((path) => resolve(path)) : [contentFolder, ...settings.packFolders];
    const missing = folders.find((folder) => !existsSync(folder));
    if (missing !== undefined) throw new StartRefusal(`there is no folder ${missing}`);
    const { packs, problems } = await loadPacks(folders);
    for (const { id, pack, itemCount } of packs)
      out.write(`fine   ${id}: ${pack.title} (${plural(itemCount, 'item')})\n`);
    for (const { file, line, column, message } of problems) {
      const place = line === null ? file : `${file}:${line}${column === null ? '' : `:${column}`}`;
      out.write(`wrong  ${place}: ${message}\n`);
    }
    if (packs.length === 0 && problems.length === 0) throw new StartRefusal(`no packs in ${folders.join(', ')}`);
    out.write(`\n${plural(packs.length, 'pack')} fine, ${plural(problems.length, 'problem')}\n`);
    return problems.length === 0 ? 0 : 1;
  },
};
