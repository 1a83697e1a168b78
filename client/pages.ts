/** The pages, each fetched when its address is opened: a phone loads nothing of the desk. */
import type { Component } from 'svelte';
import type { PageName } from './address.ts';

export interface PageProps {
  /** The room's code, where the address has one. */
  code?: string | undefined;
  /** With its `#`, or empty. */
  hash?: string | undefined;
}

type Load = () => Promise<{ default: Component<PageProps> | Component<PageProps & { code: string }> }>;

const pages: Readonly<Record<PageName, Load>> = {
  join: () => import('./pages/join/Page.svelte'),
  play: () => import('./pages/play/Page.svelte'),
  stage: () => import('./pages/stage/Page.svelte'),
  desk: () => import('./pages/desk/Page.svelte'),
  library: () => import('./pages/library/Page.svelte'),
  gallery: () => import('./pages/gallery/Page.svelte'),
};

/** The address parts that a page asks for are there: client/address.ts made the place. */
export const loadPage = async (name: PageName): Promise<Component<PageProps>> =>
  (await pages[name]()).default as Component<PageProps>;

/** Why a page could not be fetched: the device is offline, or its files are those of an older version. */
export async function whyNotLoaded(): Promise<'offline' | 'new-version'> {
  try {
    const { ok } = await fetch('/healthz', { cache: 'no-store' });
    return ok ? 'new-version' : 'offline';
  } catch {
    return 'offline';
  }
}
