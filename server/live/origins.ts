/**
 * Which web pages may talk to this server. Browsers always say where a page comes from; WebSockets are not covered by
 * CORS, so the server asks itself. Programs that are no browsers send no origin and hold no cookies to abuse.
 */
import type { IncomingMessage } from 'node:http';

/** `allowed`: origins besides the page's own, like "https://quiz.example.org". */
export function isOriginAllowed(request: IncomingMessage, allowed: readonly string[]): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  if (allowed.includes(origin)) return true;
  if (host === undefined || !URL.canParse(origin)) return false;
  return new URL(origin).host === host;
}
