/**
 * The registry of the client: the only place in it where kinds are known by name. Each loads on demand, so that a
 * phone fetches what its pack asks and a stage nothing of the phone's.
 */
import type { Component } from 'svelte';
import { wordsReady } from '../words/spoken.ts';
import type { EditorProps, PhoneProps, StageProps } from './props.ts';

type Load<Props extends object> = () => Promise<{ default: Component<Props> }>;

interface Screens {
  readonly phone: Load<PhoneProps>;
  readonly stage: Load<StageProps>;
  /** Kinds without it are edited as files only. */
  readonly editor?: Load<EditorProps>;
}

const registry: Readonly<Record<string, Screens>> = {
  choice: { phone: () => import('./choice/Phone.svelte'), stage: () => import('./choice/Stage.svelte') },
  typed: { phone: () => import('./typed/Phone.svelte'), stage: () => import('./typed/Stage.svelte') },
  explain: {
    phone: () => import('./explain/Phone.svelte'),
    stage: () => import('./explain/Stage.svelte'),
    editor: () => import('./explain/Editor.svelte'),
  },
  match: {
    phone: () => import('./match/Phone.svelte'),
    stage: () => import('./match/Stage.svelte'),
    editor: () => import('./match/Editor.svelte'),
  },
  bluff: {
    phone: () => import('./bluff/Phone.svelte'),
    stage: () => import('./bluff/Stage.svelte'),
    editor: () => import('./bluff/Editor.svelte'),
  },
  poll: { phone: () => import('./poll/Phone.svelte'), stage: () => import('./poll/Stage.svelte') },
  discuss: {
    phone: () => import('./discuss/Phone.svelte'),
    stage: () => import('./discuss/Stage.svelte'),
    editor: () => import('./discuss/Editor.svelte'),
  },
  slide: { phone: () => import('./slide/Phone.svelte'), stage: () => import('./slide/Stage.svelte') },
};

function screensOf(kind: string): Screens {
  const screens = Object.hasOwn(registry, kind) ? registry[kind] : undefined;
  if (screens === undefined) throw new Error(`No screens for the kind "${kind}": client/kinds/index.ts names them.`);
  return screens;
}

const loaded = new Map<unknown, Promise<unknown>>();

/** The same promise for the same screen; one that failed (no network) is tried anew. */
function once<Props extends object>(load: Load<Props>): Promise<Component<Props>> {
  const before = loaded.get(load) as Promise<Component<Props>> | undefined;
  if (before !== undefined) return before;
  // Some bring sentences that the page itself does not use.
  const loading = load().then(async (module) => {
    await wordsReady();
    return module.default;
  });
  loaded.set(load, loading);
  loading.catch(() => loaded.delete(load));
  return loading;
}

export const loadPhone = async (kind: string): Promise<Component<PhoneProps>> => once(screensOf(kind).phone);
export const loadStage = async (kind: string): Promise<Component<StageProps>> => once(screensOf(kind).stage);

/** Null for a kind that has no editor. */
export async function loadEditor(kind: string): Promise<Component<EditorProps> | null> {
  const { editor } = screensOf(kind);
  return editor === undefined ? null : once(editor);
}

/** Fetches the phone's screens of all kinds while there is time, so that none is missing when the network is. */
export function warmPhones(): void {
  for (const screens of Object.values(registry)) once(screens.phone).catch(() => {});
}
