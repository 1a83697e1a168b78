/** A tap on the hand, where the device has one and its owner has not asked for stillness. */

const patternsMs = {
  /** An item opened: answer now. */
  open: [40],
  saved: [15],
  right: [30, 60, 30],
  result: [25],
} as const;

export function vibrate(why: keyof typeof patternsMs): void {
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  // Before the first tap browsers refuse and complain in the console.
  const isTouched = (navigator as Partial<Navigator>).userActivation?.hasBeenActive === true;
  if (isStill || !isTouched || !('vibrate' in navigator)) return;
  navigator.vibrate([...patternsMs[why]]);
}
