/** A name to offer, in the language of the page. Whether it is free says the room. */
import { spoken } from './spoken.ts';

const suggestions = spoken({
  en: () => import('./en/phone.ts').then((words) => words.suggestions),
  sv: () => import('./sv/phone.ts').then((words) => words.suggestions),
});

const pick = (from: readonly string[], random: () => number): string => from[Math.floor(random() * from.length)] ?? '';

export function suggestedName(random: () => number = Math.random): string {
  const { qualities, animals } = suggestions();
  return `${pick(qualities, random)} ${pick(animals, random)}`;
}
