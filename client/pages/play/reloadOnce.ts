/** Loads the page anew after an update of the server: by itself, but never in a circle. */
import { reloadAgainMs } from '../../../shared/limits.ts';

/** A hall of phones spreads its reloads over this. */
const spreadMs = 2_000;
const key = 'quizloop.reloadedAtMs';

/** Returns how to call it off. Does nothing where the browser keeps nothing, as it could not tell a circle. */
export function reloadOnce(): (() => void) | undefined {
  try {
    if (Date.now() - Number(sessionStorage.getItem(key) ?? 0) < reloadAgainMs) return undefined;
    sessionStorage.setItem(key, String(Date.now()));
  } catch {
    return undefined;
  }
  const timer = setTimeout(() => location.reload(), Math.random() * spreadMs);
  return () => clearTimeout(timer);
}
