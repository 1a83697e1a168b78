/** Numbers as people of the chosen language write them. */
import { language } from '../../language.svelte.ts';

/** 12,340 or 12 340: by the language of the page. */
export const formatNumber = (value: number): string => formatOf(language.current).format(Math.round(value));

/** Making one is slow, and a counting number needs it in every frame. */
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(tag: string): Intl.NumberFormat {
  const format = formats.get(tag) ?? new Intl.NumberFormat(tag);
  formats.set(tag, format);
  return format;
}
