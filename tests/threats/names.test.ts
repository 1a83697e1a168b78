/** Duplicate and offensive names: of a hundred who want one, one has it, whatever it looks like; and what hurts is asked anew. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { suggestions as english } from '../../client/words/en/names.ts';
import { suggestions as swedish } from '../../client/words/sv/names.ts';
import { isUnkind } from '../../shared/unkind.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { nameOf } from '../support/personality.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
});
afterEach(() => app.close());

/** All are "Anna" to the eye: case, width, accents, invisible characters, a turned line, other alphabets. */
const faces = ['Anna', 'ANNA', 'ａｎｎａ', 'Ánnä', 'An\u200bna', '\u202eAnna\u202c', 'Αnna', ' A n n a ', 'A.n-n_a'];

describe('a hundred joins at once', () => {
  test.each([
    ['one name', () => 'Anna'],
    ['names that look the same', (at: number) => faces[at % faces.length] ?? ''],
  ])('with %s seat one', async (_, nameAt) => {
    const { code, host } = await app.room();
    const guests = Array.from({ length: 100 }, () => app.guest(code));
    const acks = await Promise.all(guests.map((guest, at) => guest.join(nameAt(at))));
    expect(acks.filter((ack) => ack.ok)).toEqual([{ ok: true, seat: 0 }]);
    expect(new Set(acks.map((ack) => (ack.ok ? 'ok' : ack.why)))).toEqual(new Set(['ok', 'name-taken']));
    await host.until(({ desk }) => desk?.players === 1);
  });
});

test('who comes with a name that hurts is asked for another one, and the host may still call anybody anything', async () => {
  const { code, host } = await app.room();
  const guest = app.guest(code);
  expect(await guest.join('F.u.c k')).toEqual({ ok: false, why: 'name-unkind' });
  expect(await guest.join('Frida')).toEqual({ ok: true, seat: 0 });
  // A seat that is held is found again, whatever name comes with the question.
  expect(await guest.join('Hitler')).toEqual({ ok: true, seat: 0 });
  await host.until(({ desk }) => desk?.roster[0]?.name === 'Frida');
  expect(await host.act({ type: 'rename', seat: 0, name: 'Fan av fotboll' })).toEqual({ ok: true });
  expect(app.alarms).toEqual([]);
});

describe('a name that hurts', () => {
  test.each([
    ...[
      'Fuck you',
      'fuuuuck',
      'FÜCK',
      'f u c k',
      'Mr Fuckface',
      'sh1t',
      '$hit',
      'Adolf Hitler',
      'H1tl3r',
      'Big Slut',
      'n1gger',
    ],
    ...[
      'Kuk',
      'kuk123 kuk',
      'HORA',
      'hor4',
      'h 0 r 4',
      '7it5',
      'Player 71t5',
      '717$',
      'jävla apa',
      'Fittan',
      'F1tta',
      'bög',
      'Knullare',
      'хуй fuck',
      'kys',
    ],
  ])('is seen: %s', (name) => expect(isUnkind(name)).toBe(true));

  test.each([
    ...[
      'Scunthorpe',
      'Essex',
      'Nazir',
      'Nazia',
      'Dick',
      'Isis',
      'Therapist',
      'Cockburn',
      'Horace',
      'Nigeria',
      'Shitij',
    ],
    ...[
      'Porntip',
      'Kukka',
      'Slutet',
      'Fanny',
      'Stefan',
      'Tshitenge',
      'Cumberbatch',
      'Hancock',
      'Titus',
      'Analena',
      'Bogdan',
    ],
    ...[
      'Sexton',
      'Pakistan',
      'Raccoon',
      'Grape',
      'Rapunzel',
      'Vagner',
      'Thorbjörn',
      'Hörår',
      'Chinka',
      '李',
      '🦊',
      '007',
      '7175',
      'Player 7175',
      '71-75',
      'Class 7175 B',
    ],
  ])('is not seen in %s', (name) => expect(isUnkind(name)).toBe(false));

  test('is never one that Quizloop suggests', () => {
    const all = [english, swedish].flatMap(({ qualities, animals }) =>
      qualities.flatMap((quality) => animals.map((animal) => `${quality} ${animal}`)),
    );
    expect(all.filter(isUnkind)).toEqual([]);
    expect(Array.from({ length: 200 }, (_, at) => nameOf(at)).filter(isUnkind)).toEqual([]);
    expect(Array.from({ length: 10_000 }, (_, at) => `Player ${String(at)}`).filter(isUnkind)).toEqual([]);
  });
});
