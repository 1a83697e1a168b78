/** One pack file: read, understood and checked, or refused with every fault that was found. It never throws for a file. */
import * as v from 'valibot';
import { packProblemsMax } from '../../shared/limits.ts';
import { packSchema, type Pack } from '../../shared/pack.ts';
import { decodePack, readBytes } from './packBytes.ts';
import { codeOf, failed, faultAt, type PackFault, type Reading } from './packFault.ts';
import { readSource } from './packSource.ts';
import { packFaults } from './packWords.ts';
import { readWritten } from './writtenPack.ts';

export async function readPackFile(path: string): Promise<Reading<Pack>> {
  let bytes: Buffer;
  try {
    bytes = await readBytes(path);
  } catch (error) {
    return failed(faultAt(null, `the file cannot be read (${codeOf(error)}): check that it is there and may be read`));
  }
  const text = decodePack(bytes);
  if (!text.ok) return text;
  try {
    return parsePack(text.value);
  } catch (error) {
    // A mistake of ours: the file is left out, and the rest of the shelf is still there.
    return failed(faultAt(null, `Quizloop cannot read this file; please report it (${String(error).slice(0, 200)})`));
  }
}

export function parsePack(text: string): Reading<Pack> {
  const written = v.safeParse(packSchema, readWritten(text));
  if (written.success) return { ok: true, value: written.output };
  const source = readSource(text);
  if (!source.ok) return failed(...inOrder(source.faults));
  const { raw } = source.value;
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    const found = raw === null ? 'is empty' : Array.isArray(raw) ? 'is a list' : 'is a single text';
    return failed(faultAt({ line: 1, column: 1 }, `the file ${found}: a pack has a "title" and a list of "items"`));
  }
  const parsed = v.safeParse(packSchema, raw);
  if (parsed.success) return { ok: true, value: parsed.output };
  return failed(...inOrder(packFaults(parsed.issues, source.value)));
}

/** A pack that came as plain values and not in a file: its faults are told by item and field, without lines. */
export function checkPack(raw: unknown): Reading<Pack> {
  const parsed = v.safeParse(packSchema, raw);
  if (parsed.success) return { ok: true, value: parsed.output };
  return failed(...inOrder(packFaults(parsed.issues, { raw, place: () => null })));
}

/** As a person goes through the file, and no more than a person mends at once. */
function inOrder(faults: readonly PackFault[]): PackFault[] {
  const sorted = [...faults].sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
  if (sorted.length <= packProblemsMax) return sorted;
  const told = sorted.slice(0, packProblemsMax - 1);
  return [...told, faultAt(null, `${String(sorted.length - told.length)} more problems: mend these first`)];
}
