/** What people-like players do: names, how long they think, and what they tap on what they see. They know no key. */
import * as v from 'valibot';
import { seededRandom } from '../../shared/game/random.ts';
import type { Json, Random } from '../../shared/kinds/kind.ts';
import { typedCharactersMax } from '../../shared/limits.ts';
import type { ItemView, Scene, You } from '../../shared/protocol/views.ts';

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
const pairsFace = v.object({ terms: v.array(v.string()) });
/** To find one among all, or among those in the own hand. */
const findFace = v.object({ options: v.nullable(v.array(v.nullable(v.string()))) });
const findHand = v.object({ options: v.nullable(v.array(v.object({ id: v.number() }))), own: v.nullable(v.number()) });
/** To mark as many as one likes of those in the own hand. */
const markHand = v.object({ thoughts: v.array(v.object({ id: v.number() })) });

/** Room for a sentence, and not for a word alone. */
const longFace = v.object({ charactersMax: v.pipe(v.number(), v.gtValue(typedCharactersMax)) });

const typedGuesses = ['telemetry', 'Stockholm', 'no idea', 'the trunk', 'waste', 'a kata', '?', 'Nile'];
const writings = [
  'It saves water in winter.',
  'Because frost would break the leaves',
  'trees drop their leaves to save water',
  'No idea, sorry.',
  'It is a kind of moth',
  'the wood that carries water upwards',
  'An old word for a bridge',
  'Somebody has to do it, and the feedback comes late.',
];

/** An answer of the form that the item asks for, or null for something that is only read. `hand`: what `you` brought. */
export function answerTo(item: ItemView, random: Random, hand: Json = null): Json {
  if (!item.asked) return null;
  const below = (limit: number): number => Math.floor(random() * limit);
  const of = <T>(list: readonly T[]): T | undefined => list[below(list.length)];
  if (item.step > 0) return laterAnswer(item, random, hand);
  const pairs = v.safeParse(pairsFace, item.face);
  if (pairs.success) return [...pairs.output.terms.keys()].sort(() => random() - 0.5);
  const picks = v.safeParse(optionsFace, item.face);
  if (!picks.success) return of(v.is(longFace, item.face) ? writings : typedGuesses) ?? '?';
  const count = picks.output.truth === true ? 2 : picks.output.options.length;
  const first = below(count);
  if (!picks.output.several || count < 2) return [first];
  const second = below(count);
  return first === second ? [first] : [first, second].sort((a, b) => a - b);
}

/** What only this player sees of the step on the screen; null where that is nothing, or has not arrived yet. */
export const handIn = (scene: Scene, you: You | null): Json =>
  you?.index === scene.index && you.step === scene.item?.step ? (you.hand ?? null) : null;

function laterAnswer(item: ItemView, random: Random, hand: Json): Json {
  const marks = v.safeParse(markHand, hand);
  if (marks.success) {
    const marked = marks.output.thoughts.filter(() => random() < 0.3).map(({ id }) => id);
    // As the room keeps them: which was tapped first means nothing.
    return marked.sort((a, b) => a - b);
  }
  const [all, own] = [v.safeParse(findFace, item.face), v.safeParse(findHand, hand)];
  const common = all.success ? (all.output.options ?? []).flatMap((option, id) => (option === null ? [] : [id])) : [];
  const ids = own.success && own.output.options !== null ? own.output.options.map(({ id }) => id) : common;
  const others = ids.filter((id) => !own.success || id !== own.output.own);
  return others[Math.floor(random() * others.length)] ?? null;
}

export const randomOf = (at: number): Random => seededRandom(0x51_00_00 + at);
