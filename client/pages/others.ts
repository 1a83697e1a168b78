/** Where the pages are that are not for players, and so on no phone. Each is fetched when its address is opened. */
import type { PageName } from '../address.ts';

/** A page takes of its props what it needs; a type that said so would refuse those that take none. */
export type Load = () => Promise<{ default: unknown }>;

export const others: Readonly<Record<Exclude<PageName, 'join' | 'play'>, Load>> = {
  stage: () => import('./stage/Page.svelte'),
  desk: () => import('./desk/Page.svelte'),
  library: () => import('./library/Page.svelte'),
  guide: () => import('./guide/Page.svelte'),
  study: () => import('./study/Page.svelte'),
  account: () => import('./account/Page.svelte'),
  reports: () => import('./reports/Page.svelte'),
  gallery: () => import('./gallery/Page.svelte'),
};
