/** The kinds' editors: for the fields that are their own. A kind without one is edited as a file only. */
import type { Component } from 'svelte';
import { loaderOf, type Modules } from './loader.ts';
import type { EditorProps } from './props.ts';

const editors = import.meta.glob('./*/Editor.svelte') as Modules<EditorProps>;
const load = loaderOf(editors);

/** Null for a kind that has no editor. */
export async function loadEditor(kind: string): Promise<Component<EditorProps> | null> {
  const path = `./${kind}/Editor.svelte`;
  return Object.hasOwn(editors, path) ? load(path) : null;
}
