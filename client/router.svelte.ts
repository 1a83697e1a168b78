/**
 * Where the browser is, as a rune, over the History API. Plain links work: a press on one of our own is taken here, and
 * the page is not loaded anew. Which page draws a place is App's business.
 */
import { pathOf, placeOf, type Place } from './address.ts';

export interface Here {
  /** Null where there is nothing. */
  readonly place: Place | null;
  /** With its `#`, or empty. */
  readonly hash: string;
}

function look(): Here {
  const isGalleryOpen = import.meta.env.DEV || new URLSearchParams(location.search).has('gallery');
  return { place: placeOf(location.pathname, isGalleryOpen), hash: location.hash };
}

/** The address bar shows the one form of an address, however it was typed. */
function tidy({ place }: Here): void {
  if (place === null) return;
  const path = pathOf(place);
  if (path !== location.pathname) history.replaceState(history.state, '', path + location.search + location.hash);
}

let here = $state.raw<Here>(look());

export const router = {
  get here(): Here {
    return here;
  },
};

function arrive(): void {
  here = look();
  tidy(here);
}

export function navigate(to: string, { replace = false } = {}): void {
  if (replace) history.replaceState(null, '', to);
  else history.pushState(null, '', to);
  arrive();
}

/** The link of ours that a press means to follow in this window, or null. */
function linkOf(event: MouseEvent): HTMLAnchorElement | null {
  const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  if (event.defaultPrevented || !isPlain || !(event.target instanceof Element)) return null;
  const link = event.target.closest('a');
  if (link === null || link.target !== '' || link.hasAttribute('download')) return null;
  const isOurs = link.origin === location.origin && placeOf(link.pathname, true) !== null;
  // A jump within the page is the browser's.
  const isJump = link.pathname === location.pathname && link.hash !== '';
  return isOurs && !isJump ? link : null;
}

/** Begins to follow links and the browser's own back and forth. */
export function startRouter(): void {
  tidy(here);
  addEventListener('popstate', arrive);
  addEventListener('hashchange', arrive);
  document.addEventListener('click', (event) => {
    const link = linkOf(event);
    if (link === null) return;
    event.preventDefault();
    navigate(link.pathname + link.search + link.hash);
  });
}
