/** What people-like players do: names, how long they think, and what they tap on what they see. They know no key. */
import * as v from 'valibot';
import { seededRandom } from '../../shared/game/random.ts';
import type { Json, Random } from '../../shared/kinds/kind.ts';
import type { ItemView } from '../../shared/protocol/views.ts';

const firstNames = (
  'Ada Alva Amina Anders Ana Bao Bea Björn Chidi Clara Dafne Diego Ebba Elif Emil Fatou Finn Gita Gustav Hana Hugo Ines ' +
  'Ivar Jasmin Jonas Kaja Karim Lea Leo Lina Luca Maja Mateo Mei Milo Nadia Nils Nora Olle Omar Pia Priya Quinn Rana Rasmus ' +
  'Saga Sami Sara Sven Tara Theo Tuva Ulla Umar Vera Viktor Wilma Xin Yara Yusuf Zoe Łukasz Øystein 李娜 Ольга Ελένη نور'
).split(' ');

/** A name of its own for each number. */
export function nameOf(at: number): string {
  const first = firstNames[at % firstNames.length] ?? 'Ada';
  const round = Math.floor(at / firstNames.length);
  return round === 0 ? first : `${first} ${String(round + 1)}`;
}

/** Log-normal, as response times of people are: most quick, some slow. Median `medianMs`. */
export function thinkMs(random: Random, medianMs: number): number {
  // Box–Muller; 1 − random keeps the logarithm finite.
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return medianMs * Math.exp(0.45 * normal);
}

const optionsFace = v.object({ options: v.array(v.string()), several: v.boolean(), truth: v.optional(v.boolean()) });

const typedGuesses = ['telemetry', 'Stockholm', 'no idea', 'the trunk', 'waste', 'a kata', '?', 'Nile'];

/** An answer of the form that the item asks for, or null for something that is only read. */
export function answerTo(item: ItemView, random: Random): Json {
  if (!item.asked) return null;
  const picks = v.safeParse(optionsFace, item.face);
  if (!picks.success) return typedGuesses[Math.floor(random() * typedGuesses.length)] ?? '?';
  const count = picks.output.truth === true ? 2 : picks.output.options.length;
  const first = Math.floor(random() * count);
  if (!picks.output.several || count < 2) return [first];
  const second = Math.floor(random() * count);
  return first === second ? [first] : [first, second].sort((a, b) => a - b);
}

export const randomOf = (at: number): Random => seededRandom(0x51_00_00 + at);
