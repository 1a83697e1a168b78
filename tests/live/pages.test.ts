/** The built client as browsers get it: caching, compression, addresses, and a policy that lets nothing foreign in. */
import express from 'express';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHealth } from '../../server/http/health.ts';
import { createPages } from '../../server/http/pages.ts';

const clientFolder = mkdtempSync(join(tmpdir(), 'quizloop-pages-'));
const script = 'export const answer = 42;\n'.repeat(50);

beforeAll(() => {
  mkdirSync(join(clientFolder, 'assets'));
  writeFileSync(join(clientFolder, 'index.html'), '<!doctype html><title>Quizloop</title>');
  writeFileSync(join(clientFolder, 'theme.js'), 'theme');
  writeFileSync(join(clientFolder, 'assets', 'main-ab12.js'), script);
  writeFileSync(join(clientFolder, 'assets', 'main-ab12.js.gz'), gzipSync(script));
});
afterAll(() => rmSync(clientFolder, { recursive: true, force: true }));

let unready: string[] = [];
const served = (publicUrl: string | null = null, folder = clientFolder) =>
  express()
    .use(createHealth(() => ({ isReady: unready.length === 0, reasons: unready })))
    .use(createPages({ clientFolder: folder, publicUrl }));

describe('pages', () => {
  it.each(['/', '/BCDFGH', '/stage/BCDFGH', '/desk/BCDFGH', '/library', '/no/such/page', '/library?x=a.b'])(
    '%s is the one page, and is asked for again each time',
    async (address) => {
      const { status, text, headers } = await request(served()).get(address);
      expect(status).toBe(200);
      expect(text).toContain('<title>Quizloop</title>');
      expect(headers['content-type']).toBe('text/html;charset=utf-8');
      expect(headers['cache-control']).toBe('no-cache');
    },
  );

  it.each([
    '/api/nothing',
    '/assets/gone-cd34.js',
    '/assets/',
    '/robots.txt',
    '/.env',
    '/socket.io/x',
    '/../package.json',
  ])('%s is not found', async (address) => {
    expect((await request(served()).get(address)).status).toBe(404);
  });

  it('take no other method', async () => {
    expect((await request(served()).post('/library')).status).toBe(404);
    expect((await request(served()).head('/library')).status).toBe(200);
  });

  it('come again as "not modified"', async () => {
    const first = await request(served()).get('/library');
    const again = await request(served())
      .get('/library')
      .set('if-none-match', first.headers.etag ?? '');
    expect(again.status).toBe(304);
  });

  it('say so where they are not built', async () => {
    const { status, text } = await request(served(null, join(clientFolder, 'nowhere'))).get('/');
    expect(status).toBe(503);
    expect(text).toContain('npm run build');
  });
});

describe('assets', () => {
  it('are kept for good, and come compressed to whoever can read that', async () => {
    const { status, text, headers } = await request(served())
      .get('/assets/main-ab12.js')
      .set('accept-encoding', 'gzip');
    expect({ status, text }).toEqual({ status: 200, text: script });
    expect(headers['content-encoding']).toBe('gzip');
    expect(headers.vary).toBe('Accept-Encoding');
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    const plain = await request(served()).get('/assets/main-ab12.js').set('accept-encoding', 'identity');
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.text).toBe(script);
  });

  it('without a hash in the name are asked for again', async () => {
    expect((await request(served()).get('/theme.js')).headers['cache-control']).toBe('no-cache');
  });

  it('come whole, whatever range is asked for', async () => {
    for (const range of ['bytes=5-2', 'bytes=-5', 'bytes=x', 'bytes=0-1']) {
      expect((await request(served()).get('/theme.js').set('range', range)).status).toBe(200);
    }
  });
});

describe('the policy', () => {
  const policy = async (publicUrl: string | null = null, host = 'quiz.local:4555') => {
    const { headers } = await request(served(publicUrl)).get('/').set('host', host);
    const parts = (headers['content-security-policy'] ?? '').split(';').map((part) => part.trim().split(' '));
    return new Map(parts.map(([name = '', ...sources]) => [name, sources]));
  };

  it('lets in nothing foreign and nothing inline', async () => {
    const directives = await policy();
    expect(directives.get('default-src')).toEqual(["'self'"]);
    expect(directives.get('script-src')).toEqual(["'self'"]);
    expect(directives.get('frame-ancestors')).toEqual(["'none'"]);
    expect([...directives.values()].flat().filter((source) => /unsafe|\*|https?:/.test(source))).toEqual([]);
  });

  it('names the socket of the address it was asked at, and of the public one', async () => {
    const directives = await policy('https://quiz.example.org');
    expect(directives.get('connect-src')).toEqual([
      "'self'",
      'ws://quiz.local:4555',
      'wss://quiz.local:4555',
      'ws://quiz.example.org',
      'wss://quiz.example.org',
    ]);
    expect((await policy(null, '[::1]:4555')).get('connect-src')).toContain('ws://[::1]:4555');
  });

  it('cannot be written to by a forged host', async () => {
    const directives = await policy(null, 'x; script-src *');
    expect(directives.get('connect-src')).toEqual(["'self'"]);
    expect(directives.get('script-src')).toEqual(["'self'"]);
  });

  it('does not lock out people on plain http', async () => {
    const { headers } = await request(served()).get('/');
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(headers['content-security-policy']).not.toContain('upgrade-insecure-requests');
    expect(headers['cross-origin-opener-policy']).toBeUndefined();
    expect(headers['x-powered-by']).toBeUndefined();
  });
});

describe('health', () => {
  it('is alive, and ready only when nothing is in the way', async () => {
    unready = ['starting'];
    expect((await request(served()).get('/healthz')).status).toBe(200);
    const not = await request(served()).get('/readyz');
    expect({ status: not.status, body: not.body as unknown }).toEqual({
      status: 503,
      body: { ready: false, reasons: ['starting'] },
    });
    unready = [];
    expect((await request(served()).get('/readyz')).status).toBe(200);
    expect(not.headers['cache-control']).toBe('no-store');
  });
});
