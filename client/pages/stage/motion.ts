/** How long a movement of the stage lasts: as asked, or not at all for those who asked for stillness. */
export const isStill = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

export const lengthMs = (wantedMs: number): number => (isStill() ? 0 : wantedMs);
