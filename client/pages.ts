/** The pages, each fetched when its address is opened: a phone loads nothing of the desk. */
import type { Component } from 'svelte';
import type { PageName } from './address.ts';

export interface PageProps {
  /** The room's code, or the pack's id; empty where the address has none. */
  code: string;
  /** With its `#`, or empty. */
  hash: string;
}

/** A page takes of these props what it needs; a type that said so would refuse those that take none. */
type Load = () => Promise<{ default: unknown }>;

const pages: Readonly<Record<PageName, Load>> = {
  join: () => import('./pages/join/Page.svelte'),
  play: () => import('./pages/play/Page.svelte'),
  stage: () => import('./pages/stage/Page.svelte'),
  desk: () => import('./pages/desk/Page.svelte'),
  library: () => import('./pages/library/Page.svelte'),
  guide: () => import('./pages/guide/Page.svelte'),
  study: () => import('./pages/study/Page.svelte'),
  account: () => import('./pages/account/Page.svelte'),
  reports: () => import('./pages/reports/Page.svelte'),
  gallery: () => import('./pages/gallery/Page.svelte'),
};

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
