/**
 * The source tree as the house rules look at it: the files, their imports, and what reaches what. Reads files and
 * judges nothing.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface SourceFile {
  /** From the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** Files of the tree that it imports, in any way. */
  readonly imports: readonly string[];
  /** The same without what is only loaded on demand. */
  readonly staticImports: readonly string[];
  /** Programs that it names in quotes, from its own folder or the root: it starts them. */
  readonly programs: readonly string[];
}

const folders = ['shared', 'server', 'client', 'tests'];
const sourceName = /\.(?:ts|mjs|js|svelte|css|html)$/;

function walk(folder: string): string[] {
  if (!existsSync(folder)) return [];
  // Names with a dot in front are somebody's scratch, not part of the tree.
  const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !name.startsWith('.'));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : [path];
  });
}

const fromRoot = (path: string): string => relative(root, path).split(sep).join('/');

/** Every path of the tree, also of files that are no source: names are held to the rules too. */
export const allPaths: readonly string[] = [...folders, 'content']
  .flatMap((folder) => walk(join(root, folder)))
  .map(fromRoot)
  .sort();

/** The scripts of a file: itself, or what stands between its script tags. */
export function scriptsOf(path: string, text: string): string {
  if (!path.endsWith('.svelte')) return text;
  return [...text.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map(([, script]) => script).join('\n');
}

/** `import.meta.glob('../kinds/*∕Page.svelte')` as the files it stands for. */
function expandGlob(from: string, pattern: string): string[] {
  const absolute = pattern.startsWith('/') ? `client${pattern}` : posix.join(posix.dirname(from), pattern);
  const source = absolute
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*\/|\*/g, (stars) => (stars === '*' ? '[^/]*' : '(?:.*/)?'));
  const regex = new RegExp(`^${source}$`);
  return allPaths.filter((path) => regex.test(path));
}

/** The tree's file that a specifier means, or null for a package. */
function resolve(from: string, specifier: string): string | null {
  const bare = specifier.replace(/\?.*$/, '');
  if (bare.startsWith('/') && from.startsWith('client/')) {
    const candidates = [`client${bare}`, `client/public${bare}`];
    return candidates.find((path) => existsSync(join(root, path))) ?? null;
  }
  if (!bare.startsWith('.')) return null;
  const path = posix.join(posix.dirname(from), bare);
  return existsSync(join(root, path)) && statSync(join(root, path)).isFile() ? path : null;
}

const present = (path: string | null): path is string => path !== null;

/** Import and export declarations, by the compiler's own reading: not what is loaded on demand. */
function staticSpecifiers(path: string, script: string): string[] {
  const file = ts.createSourceFile(path, script, ts.ScriptTarget.ESNext, false, ts.ScriptKind.TS);
  return file.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const { moduleSpecifier } = statement;
    return moduleSpecifier !== undefined && ts.isStringLiteral(moduleSpecifier) ? [moduleSpecifier.text] : [];
  });
}

function read(path: string): SourceFile {
  const text = readFileSync(join(root, path), 'utf8');
  if (/\.(?:html|css)$/.test(path)) {
    const links = [
      ...text.matchAll(/(?:src|href)="([^"]+)"|@import\s+(?:url\()?['"]([^'"]+)['"]|url\(['"]?([^'")]+)/g),
    ];
    const imports = links.map(([, link, sheet, url]) => resolve(path, link ?? sheet ?? url ?? '')).filter(present);
    return { path, text, imports, staticImports: imports, programs: [] };
  }
  const script = scriptsOf(path, text);
  const globs = [...script.matchAll(/import\.meta\.glob(?:<[^>]*>)?\(\s*(\[[^\]]*\]|'[^']*')/g)]
    .flatMap(([, list = '']) => [...list.matchAll(/'([^']+)'/g)].map(([, pattern = '']) => pattern))
    .flatMap((pattern) => expandGlob(path, pattern));
  const urls = [...script.matchAll(/new URL\(\s*'([^']+)',\s*import\.meta\.url/g)].map(([, url = '']) => url);
  const all = ts.preProcessFile(script, true, true).importedFiles.map(({ fileName }) => fileName);
  const named = [...script.matchAll(/'(?:\.\/)?([\w/-]+\.(?:ts|mjs))'/g)].map(([, name = '']) => name);
  const toFiles = (specifiers: readonly string[]) => [
    ...new Set(specifiers.map((specifier) => resolve(path, specifier)).filter(present)),
  ];
  return {
    path,
    text,
    imports: [...new Set([...toFiles([...all, ...urls]), ...globs])],
    staticImports: toFiles(staticSpecifiers(path, script)),
    programs: named
      .flatMap((name) => [name, posix.join(posix.dirname(path), name)])
      .filter((file) => existsSync(join(root, file))),
  };
}

export const sourceFiles: readonly SourceFile[] = allPaths.filter((path) => sourceName.test(path)).map(read);

const byPath = new Map(sourceFiles.map((file) => [file.path, file]));

/** All files that can be reached from `entries` along any import. */
export function reachable(entries: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const open = [...entries];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    open.push(...(byPath.get(path)?.imports ?? []), ...(byPath.get(path)?.programs ?? []));
  }
  return seen;
}

/** Circles of imports, each as the way round, ending where it begins. */
export function circles(): string[][] {
  const found: string[][] = [];
  const done = new Set<string>();
  const way: string[] = [];
  const visit = (path: string): void => {
    const at = way.indexOf(path);
    if (at !== -1) found.push([...way.slice(at), path]);
    if (at !== -1 || done.has(path)) return;
    way.push(path);
    for (const next of byPath.get(path)?.staticImports ?? []) visit(next);
    way.pop();
    done.add(path);
  };
  for (const { path } of sourceFiles) visit(path);
  return found;
}
