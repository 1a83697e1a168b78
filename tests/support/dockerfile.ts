/**
 * Does by hand what a Dockerfile says, as far as that goes without Docker: each stage is a folder, files are copied between
 * them, and commands run in them. Packages are not fetched: those of the checkout are linked, and only those that are asked for.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Instruction {
  readonly name: string;
  readonly rest: string;
}

export interface Stage {
  readonly image: string;
  readonly name: string | null;
  readonly instructions: readonly Instruction[];
}

export function readDockerfile(): readonly Stage[] {
  const stages: { image: string; name: string | null; instructions: Instruction[] }[] = [];
  for (const line of readFileSync(join(root, 'Dockerfile'), 'utf8').split('\n')) {
    const [, name = '', rest = ''] = /^([A-Z]+) (.+)$/.exec(line) ?? [];
    if (name === 'FROM') {
      const [image = '', , alias = null] = rest.split(' ');
      stages.push({ image, name: alias, instructions: [] });
    } else if (name !== '') stages.at(-1)?.instructions.push({ name, rest });
  }
  return stages;
}

/** The words of an instruction in its exec form, such as ENTRYPOINT ["node", …]. */
export function wordsOf(stage: Stage | undefined, name: string): readonly string[] {
  const rest = stage?.instructions.find((each) => each.name === name)?.rest ?? '';
  return v.parse(v.array(v.string()), JSON.parse(rest.slice(rest.indexOf('['))));
}

export const restsOf = (stage: Stage | undefined, name: string): readonly string[] =>
  (stage?.instructions ?? []).filter((each) => each.name === name).map(({ rest }) => rest);

const packageSchema = v.object({ dev: v.optional(v.boolean()), devOptional: v.optional(v.boolean()) });
const lockSchema = v.object({ packages: v.record(v.string(), packageSchema) });

/** The packages that `npm ci` would bring, linked. */
function linkPackages(folder: string, hasDev: boolean): void {
  const { packages } = v.parse(lockSchema, JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  for (const [path, { dev, devOptional }] of Object.entries(packages)) {
    const isTop = /^node_modules\/(?:@[^/]+\/)?[^/]+$/.test(path);
    if (!isTop || (!hasDev && (dev === true || devOptional === true)) || !existsSync(join(root, path))) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    symlinkSync(join(root, path), join(folder, path));
  }
  if (hasDev) symlinkSync(join(root, 'node_modules', '.bin'), join(folder, 'node_modules', '.bin'));
}

const ignored = (): Set<string> => new Set(readFileSync(join(root, '.dockerignore'), 'utf8').trim().split('\n'));

/** `folderOf`: where a stage is built, by its name. Returns the commands that were left out. */
export function buildStage(stage: Stage, folder: string, folderOf: (name: string) => string): readonly string[] {
  const leftOut: string[] = [];
  let workdir = folder;
  for (const { name, rest } of stage.instructions) {
    if (name === 'WORKDIR') {
      workdir = join(folder, rest);
      mkdirSync(workdir, { recursive: true });
    } else if (name === 'COPY') copy(rest, workdir, folderOf);
    else if (name === 'RUN' && rest.startsWith('npm ci')) linkPackages(workdir, !rest.includes('--omit=dev'));
    // What lies outside of the work folder is the image's own.
    else if (name === 'RUN' && /(?:^| )\//.test(rest)) leftOut.push(rest);
    else if (name === 'RUN') {
      const { NODE_ENV: _test, ...env } = process.env;
      const { status, stderr, stdout } = spawnSync(rest, { cwd: workdir, shell: true, encoding: 'utf8', env });
      if (status !== 0) throw new Error(`"${rest}" ended with ${String(status)}:\n${stdout}${stderr}`);
    }
  }
  return leftOut;
}

function copy(rest: string, workdir: string, folderOf: (name: string) => string): void {
  const words = rest.split(' ');
  const from = /^--from=(.+)$/.exec(words[0] ?? '')?.[1];
  const paths = from === undefined ? words : words.slice(1);
  const target = join(workdir, paths.at(-1) ?? '');
  const skipped = ignored();
  for (const path of paths.slice(0, -1)) {
    const source = from === undefined ? join(root, path) : join(folderOf(from), path);
    // As Docker has it: a folder's content, or a file into the folder that is named.
    const to = path === '.' || !(paths.at(-1) ?? '').endsWith('/') ? target : join(target, basename(path));
    cpSync(source, to, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (each) =>
        from !== undefined || !skipped.has(each.slice(root.length).replace(/^\//, '').split('/')[0] ?? ''),
    });
  }
}
