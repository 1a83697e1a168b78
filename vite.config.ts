/**
 * How the client is built: one page, hashed assets, nothing inlined, so that the strict Content-Security-Policy of
 * the server holds. `npx vite` serves it for development and hands everything live to a server on port 4555.
 */
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build as bundle } from 'esbuild';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin, type Rolldown } from 'vite';

type OutputBundle = Rolldown.OutputBundle;

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const server = 'http://127.0.0.1:4555';

/**
 * What the socket could do and Quizloop never does: its third transport needs HTTP/3, which we do not speak, and all
 * that crosses the wire is text, so nothing has to be searched for bytes. No phone has to carry it.
 */
const unused: readonly (readonly [file: RegExp, stub: string])[] = [
  [/[/]webtransport\.js$/, 'export class WT {}'],
  [/[/]base64-arraybuffer\.js$/, 'export const decode = () => {};'],
  [
    /[/]encodePacket\.js$/,
    `import { PACKET_TYPES } from ${JSON.stringify(here('node_modules/engine.io-parser/build/esm/commons.js'))};
    export const encodePacket = ({ type, data }, _isBinary, send) => send(PACKET_TYPES[type] + (data || ''));
    export const encodePacketToBinary = null;`,
  ],
  [/[/]is-binary\.js$/, 'export const isBinary = () => false; export const hasBinary = () => false;'],
  [
    /[/]binary\.js$/,
    'export const deconstructPacket = (packet) => ({ packet, buffers: [] }); export const reconstructPacket = (packet) => packet;',
  ],
];
const withoutUnused: Plugin = {
  name: 'without-unused',
  enforce: 'pre',
  resolveId(source, importer) {
    if (importer === undefined || !/[/](?:engine\.io-(?:client|parser)|socket\.io-parser)[/]/.test(importer))
      return null;
    const at = unused.findIndex(([file]) => file.test(source));
    return at < 0 ? null : `\0unused-${String(at)}`;
  },
  load: (id) => (id.startsWith('\0unused-') ? (unused[Number(id.slice(8))]?.[1] ?? null) : null),
};

/** What every phone loads, with all that it imports: in one file it is compressed best, and there is one way to go. */
const phone = /client.App\.svelte$|pages.(?:join|play).Page\.svelte$|kinds.choice.Phone\.svelte$/;

/** Svelte does not say that its parts do nothing when merely imported; unused ones would stay in. */
const svelteParts = /svelte.src.(?:internal.client|legacy)./;

/** What a study page never loads: other pages, and what of the kinds only a stage or an editor shows. */
const notForStudy = /pages.(?!study.)\w+.Page\.svelte$|kinds.\w+.(?:Stage|Editor)\.svelte$/;
/** Without a hash in their names. */
const plainFiles = ['theme.js', 'icon.svg'];

/** Every script, style and letter that a study page may need, from the page itself to what it loads on demand. */
function studyAssets(output: OutputBundle): string[] {
  const names = new Set<string>();
  const waiting = Object.values(output).flatMap((file) =>
    file.type === 'chunk' && file.isEntry ? [file.fileName] : [],
  );
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const chunk = output[name];
    if (names.has(name) || chunk?.type !== 'chunk') continue;
    names.add(name);
    for (const style of chunk.viteMetadata?.importedCss ?? []) names.add(style);
    const later = chunk.dynamicImports.filter((each) => {
      const wanted = output[each];
      return wanted?.type === 'chunk' && !notForStudy.test(wanted.facadeModuleId ?? '');
    });
    waiting.push(...chunk.imports, ...later);
  }
  // Letters beyond the Latin alphabet come when a page shows one.
  const letters = Object.values(output).flatMap((file) =>
    file.type === 'asset' && file.names.some((name) => /-latin-wght-normal\.woff2$/.test(name)) ? [file.fileName] : [],
  );
  return [...names, ...letters].sort();
}

/** Builds the service worker of the study pages, which knows by name what it keeps. */
const studyWorker: Plugin = {
  name: 'study-worker',
  apply: 'build',
  enforce: 'post',
  async generateBundle(_options, output) {
    const assets = studyAssets(output);
    const plain = plainFiles.map((name) => {
      const hash = createHash('sha256').update(readFileSync(here(`client/public/${name}`)));
      return { url: `/${name}`, revision: hash.digest('hex').slice(0, 16) };
    });
    // The page names its scripts, so it is another one whenever one of them is.
    const version = createHash('sha256').update(
      JSON.stringify([assets, plain, readFileSync(here('client/index.html'), 'utf8')]),
    );
    const files = [
      { url: '/study/', revision: version.digest('hex').slice(0, 16) },
      ...plain,
      ...assets.map((name) => ({ url: `/${name}`, revision: null })),
    ];
    const { outputFiles } = await bundle({
      entryPoints: [here('client/pages/study/worker.ts')],
      bundle: true,
      minify: true,
      write: false,
      format: 'iife',
      target: ['chrome100', 'firefox100', 'safari15'],
      define: { 'process.env.NODE_ENV': '"production"', studyFiles: JSON.stringify(files) },
    });
    const [worker] = outputFiles;
    if (worker !== undefined) this.emitFile({ type: 'asset', fileName: 'study/worker.js', source: worker.text });
  },
};

export default defineConfig({
  root: here('client'),
  // Dependencies pre-bundled by the development server stay out of the source tree.
  cacheDir: here('node_modules/.vite'),
  plugins: [svelte({ configFile: false }), withoutUnused, studyWorker],
  build: {
    outDir: here('dist/client'),
    emptyOutDir: true,
    // Schools keep tablets for many years; this is as old as WebSocket, module scripts and modern CSS allow.
    // Safari 15 has all that the script uses; for a fault of it in class fields that we have no part in, every private
    // field would be rewritten.
    target: ['chrome100', 'edge100', 'firefox100', 'safari16'],
    cssTarget: ['chrome100', 'edge100', 'firefox100', 'safari15'],
    // Where it is missing the files still load, one after the other.
    // A page's style must be there before it is drawn; the scripts that it imports it asks for itself, and a phone need
    // not carry the names of all pages' parts for that.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_file, dependencies, { hostType }) =>
        hostType === 'html' ? dependencies : dependencies.filter((each) => each.endsWith('.css')),
    },
    rolldownOptions: {
      // A bound that only a desk knows would otherwise be a name that every phone carries and gives on.
      optimization: { inlineConst: { mode: 'all', pass: 3 } },
      treeshake: { moduleSideEffects: (id) => !svelteParts.test(id) },
      output: {
        // The parts that no phone has are one file for all other pages: a phone carries one name instead of a dozen.
        codeSplitting: {
          groups: [
            { name: 'phone', test: phone, priority: 2 },
            { name: 'parts', test: /client.ui./, priority: 1 },
          ],
        },
        // A phone carries the names of all files that it may want: seven signs are enough to tell them apart.
        chunkFileNames: 'assets/[hash:7].js',
        assetFileNames: 'assets/[hash:7][extname]',
      },
    },
    // A data: address would need a hole in the policy, and hashed files are cached for good anyway.
    assetsInlineLimit: 0,
    // Which file holds what: read by the test of the budget.
    manifest: true,
    reportCompressedSize: false,
  },
  server: {
    proxy: { '/api': server, '/socket.io': { target: server, ws: true } },
    fs: { allow: [here('.')] },
  },
});
