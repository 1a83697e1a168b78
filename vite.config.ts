/**
 * How the client is built: one page, hashed assets, nothing inlined, so that the strict Content-Security-Policy of
 * the server holds. `npx vite` serves it for development and hands everything live to a server on port 4555.
 */
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const server = 'http://127.0.0.1:4555';

export default defineConfig({
  root: here('client'),
  // Dependencies pre-bundled by the development server stay out of the source tree.
  cacheDir: here('node_modules/.vite'),
  plugins: [svelte({ configFile: false })],
  build: {
    outDir: here('dist/client'),
    emptyOutDir: true,
    // Schools keep tablets for many years; this is as old as WebSocket, module scripts and modern CSS allow.
    target: ['chrome100', 'edge100', 'firefox100', 'safari15'],
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
