/**
 * The built client: hashed assets that browsers keep for good, and one page for every address that people type or
 * bookmark. The client's own router decides what an address shows; what looks like a file or the API is not found.
 */
import { Router } from 'express';
import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';
import { securityHeaders } from './security.ts';

export interface PagesOptions {
  readonly clientFolder: string;
  /** The address that people type, where it is not the one the request came in on. */
  readonly publicUrl: string | null;
}

const neverPages = /^\/(?:api|socket\.io|assets|media)(?:\/|$)|\.[^/]*$/;
/** Served by others, who may be asked for a part. */
const elsewhere = /^\/(?:api|media)\//;

function setCaching(res: ServerResponse, path: string): void {
  // A hash in the name changes with the content; everything else is asked for again, at the cost of a 304.
  const isHashed = path.startsWith('/assets/');
  res.setHeader('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
}

export function createPages({ clientFolder, publicUrl }: PagesOptions): Router {
  const router = Router();
  router.use(securityHeaders(publicUrl));
  if (!existsSync(join(clientFolder, 'index.html'))) {
    // Only in development: the start program builds what is missing.
    router.get(/.*/, (_req, res) => {
      res.status(503).type('text').send('The pages are not built. Run "npm run build".\n');
    });
    return router;
  }
  const files = sirv(clientFolder, { etag: true, gzip: true, brotli: true, setHeaders: setCaching });
  const serve = (req: IncomingMessage, res: ServerResponse, next: () => void) => {
    // The files are small; sirv throws on a range whose end lies before its start.
    delete req.headers.range;
    files(req, res, next);
  };
  router.use((req, res, next) => {
    if ((req.method !== 'GET' && req.method !== 'HEAD') || elsewhere.test(req.path)) next();
    else serve(req, res, next);
  });
  router.use((req, res, next) => {
    const isPage = (req.method === 'GET' || req.method === 'HEAD') && !neverPages.test(req.path);
    if (!isPage) {
      next();
      return;
    }
    req.url = '/';
    serve(req, res, next);
  });
  return router;
}
