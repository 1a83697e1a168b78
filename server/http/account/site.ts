/**
 * The site that a page belongs to which asks for a passkey: browsers bind a key to the name of the page's own address. It
 * knows none for a page from elsewhere, and none where browsers know no passkeys.
 */
import { isIP } from 'node:net';
import type { Request } from 'express';
import type { Site } from '../../accounts/passkeys.ts';
import { isOriginAllowed } from '../../live/origins.ts';

/** The machine itself, which browsers trust without https. */
const here = /(?:^|\.)localhost$/;

/** Null where the page is neither on https nor on localhost, or its address is a number. */
export function siteOf(request: Request, origins: readonly string[]): Site | null {
  const { origin } = request.headers;
  if (origin === undefined || !URL.canParse(origin) || !isOriginAllowed(request, origins)) return null;
  const { protocol, hostname } = new URL(origin);
  if (isIP(hostname.replace(/^\[|\]$/g, '')) !== 0) return null;
  return protocol === 'https:' || here.test(hostname) ? { name: hostname, origin } : null;
}
