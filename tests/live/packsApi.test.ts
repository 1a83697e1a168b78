/** Packs that hosts save over HTTP: whole on the disk and on the shelf, or refused with words. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOwnPacks } from '../../server/store/ownPacks.ts';
import { createShelf, type Shelf } from '../../server/store/packs.ts';
import { hostKey, startApp, type TestApp } from '../support/app.ts';
import { freshFolder } from '../support/server.ts';

const pack = {
  title: 'Is och snö: en kurs',
  language: 'sv',
  items: [{ kind: 'typed', text: 'Vad heter gammal snö?', accept: ['firn'], guideLines: [3, 9] }],
  guide: { terms: [{ term: '<script>alert(1)</script>', definition: 'Gammal snö.' }] },
};

let folder: string;
let own: string;
let shelf: Shelf;
let app: TestApp;

beforeEach(async () => {
  folder = freshFolder();
  own = join(folder, 'own');
  mkdirSync(own);
  mkdirSync(join(folder, 'house', 'house-pack'), { recursive: true });
  writeFileSync(join(folder, 'house', 'house-pack', 'pack.json'), JSON.stringify({ ...pack, title: 'House' }));
  shelf = await createShelf([join(folder, 'house'), own]);
  app = await startApp({ shelf, ownPacks: createOwnPacks(own, shelf) });
});
afterEach(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly body: {
    readonly id?: string;
    readonly error?: string;
    readonly faults?: readonly { readonly message: string }[];
    readonly pack?: { readonly title: string };
    readonly packs?: readonly { readonly id: string; readonly isOwn: boolean }[];
    readonly isOwn?: boolean;
  };
}

async function ask(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(`${app.url}/api${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

async function save(changed: object = {}): Promise<string> {
  const { status, body } = await ask('POST', '/packs', { pack: { ...pack, ...changed } });
  expect(status, JSON.stringify(body)).toBe(201);
  return body.id ?? '';
}

describe('saving a pack', () => {
  it('gives it an address of its title and eight characters that nobody guesses', async () => {
    const id = await save();
    expect(id).toMatch(/^is-och-sno-en-kurs-[a-z0-9]{8}$/);
    expect(await save()).not.toBe(id);
  });

  it('puts it on the shelf at once, where a room can be opened with it', async () => {
    const id = await save();
    expect((await ask('GET', '/packs')).body.packs).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id, isOwn: true }),
        expect.objectContaining({ id: 'house-pack', isOwn: false }),
      ]),
    );
    expect((await ask('POST', '/rooms', { pack: id })).status).toBe(201);
  });

  it('leaves one file in one folder, and nothing that is half done', async () => {
    const id = await save();
    expect(readdirSync(own)).toEqual([id]);
    expect(readdirSync(join(own, id))).toEqual(['pack.json']);
  });

  it('keeps program text in a term as it is', async () => {
    const id = await save();
    expect(JSON.parse(readFileSync(join(own, id, 'pack.json'), 'utf8'))).toMatchObject({
      guide: { terms: [{ term: '<script>alert(1)</script>' }] },
    });
    expect((await ask('GET', `/packs/${id}`)).body).toMatchObject({
      id,
      isOwn: true,
      pack: { title: pack.title, items: [{ guideLines: [3, 9] }], guide: { terms: [{ definition: 'Gammal snö.' }] } },
    });
  });

  it.each([
    ['CON', /^con-[a-z0-9]{8}$/],
    ['../../etc/passwd', /^etc-passwd-[a-z0-9]{8}$/],
    ['Лёд', /^pack-[a-z0-9]{8}$/],
    ['x'.repeat(100), /^x{40}-[a-z0-9]{8}$/],
  ])('makes a folder name that every system takes of %j', async (title, name) => {
    expect(await save({ title })).toMatch(name);
  });

  it('refuses a faulty one with the item and what to do, and writes nothing', async () => {
    const items = [{ kind: 'choice', text: 'Which?', options: [{ text: 'A' }, { text: 'B' }] }];
    const { status, body } = await ask('POST', '/packs', { pack: { ...pack, items } });
    expect({ status, error: body.error }).toEqual({ status: 400, error: 'pack-faulty' });
    expect(body.faults).toEqual([{ message: 'item 1 (choice): mark at least one option with "right: true"' }]);
    expect(readdirSync(own)).toEqual([]);
  });

  it('takes a pack of hundreds of kilobytes, and no more than a pack may have', async () => {
    const terms = Array.from({ length: 1_200 }, (_, at) => ({ term: `T${String(at)}`, definition: 'd'.repeat(300) }));
    await save({ guide: { terms } });
    const long = terms.map(({ term }) => ({ term, definition: 'd'.repeat(3_000) }));
    expect((await ask('POST', '/packs', { pack: { ...pack, guide: { terms: long } } })).status).toBe(413);
    expect(readdirSync(own)).toHaveLength(1);
  });

  it.each([
    ['something else', '{"pock":{}}'],
    ['no object', '{"pack":7}'],
    ['half a text', '{"pack":'],
  ])('refuses %s', async (_, body) => {
    expect(await ask('POST', '/packs', body)).toEqual({ status: 400, body: { error: 'malformed' } });
  });

  it('is for hosts only', async () => {
    const far = { 'x-forwarded-for': '203.0.113.7' };
    for (const [method, path] of [
      ['POST', '/packs'],
      ['PUT', '/packs/house-pack'],
      ['DELETE', '/packs/house-pack'],
      ['GET', '/packs/house-pack'],
    ] as const)
      expect((await ask(method, path, method === 'GET' ? undefined : { pack }, far)).status, method).toBe(401);
    expect((await ask('POST', '/packs', { pack }, { ...far, authorization: `Bearer ${hostKey}` })).status).toBe(201);
  });
});

describe('changing a pack', () => {
  it('writes it anew under the same address', async () => {
    const id = await save();
    expect(await ask('PUT', `/packs/${id}`, { pack: { ...pack, title: 'Other' } })).toEqual({
      status: 200,
      body: { id },
    });
    expect((await ask('GET', `/packs/${id}`)).body.pack?.title).toBe('Other');
    expect(readdirSync(join(own, id))).toEqual(['pack.json']);
  });

  it('throws one away, with everything that belongs to it', async () => {
    const id = await save();
    expect((await ask('DELETE', `/packs/${id}`)).status).toBe(200);
    expect(readdirSync(own)).toEqual([]);
    expect((await ask('GET', `/packs/${id}`)).status).toBe(404);
    expect((await ask('DELETE', `/packs/${id}`)).status).toBe(404);
  });

  it('is not for those that were not made here, nor for what is not there', async () => {
    expect(await ask('PUT', '/packs/house-pack', { pack })).toEqual({ status: 403, body: { error: 'not-own-pack' } });
    expect(await ask('DELETE', '/packs/house-pack')).toEqual({ status: 403, body: { error: 'not-own-pack' } });
    for (const id of ['nothing', '..%2fhouse%2fhouse-pack', '__proto__'])
      expect((await ask('PUT', `/packs/${id}`, { pack })).status, id).toBe(404);
  });

  it('keeps every one of many changes at once, and each whole', async () => {
    const ids = await Promise.all(Array.from({ length: 12 }, (_, at) => save({ title: `Pack ${String(at)}` })));
    await Promise.all(
      ids.flatMap((id, at) => [
        ask('PUT', `/packs/${id}`, { pack: { ...pack, title: `Changed ${String(at)}` } }),
        ...(at % 2 === 0 ? [] : [ask('DELETE', `/packs/${id}`)]),
      ]),
    );
    const left = ids.filter((_, at) => at % 2 === 0);
    expect(readdirSync(own).sort()).toEqual([...left].sort());
    for (const id of left) expect((await ask('GET', `/packs/${id}`)).body.pack?.title).toMatch(/^Changed/);
  });
});
