/**
 * Keeps a page above the keyboard of a phone that lays it over the page (iOS): as `--visible-height` and `--visible-top`
 * on the root, for whoever has the page's height to say. Where the keyboard makes the page smaller they are not set.
 */
import type { Attachment } from 'svelte/attachments';

/** What a browser's own bars come to is less, and no keyboard is as low. */
const keyboardMin = 120;

export const aboveKeyboard: Attachment<HTMLElement> = () => {
  const seen = window.visualViewport;
  if (seen === null) return;
  const { style } = document.documentElement;
  const clear = (): void => {
    style.removeProperty('--visible-height');
    style.removeProperty('--visible-top');
  };
  const follow = (): void => {
    const covered = document.documentElement.clientHeight - seen.height;
    // Who pinches to see more closely moves about as they like.
    if (covered < keyboardMin || Math.abs(seen.scale - 1) > 0.01) return clear();
    style.setProperty('--visible-height', `${String(seen.height)}px`);
    style.setProperty('--visible-top', `${String(seen.pageTop)}px`);
  };
  follow();
  seen.addEventListener('resize', follow);
  seen.addEventListener('scroll', follow);
  return () => {
    seen.removeEventListener('resize', follow);
    seen.removeEventListener('scroll', follow);
    clear();
  };
};
