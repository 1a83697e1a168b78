/** Times and sizes as people read them, in the language of the page. */
import type { Language } from '../../language.svelte.ts';

/** 0:07, 14:36, 1:02:03. */
export function clockOf(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3_600), Math.floor((whole % 3_600) / 60), whole % 60];
  const two = (n: number): string => String(n).padStart(2, '0');
  return hours > 0 ? `${String(hours)}:${two(minutes)}:${two(rest)}` : `${String(minutes)}:${two(rest)}`;
}

const inUnit = (language: Language, unit: string, value: number, digits = 0): string =>
  new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: digits }).format(
    value,
  );

export function sizeOf(bytes: number, language: Language): string {
  if (bytes < 1_000_000) return inUnit(language, 'kilobyte', Math.max(1, Math.round(bytes / 1_000)));
  return inUnit(language, 'megabyte', bytes / 1_000_000, 1);
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** How long to wait, in one unit: 10 min, 5 hr, 3 days, 2 mths. */
export function waitOf(ms: number, language: Language): string {
  if (ms < hourMs) return inUnit(language, 'minute', Math.max(1, Math.round(ms / minuteMs)));
  if (ms < dayMs) return inUnit(language, 'hour', Math.round(ms / hourMs));
  if (ms < 60 * dayMs) return inUnit(language, 'day', Math.round(ms / dayMs));
  if (ms < 730 * dayMs) return inUnit(language, 'month', Math.round(ms / (30.4 * dayMs)));
  return inUnit(language, 'year', ms / (365.25 * dayMs), 1);
}

/** Words as writers count them: what has a letter or a digit in it. */
export const wordCount = (text: string): number =>
  text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
