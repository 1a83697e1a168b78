/**
 * One project for each folder of tests. Groups run one after another: what holds the processor (simulations) or
 * measures time (live sockets, browsers) never runs beside something else that does.
 */
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

function project(name: string, test: TestProjectInlineConfiguration['test']): TestProjectInlineConfiguration {
  return { extends: true, test: { name, include: [`tests/${name}/**/*.test.ts`], ...test } };
}

const minuteMs = 60_000;

export default defineConfig({
  // What the client's tests run is compiled and resolved as for a browser, without the styles.
  plugins: [svelte({ configFile: false, emitCss: false })],
  resolve: { conditions: ['browser'] },
  test: {
    passWithNoTests: true,
    projects: [
      project('house', { sequence: { groupOrder: 0 } }),
      project('unit', { sequence: { groupOrder: 0 }, setupFiles: ['tests/support/chance.ts'] }),
      project('property', {
        sequence: { groupOrder: 0 },
        setupFiles: ['tests/support/chance.ts'],
        testTimeout: minuteMs,
      }),
      project('sim', { sequence: { groupOrder: 1 }, testTimeout: 5 * minuteMs }),
      project('live', {
        sequence: { groupOrder: 2 },
        fileParallelism: false,
        testTimeout: 2 * minuteMs,
        hookTimeout: minuteMs,
      }),
      project('gameday', {
        sequence: { groupOrder: 3 },
        fileParallelism: false,
        testTimeout: 5 * minuteMs,
        hookTimeout: minuteMs,
      }),
      project('threats', {
        sequence: { groupOrder: 4 },
        fileParallelism: false,
        testTimeout: 2 * minuteMs,
        hookTimeout: minuteMs,
      }),
      project('browser', {
        sequence: { groupOrder: 5 },
        fileParallelism: false,
        testTimeout: 10 * minuteMs,
        hookTimeout: 2 * minuteMs,
      }),
    ],
  },
});
