/**
 * Makes a text of any length fit where it stands: sets `--fit` (1 down to a least factor) on an element, so that its
 * only child does not run over. Sizes inside multiply by `--fit`; nothing else is touched.
 */
import type { Attachment } from 'svelte/attachments';

/** Below this a text is not read from the last row any more; then it scrolls instead. */
const fitMin = 0.45;
/** What moves stands out of its box meanwhile; by then every motion of ours has ended. */
const settledMs = 450;
/** Halvings of the search: 0.55 / 2⁶ is less than one hundredth. */
const steps = 6;

function isOver(box: HTMLElement): boolean {
  // A pixel of rounding is no overflow.
  return box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1;
}

function refit(box: HTMLElement): void {
  const set = (factor: number): void => box.style.setProperty('--fit', factor.toFixed(3));
  set(1);
  if (!isOver(box)) return;
  let low = fitMin;
  let high = 1;
  for (let step = 0; step < steps; step++) {
    const middle = (low + high) / 2;
    set(middle);
    if (isOver(box)) high = middle;
    else low = middle;
  }
  set(low);
}

export const fit: Attachment<HTMLElement> = (box) => {
  let frame = 0;
  let settled: ReturnType<typeof setTimeout> | undefined;
  const later = (): void => {
    cancelAnimationFrame(frame);
    clearTimeout(settled);
    frame = requestAnimationFrame(() => refit(box));
    settled = setTimeout(() => refit(box), settledMs);
  };
  refit(box);
  const sizes = new ResizeObserver(later);
  sizes.observe(box);
  const contents = new MutationObserver(later);
  contents.observe(box, { childList: true, characterData: true, subtree: true });
  // Letters of another width take the place of the first ones.
  void document.fonts.ready.then(later);
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(settled);
    sizes.disconnect();
    contents.disconnect();
  };
};
