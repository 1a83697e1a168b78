/**
 * Keeps the screen on while something is worth looking at. Browsers take the lock away whenever the page is hidden, and
 * offer it only over https or on the machine itself: then the screen sleeps as it always did.
 */

/** Holds the lock until the returned function is called. */
export function keepAwake(): () => void {
  let lock: WakeLockSentinel | null = null;
  let isWanted = true;

  const take = async (): Promise<void> => {
    // The type says it is always there; over plain http it is not.
    const wakeLock = (navigator as Partial<Navigator>).wakeLock;
    const isHeld = lock !== null && !lock.released;
    if (!isWanted || isHeld || wakeLock === undefined || document.visibilityState !== 'visible') return;
    try {
      const taken = await wakeLock.request('screen');
      if (isWanted) lock = taken;
      else await taken.release();
    } catch {
      // A low battery may refuse it: the next time the page is seen asks again.
    }
  };
  const takeAgain = (): void => void take();

  void take();
  document.addEventListener('visibilitychange', takeAgain);
  return () => {
    isWanted = false;
    document.removeEventListener('visibilitychange', takeAgain);
    lock?.release().catch(() => {});
  };
}
