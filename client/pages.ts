/** The pages, each fetched when its address is opened: a phone loads nothing of the desk. */
import type { Component } from 'svelte';
import type { PageName } from './address.ts';
import type { Load } from './pages/others.ts';

export interface PageProps {
  /** The room's code, or the pack's id; empty where the address has none. */
  code: string;
  /** With its `#`, or empty. */
  hash: string;
}

/** Those of players. Where the others are says a file that no phone fetches: their names alone are hundreds of bytes. */
const players: Readonly<Record<'join' | 'play', Load>> = {
  join: () => import('./pages/join/Page.svelte'),
  play: () => import('./pages/play/Page.svelte'),
};

export async function loadPage(name: PageName): Promise<Component<PageProps>> {
  const isPlayers = name === 'join' || name === 'play';
  const load = isPlayers ? players[name] : (await import('./pages/others.ts')).others[name];
  return (await load()).default as Component<PageProps>;
}

/** Why a page could not be fetched: the device is offline, or its files are those of an older version. */
export async function whyNotLoaded(): Promise<'offline' | 'new-version'> {
  try {
    const { ok } = await fetch('/healthz', { cache: 'no-store' });
    return ok ? 'new-version' : 'offline';
  } catch {
    return 'offline';
  }
}
