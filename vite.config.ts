/**
 * How the client is built: one page, hashed assets, nothing inlined, so that the strict Content-Security-Policy of
 * the server holds. `npx vite` serves it for development and hands everything live to a server on port 4555.
 */
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const server = 'http://127.0.0.1:4555';

/** The socket's third transport needs HTTP/3, which we do not speak: no phone has to carry it. */
const withoutWebTransport: Plugin = {
  name: 'without-web-transport',
  enforce: 'pre',
  resolveId: (source) => (/[/]webtransport\.js$/.test(source) ? '\0no-web-transport' : null),
  load: (id) => (id === '\0no-web-transport' ? 'export class WT {}' : null),
};

/** What every phone loads, with all that it imports: in one file it is compressed best, and there is one way to go. */
const phone = /client.App\.svelte$|pages.(?:join|play).Page\.svelte$|kinds.choice.Phone\.svelte$/;

/** Svelte does not say that its parts do nothing when merely imported; unused ones would stay in. */
const svelteParts = /svelte.src.(?:internal.client|legacy)./;

export default defineConfig({
  root: here('client'),
  // Dependencies pre-bundled by the development server stay out of the source tree.
  cacheDir: here('node_modules/.vite'),
  plugins: [svelte({ configFile: false }), withoutWebTransport],
  build: {
    outDir: here('dist/client'),
    emptyOutDir: true,
    // Schools keep tablets for many years; this is as old as WebSocket, module scripts and modern CSS allow.
    // Safari 15 has all that the script uses; for a fault of it in class fields that we have no part in, every private
    // field would be rewritten.
    target: ['chrome100', 'edge100', 'firefox100', 'safari16'],
    cssTarget: ['chrome100', 'edge100', 'firefox100', 'safari15'],
    // Where it is missing the files still load, one after the other.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      treeshake: { moduleSideEffects: (id) => !svelteParts.test(id) },
      output: { codeSplitting: { groups: [{ name: 'phone', test: phone }] } },
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
