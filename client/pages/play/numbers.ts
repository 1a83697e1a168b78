/** Numbers as people of the chosen language write them. */

/** 12,340 or 12 340: by the language of the page. */
export function formatNumber(value: number): string {
  return new Intl.NumberFormat(document.documentElement.lang === '' ? undefined : document.documentElement.lang).format(
    Math.round(value),
  );
}
