/** `quizloop guide.md`: a room with the guide's quiz, at once, or one clear line and no server. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Guest } from '../support/guest.ts';
import { docx, paragraph } from '../support/guides/documents.ts';
import { quizloop, startQuizloop, type Running } from '../support/program.ts';

let folder = '';
const running: Running[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quizloop-open-'));
});
afterEach(async () => {
  for (const { child, ended } of running.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
});

const lines = [
  'Ice Study Guide',
  'Quiz',
  '1. What is firn, and where is it found?',
  'Answer Key',
  '1. Firn is old snow that has outlived a summer. It is found high up on glaciers.',
  'Essay Questions',
  'Discuss what the shrinking of glaciers means for the valleys below them.',
  'Glossary',
  'Esker: A long ridge of gravel and sand that a river below a glacier left behind.',
  'Moraine: Rocks and earth that a glacier carries along and leaves at its edges.',
  'Cirque: A hollow with steep walls, where a glacier begins high up on a mountain.',
  'Crevasse: A deep crack in the surface of a glacier, made where the ice is stretched.',
];

function file(name: string, content: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function open(...args: readonly string[]): Running {
  const started = startQuizloop([...args, '--data', join(folder, 'data'), '--port', '0', '--host', '127.0.0.1']);
  running.push(started);
  return started;
}

describe('quizloop FILE', () => {
  it.each([
    ['guide.md', lines.join('\n\n')],
    ['guide.docx', docx(lines.map((line) => paragraph(line)).join(''))],
  ])('opens a room with the quiz made of %s, and leads the host into its stage', async (name, content) => {
    const server = open(file(name, content));
    await server.says(/Stop with/);
    const said = server.said();
    const [, url = '', code = ''] = /Join at +(http:\/\/127\.0\.0\.1:\d+)\/([A-Z0-9]{6})\n/.exec(said) ?? [];
    const key = readFileSync(join(folder, 'data', 'host-key'), 'utf8').trim();
    expect(said).toMatch(new RegExp(`Room +${code}\\n`));
    expect(said).toMatch(/Playing +Ice Study Guide \(\d+ items, about \d+ minutes\)\n/);
    expect(said).toMatch(/Made of +1 question, 1 essay, 4 terms\n/);
    expect(said).toContain(`${url}/stage/${code}#key=${key}\n`);
    expect(said).toMatch(/[█▀▄]{20}/);

    expect(await (await fetch(`${url}/api/rooms/${code}`)).json()).toMatchObject({
      title: 'Ice Study Guide',
      phase: 'lobby',
    });
    const player = new Guest({ url, code });
    expect(await player.join('Ana')).toMatchObject({ ok: true });
    player.close();
  });

  it('keeps the pack, so that it can be played again', async () => {
    const server = open('open', file('guide.md', lines.join('\n\n')));
    await server.says(/Stop with/);
    const [id = ''] = readdirSync(join(folder, 'data', 'packs'));
    expect(id).toMatch(/^ice-study-guide-[a-z0-9]{8}$/);
    const [, url] = /Join at +(http:\/\/127\.0\.0\.1:\d+)\//.exec(server.said()) ?? [];
    const { packs } = (await (await fetch(`${url}/api/packs`)).json()) as { packs: { id: string; isOwn: boolean }[] };
    expect(packs).toContainEqual(expect.objectContaining({ id, isOwn: true }));
  });

  it.each([
    ['a file that is not there', ['nowhere.md'], /there is no file .*nowhere\.md/],
    ['a folder', ['.'], /is not a file/],
    ['a picture', ['picture.txt'], /is not text/],
    ['a broken document', ['broken.docx'], /cannot be read: it is damaged/],
    ['a text without anything to play', ['prose.txt'], /nothing to play was found/],
    ['two files', ['prose.txt', 'prose.txt'], /"open" takes FILE.*too much/],
  ])('refuses %s in one line, and starts nothing', async (_, names, line) => {
    file('picture.txt', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]));
    file('broken.docx', 'PK\x03\x04 and nothing');
    file('prose.txt', 'Glaciers flow like very slow rivers.\n');
    const { code, out, err } = await open(...names.map((name) => join(folder, name))).ended;
    expect(err).toMatch(/^quizloop: [^\n]+\n$/);
    expect(err).toMatch(line);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(readdirSync(folder)).not.toContain('data');
  });

  it('is told of by --help, and a slip in a command is not taken for a file', async () => {
    expect((await quizloop(['--help'])).out).toMatch(/quizloop FILE +the same as "quizloop open FILE"/);
    expect((await quizloop(['opne'])).err).toMatch(/there is no command "opne"\. Did you mean open\?/);
    expect((await quizloop(['open'])).err).toMatch(/"open" needs the file/);
  });
});
