/**
 * Who may host: whoever sits at this machine, or holds the host key. A page from elsewhere in the host's browser, a
 * proxy on this machine and a rebound name do not count as sitting here.
 */
import { timingSafeEqual, createHash } from 'node:crypto';
import type { Request } from 'express';
import { isOriginAllowed } from '../live/origins.ts';

export interface HostRule {
  readonly hostKey: string;
  /** `key`: the key is needed from this machine too. */
  readonly openHosting: 'loopback' | 'key';
  readonly origins: readonly string[];
}

const loopbackAddress = /^(?:127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
const loopbackName = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/i;

const digest = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** In a time that tells nothing of how much of it is right. */
export const isKey = (given: string, key: string): boolean => timingSafeEqual(digest(given), digest(key));

export type HostRight = 'yes' | 'no' | 'wrong-key';

/** What is shown as "Authorization: Bearer …"; null where nothing is. */
export function bearerOf({ headers }: Pick<Request, 'headers'>): string | null {
  const [, shown] = /^Bearer (.+)$/.exec(headers.authorization ?? '') ?? [];
  return shown ?? null;
}

export function hostRight(request: Request, rule: HostRule): HostRight {
  if (!isOriginAllowed(request, rule.origins)) return 'no';
  const key = bearerOf(request);
  if (key !== null) return isKey(key, rule.hostKey) ? 'yes' : 'wrong-key';
  return rule.openHosting === 'loopback' && isHere(request) ? 'yes' : 'no';
}

/** The browser runs on this machine: the socket's own address, no proxy between, and a name nobody can rebind. */
export function isHere(request: Request): boolean {
  const { headers, socket } = request;
  const isForwarded = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined;
  return !isForwarded && loopbackAddress.test(socket.remoteAddress ?? '') && loopbackName.test(headers.host ?? '');
}
