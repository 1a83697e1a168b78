/**
 * Night or paper: what the person chose, else what the device prefers; the stage is night unless paper was chosen. Only
 * this and public/theme.js (before the first paint) write `data-theme`.
 */
import { keep } from './live/keep.ts';

export const themeChoices = ['auto', 'light', 'dark'] as const;
export type ThemeChoice = (typeof themeChoices)[number];

const key = 'theme';
const prefersDark = matchMedia('(prefers-color-scheme: dark)');

const kept = keep.get(key);
let choice = $state<ThemeChoice>(themeChoices.find((each) => each === kept) ?? 'auto');
let isStage = $state(false);
let deviceIsDark = $state(prefersDark.matches);

prefersDark.addEventListener('change', () => {
  deviceIsDark = prefersDark.matches;
  paint();
});

function paint(): void {
  document.documentElement.dataset.theme = theme.current;
  // The bars of the browser take the colour of the ground.
  const ground = getComputedStyle(document.documentElement).getPropertyValue('--ground').trim();
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', ground);
}

export const theme = {
  get choice(): ThemeChoice {
    return choice;
  },
  get current(): 'light' | 'dark' {
    if (choice !== 'auto') return choice;
    return isStage || deviceIsDark ? 'dark' : 'light';
  },
  choose(wanted: ThemeChoice): void {
    choice = wanted;
    if (wanted === 'auto') keep.remove(key);
    else keep.set(key, wanted);
    paint();
  },
  /** Told by the router. */
  enter(page: string): void {
    isStage = page === 'stage';
    paint();
  },
};
