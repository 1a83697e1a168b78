/**
 * When a device may have been away: it slept, its page lay in the background, its network went or came. Sockets die
 * silently then, so whoever listens should ask rather than believe.
 */

/** Calls `wake` on each such moment, until the returned function is called. */
export function onWake(wake: () => void): () => void {
  if (typeof window === 'undefined') return () => {};
  const wakeIfSeen = (): void => {
    if (document.visibilityState === 'visible') wake();
  };
  const events = ['online', 'offline', 'pageshow'] as const;
  for (const event of events) window.addEventListener(event, wake);
  document.addEventListener('visibilitychange', wakeIfSeen);
  return () => {
    for (const event of events) window.removeEventListener(event, wake);
    document.removeEventListener('visibilitychange', wakeIfSeen);
  };
}
