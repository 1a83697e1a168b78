/** Loads a kind's component once, with the sentences that it brings; one that failed (no network) is tried anew. */
import type { Component } from 'svelte';
import { wordsReady } from '../words/spoken.ts';

export type Modules<Props extends object> = Readonly<Record<string, () => Promise<{ default: Component<Props> }>>>;

/** The same promise for the same path. Rejects for a path that no kind has. */
export function loaderOf<Props extends object>(modules: Modules<Props>): (path: string) => Promise<Component<Props>> {
  const loaded = new Map<string, Promise<Component<Props>>>();
  return (path) => {
    const before = loaded.get(path);
    if (before !== undefined) return before;
    const loading = fetchOf(modules, path);
    loaded.set(path, loading);
    loading.catch(() => loaded.delete(path));
    return loading;
  };
}

async function fetchOf<Props extends object>(modules: Modules<Props>, path: string): Promise<Component<Props>> {
  const fetched = await modules[path]?.();
  if (fetched === undefined) throw new Error(`There is no client/kinds/${path}.`);
  // Some bring sentences that the page itself does not use.
  await wordsReady();
  return fetched.default;
}
