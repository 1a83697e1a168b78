/** The study page's server side: a pack for whoever has its address, and sound that is taken, named, and served in parts. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rmSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOwnPacks } from '../../server/store/ownPacks.ts';
import { createShelf, type Shelf } from '../../server/store/packs.ts';
import { audioBytesMax } from '../../shared/limits.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { freshFolder } from '../support/server.ts';

const pack = { title: 'Rivers', items: [{ kind: 'typed', text: 'Which river is it?', accept: ['Danube'] }] };
const guide = { episode: { title: 'On rivers', audio: 'talk.ogg' } };
/** A kilobyte of which each part can be told from each other, behind the first bytes of an Ogg file. */
const sound = Buffer.concat([
  Buffer.from('OggS\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\x13OpusHead\x01\x01', 'latin1'),
  Buffer.from(Array.from({ length: 1_000 }, (_, at) => at % 251)),
]);
const wav = Buffer.from(
  'RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x40\x1f\0\0\x01\0\x08\0data\0\0\0\0',
  'latin1',
);

let folder: string;
let own: string;
let shelf: Shelf;
let app: TestApp;

beforeEach(async () => {
  folder = freshFolder();
  own = join(folder, 'own');
  for (const [home, id] of [
    [own, 'rivers-k3v9'],
    [join(folder, 'house'), 'rivers'],
  ] as const) {
    mkdirSync(join(home, id), { recursive: true });
    writeFileSync(join(home, id, 'pack.json'), JSON.stringify({ ...pack, guide }));
    writeFileSync(join(home, id, 'talk.ogg'), sound);
    writeFileSync(join(home, id, 'secret.ogg'), sound);
  }
  shelf = await createShelf([join(folder, 'house'), own]);
  app = await startApp({ shelf, ownPacks: createOwnPacks(own, shelf) });
});
afterEach(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

const media = (range?: string, path = '/media/rivers/talk.ogg'): Promise<Response> =>
  fetch(`${app.url}${path}`, { headers: range === undefined ? {} : { range } });
const bytesOf = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer());
const put = (
  body: Uint8Array<ArrayBuffer>,
  id = 'rivers-k3v9',
  headers: Record<string, string> = {},
): Promise<Response> => fetch(`${app.url}/api/packs/${id}/audio`, { method: 'PUT', body, headers });
const study = async (id = 'rivers-k3v9'): Promise<{ audio: { file: string; bytes: number; version: string } | null }> =>
  (await (await fetch(`${app.url}/api/study/${id}`)).json()) as never;
const filesOf = (id = 'rivers-k3v9'): string[] => readdirSync(join(own, id)).sort();

describe('GET /api/study', () => {
  it('gives a pack with its answers to whoever has its address, and says how large its sound is', async () => {
    const response = await fetch(`${app.url}/api/study/rivers`, { headers: { 'x-forwarded-for': '203.0.113.9' } });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      id: 'rivers',
      title: 'Rivers',
      language: 'en',
      items: [{ accept: ['Danube'] }],
      guide: { episode: { title: 'On rivers' } },
      audio: { file: 'talk.ogg', bytes: sound.length },
      isOwn: false,
    });
  });

  it('knows no pack but those on the shelf', async () => {
    for (const id of ['nothing', '..%2f..%2fetc', '__proto__'])
      expect((await fetch(`${app.url}/api/study/${id}`)).status, id).toBe(404);
  });

  it('lets nobody try ids without end', async () => {
    const statuses = new Set<number>();
    for (let at = 0; at < 80; at++) statuses.add((await fetch(`${app.url}/api/study/guess-${String(at)}`)).status);
    expect(statuses).toEqual(new Set([404, 429]));
  });

  it('makes an app of each pack, that opens with it', async () => {
    const response = await fetch(`${app.url}/api/study/rivers/app.webmanifest`);
    expect(response.headers.get('content-type')).toContain('application/manifest+json');
    expect(await response.json()).toMatchObject({
      name: 'Rivers',
      start_url: '/study/rivers',
      scope: '/study/',
      display: 'standalone',
    });
  });
});

describe('GET /media', () => {
  it('says that it can be asked for in parts, and what it is', async () => {
    const response = await media();
    expect(response.status).toBe(200);
    expect(response.headers.get('accept-ranges')).toBe('bytes');
    expect(response.headers.get('content-type')).toBe('audio/ogg');
    expect(await bytesOf(response)).toEqual(sound);
  });

  it.each([
    ['bytes=0-99', 0, 100],
    ['bytes=100-', 100, sound.length],
    ['bytes=-50', sound.length - 50, sound.length],
    ['bytes=1000-99999', 1_000, sound.length],
  ])('%s is that part, and no other', async (range, from, to) => {
    const response = await media(range);
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe(
      `bytes ${String(from)}-${String(to - 1)}/${String(sound.length)}`,
    );
    expect(await bytesOf(response)).toEqual(sound.subarray(from, to));
  });

  it('a part beyond the end is refused, with the length', async () => {
    const response = await media(`bytes=${String(sound.length)}-`);
    expect(response.status).toBe(416);
    expect(response.headers.get('content-range')).toBe(`bytes */${String(sound.length)}`);
  });

  it.each(['bytes=0-1,5-9', 'lines=1-2', 'bytes=x'])('%s, which nobody plays by, gives the whole', async (range) => {
    const response = await media(range);
    expect(response.status).toBe(200);
    expect(await bytesOf(response)).toEqual(sound);
  });

  it('a part of what has changed meanwhile is not mixed with the rest', async () => {
    const { headers } = await media();
    const same = await fetch(`${app.url}/media/rivers/talk.ogg`, {
      headers: { range: 'bytes=0-9', 'if-range': headers.get('etag') ?? '' },
    });
    expect(same.status).toBe(206);
    const other = await fetch(`${app.url}/media/rivers/talk.ogg`, {
      headers: { range: 'bytes=0-9', 'if-range': '"another"' },
    });
    expect(other.status).toBe(200);
  });

  it('is kept for good only under the address of its very content', async () => {
    const { audio } = await study('rivers');
    const lasting = await media(undefined, `/media/rivers/talk.ogg?v=${audio?.version ?? ''}`);
    expect(lasting.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const old = await media(undefined, '/media/rivers/talk.ogg?v=old');
    expect(old.headers.get('cache-control')).toBe('no-cache');
    expect((await media()).headers.get('cache-control')).toBe('no-cache');
  });

  it.each([
    '/media/rivers/secret.ogg',
    '/media/rivers/pack.json',
    '/media/rivers/..%2frivers%2ftalk.ogg',
    '/media/rivers/%2e%2e%2f%2e%2e%2fown%2frivers-k3v9%2ftalk.ogg',
    '/media/nothing/talk.ogg',
    '/media/rivers',
  ])('%s is not there', async (path) => {
    expect((await media(undefined, path)).status).toBe(404);
  });

  it('serves no file that is no sound, whatever a pack names', async () => {
    writeFileSync(
      join(folder, 'house/rivers/pack.json'),
      JSON.stringify({ ...pack, guide: { episode: { title: 'x', audio: 'pack.json' } } }),
    );
    await shelf.reload();
    expect((await media(undefined, '/media/rivers/pack.json')).status).toBe(404);
    expect((await study('rivers')).audio).toBeNull();
  });
});

describe('PUT /api/packs/:id/audio', () => {
  it('names the new sound in the pack, serves it, and forgets the old', async () => {
    const response = await put(wav);
    expect(response.status).toBe(200);
    const { audio } = (await response.json()) as { audio: string };
    expect(audio).toMatch(/^sound-[0-9a-f]{12}\.wav$/);
    expect(await study()).toMatchObject({ audio: { file: audio, bytes: wav.length }, title: 'Rivers' });
    const served = await fetch(`${app.url}/media/rivers-k3v9/${audio}`);
    expect(served.headers.get('content-type')).toBe('audio/wav');
    expect(await bytesOf(served)).toEqual(wav);
    expect(filesOf()).toEqual(['pack.json', 'secret.ogg', audio]);
    expect(JSON.parse(readFileSync(join(own, 'rivers-k3v9/pack.json'), 'utf8'))).toMatchObject({ title: 'Rivers' });
  });

  it('takes two at once: one of them stays, and no file is left over', async () => {
    const answers = await Promise.all([put(wav), put(sound)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const { audio } = await study();
    expect(filesOf()).toEqual(['pack.json', 'secret.ogg', audio?.file].sort());
  });

  it.each([
    ['a text', Buffer.from('Hello, I am an MP3. '.repeat(500))],
    ['a page with a script', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a picture', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0', 'latin1')],
    ['nothing', Buffer.alloc(0)],
  ])('refuses %s, whatever its name, and leaves all as it was', async (_, body) => {
    const response = await put(Buffer.from(body), 'rivers-k3v9', { 'content-type': 'audio/mpeg' });
    expect({ status: response.status, body: await response.json() }).toEqual({
      status: 415,
      body: { error: 'audio-unknown' },
    });
    expect(filesOf()).toEqual(['pack.json', 'secret.ogg', 'talk.ogg']);
    expect((await study()).audio?.file).toBe('talk.ogg');
  });

  it('refuses what says that it is too large before it comes', async () => {
    const { status, body } = await announce(audioBytesMax + 1);
    expect(status).toBe(413);
    expect(body).toContain('audio-too-large');
    expect(filesOf()).toEqual(['pack.json', 'secret.ogg', 'talk.ogg']);
  });

  it('leaves nothing behind of an upload that breaks off', async () => {
    await new Promise<void>((resolve) => {
      const upload = request(`${app.url}/api/packs/rivers-k3v9/audio`, {
        method: 'PUT',
        headers: { 'content-length': '1000000' },
      });
      upload.on('error', () => resolve());
      upload.write(sound);
      const look = setInterval(() => {
        if (!filesOf().some((name) => name.startsWith('.coming-'))) return;
        clearInterval(look);
        upload.destroy();
        resolve();
      }, 5);
    });
    await expect.poll(() => filesOf()).toEqual(['pack.json', 'secret.ogg', 'talk.ogg']);
    expect((await study()).audio?.file).toBe('talk.ogg');
  });

  it('is for hosts, and for packs that were made here', async () => {
    expect((await put(wav, 'rivers-k3v9', { 'x-forwarded-for': '203.0.113.9' })).status).toBe(401);
    expect((await put(wav, 'rivers')).status).toBe(403);
    expect((await put(wav, 'nothing')).status).toBe(404);
    expect(readdirSync(join(folder, 'house/rivers'))).toContain('talk.ogg');
  });

  it('takes the sound away again', async () => {
    const response = await fetch(`${app.url}/api/packs/rivers-k3v9/audio`, { method: 'DELETE' });
    expect(response.status).toBe(200);
    expect(await study()).toMatchObject({ audio: null, guide: { episode: { title: 'On rivers' } } });
    expect(filesOf()).toEqual(['pack.json', 'secret.ogg']);
    expect((await media(undefined, '/media/rivers-k3v9/talk.ogg')).status).toBe(404);
  });
});

/** An upload that only says how large it will be. */
function announce(bytes: number): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const upload = request(
      `${app.url}/api/packs/rivers-k3v9/audio`,
      { method: 'PUT', headers: { 'content-length': String(bytes) } },
      (response) => {
        let body = '';
        response.on('data', (chunk: Buffer) => (body += chunk.toString()));
        response.on('end', () => {
          upload.destroy();
          resolve({ status: response.statusCode ?? 0, body });
        });
      },
    );
    upload.on('error', reject);
    upload.write(sound);
  });
}
