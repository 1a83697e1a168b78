/**
 * The service worker of the study pages, which lets them open without a network. It lies below /study/ and so controls
 * nothing else: pages come from the network whenever there is one, and from the cache what cannot be out of date
 * (files with a hash in their names, sound under the address of its content), or what else would not be there at all.
 */
import { clientsClaim } from 'workbox-core';
import { cleanupOutdatedCaches, matchPrecache, precache, type PrecacheEntry } from 'workbox-precaching';
import { createPartialResponse } from 'workbox-range-requests';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { packCache, shellUrl, soundCache } from './caches.ts';

/** Put in place of this name when the worker is built. */
declare const studyFiles: PrecacheEntry[];

/** A network that does not answer by then is none. */
const patienceMs = 5_000;

const worker = globalThis as unknown as { skipWaiting(): Promise<void> };
// A new version has new pages already, which ask for new files: an old worker would only be in their way.
void worker.skipWaiting();
clientsClaim();
cleanupOutdatedCaches();
precache(studyFiles);

const paths = new Set(studyFiles.map(({ url }) => url));
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && paths.has(url.pathname),
  async ({ request, url }) => (await matchPrecache(url.pathname)) ?? fetch(request),
);

registerRoute(
  new NavigationRoute(
    async ({ request }) => {
      const answer = await fromNetwork(request);
      return answer ?? (await matchPrecache(shellUrl)) ?? Response.error();
    },
    { allowlist: [/^\/study\//] },
  ),
);

registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/api/study/'),
  async ({ request, url }) => {
    const cache = await caches.open(packCache);
    const answer = await fromNetwork(request);
    if (answer?.ok === true) await cache.put(url.pathname, answer.clone()).catch(() => {});
    return answer ?? (await cache.match(url.pathname)) ?? Response.error();
  },
);

registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/media/'),
  async ({ request, url }) => {
    const kept = await caches.open(soundCache).then((cache) => cache.match(url.href, { ignoreVary: true }));
    if (kept === undefined) return fetch(request);
    return request.headers.has('range') ? createPartialResponse(request, kept) : kept;
  },
);

/** Null where nobody answered, or only a proxy for a server that is away. */
async function fromNetwork(request: Request): Promise<Response | null> {
  const tooLate = new Promise<null>((resolve) => setTimeout(resolve, patienceMs, null));
  const answer = await Promise.race([fetch(request).catch(() => null), tooLate]);
  return answer === null || answer.status >= 500 ? null : answer;
}
