/**
 * The key reaches a phone early: everything that a player's connection is ever sent, and every answer to what a phone asks
 * over HTTP, is recorded over a whole game of all kinds. Before its time none of it holds a key, or a text to come.
 */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { kindNames } from '../../shared/kinds/index.ts';
import { protocolVersion } from '../../shared/protocol/messages.ts';
import { unpackScene } from '../../shared/protocol/packed.ts';
import { RawClient } from '../bench/rawClient.ts';
import { next, openStep, startApp, type TestApp } from '../support/app.ts';
import { freshToken } from '../support/guest.ts';
import { parsePack } from '../support/rooms.ts';

/** Words that stand nowhere else, by item: what is shown when it is asked, and what only from its reveal on. */
interface Marked {
  readonly item: object;
  readonly shown: readonly string[];
  readonly secret: readonly string[];
}

const marked: readonly Marked[] = [
  { item: { kind: 'slide', text: 'Slidetitle', body: 'Slidebody' }, shown: ['Slidetitle', 'Slidebody'], secret: [] },
  {
    item: {
      kind: 'choice',
      text: 'Choicetext',
      options: [{ text: 'Optionone', right: true }, { text: 'Optiontwo' }],
      explanation: 'Choicewhy',
    },
    shown: ['Choicetext', 'Optionone', 'Optiontwo'],
    secret: ['Choicewhy'],
  },
  {
    item: { kind: 'typed', text: 'Typedtext', accept: ['Typedkey', 'Typedother'], explanation: 'Typedwhy' },
    shown: ['Typedtext'],
    secret: ['Typedkey', 'Typedwhy'],
  },
  {
    item: { kind: 'poll', text: 'Polltext', options: ['Pollone', 'Polltwo'] },
    shown: ['Polltext', 'Pollone'],
    secret: [],
  },
  {
    item: { kind: 'explain', text: 'Explaintext', answer: 'Referenceone saves water. Referencetwo fights frost.' },
    shown: ['Explaintext'],
    secret: ['Referenceone', 'Referencetwo'],
  },
  {
    item: {
      kind: 'match',
      text: 'Matchtext',
      pairs: [
        { term: 'Termone', definition: 'Definitionone' },
        { term: 'Termtwo', definition: 'Definitiontwo' },
        { term: 'Termthree', definition: 'Definitionthree' },
      ],
      explanation: 'Matchwhy',
    },
    shown: ['Matchtext', 'Termone', 'Definitionthree'],
    secret: ['Matchwhy'],
  },
  // What is true stands among the inventions once there is something to find; before that it is a secret.
  {
    item: { kind: 'bluff', text: 'Blufftext', truth: 'Blufftruth', decoys: ['Bluffdecoy'] },
    shown: ['Blufftext'],
    secret: ['Blufftruth'],
  },
  { item: { kind: 'discuss', text: 'Discusstext' }, shown: ['Discusstext'], secret: [] },
];

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
});
afterEach(() => app.close());

test('the game below is one of all kinds', () => {
  const kinds = new Set(
    parsePack({ title: 'All', items: marked.map(({ item }) => item) }).items.map(({ kind }) => kind),
  );
  expect([...kinds].sort()).toEqual([...kindNames].sort());
});

test('nothing that a phone is sent tells a key or a text before its time', async () => {
  const room = await app.room(parsePack({ title: 'All', items: marked.map(({ item }) => item) }));
  const ana = await room.player('Ana');
  const frames: string[] = [];
  const hello = { version: protocolVersion, code: room.code, audience: 'player', token: freshToken() };
  const phone = await RawClient.connect(Number(new URL(app.url).port), hello, (_, text) => frames.push(text));
  await phone.emit('act', { type: 'join', ref: 'r', name: 'Bo' });
  const bodies = async (): Promise<string[]> =>
    Promise.all([`/api/rooms/${room.code}`, '/api/host'].map(async (path) => (await fetch(app.url + path)).text()));

  const all = new Set(marked.flatMap(({ shown, secret }) => [...shown, ...secret]));
  const seen = async (): Promise<string[]> => {
    const told = [...frames, ...(await bodies())].join('\n');
    return [...all].filter((word) => told.includes(word)).sort();
  };
  /** A view is sent before the acknowledgement of whatever is asked after it. */
  const heard = (): Promise<string> => phone.emit('act', { type: 'leave', ref: 'bad ref' });

  const may = new Set<string>();
  for (const [index, { shown, secret }] of marked.entries()) {
    await next(room.host);
    while (room.host.desk?.index !== index) await next(room.host);
    for (const word of shown) may.add(word);
    // Asked, on every screen and not open yet; then open, with an answer in.
    await heard();
    expect(await seen()).toEqual([...may].sort());
    if (room.host.desk.item?.asked !== true) continue;
    expect(lastScene(frames).reveal).toBeNull();
    const wait = room.host.desk.opensAtMs - Date.now();
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, wait) + 20));
    await ana.act({ type: 'answer', item: index, answer: [0], tookMs: 10 });
    await ana.act({ type: 'answer', item: index, answer: 'Whatever', tookMs: 10 });
    await heard();
    expect(await seen()).toEqual([...may].sort());
    if (room.host.desk.item.steps > 1) {
      if (room.host.desk.item.step === 0) await openStep(room.host);
      await heard();
      const found = await seen();
      for (const word of found) if (secret.includes(word) || word === 'Bluffdecoy') may.add(word);
      expect(found).toEqual([...may].sort());
      // With one thought alone there is nothing to vote on, and the reveal follows.
      if (room.host.desk.phase === 'asked') expect(lastScene(frames).reveal).toBeNull();
    }
    while (room.host.desk.phase === 'asked' || room.host.desk.phase === 'closed') await next(room.host);
    // The same words do come, once it is their time: or this would find nothing whatever was told.
    for (const word of secret) may.add(word);
    await heard();
    expect((await seen()).filter((word) => !may.has(word))).toEqual([]);
    expect(secret.filter((word) => !frames.join('').includes(word))).toEqual([]);
    expect(lastScene(frames).reveal).not.toBeNull();
  }
  phone.close();
});

test('nor the address under which the pack, answers and all, can be studied', async () => {
  const room = await app.room(parsePack({ title: 'Title', items: marked.map(({ item }) => item) }));
  const ana = await room.player('Ana');
  await next(room.host);
  await ana.until(({ scene }) => scene?.index === 0);
  const sign = await (await fetch(`${app.url}/api/rooms/${room.code}`)).json();
  expect(Object.keys(sign as object).sort()).toEqual(['code', 'language', 'locked', 'phase', 'title']);
  expect(JSON.stringify([ana.scene, ana.you])).not.toMatch(/study|pack/i);
});

function lastScene(frames: readonly string[]) {
  const frame = frames.findLast((text) => text.startsWith('42["scene"')) ?? '42["scene",[]]';
  const [, packed] = JSON.parse(frame.slice(2)) as ['scene', Parameters<typeof unpackScene>[0]];
  return unpackScene(packed);
}
