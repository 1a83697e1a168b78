/** A name to offer, in the language of the page. Whether it is free says the room. */
import { suggestions as en } from './en/names.ts';
import { suggestions as sv } from './sv/names.ts';
import { spoken } from './spoken.ts';

const suggestions = spoken({ en, sv });

const pick = (from: readonly string[], random: () => number): string => from[Math.floor(random() * from.length)] ?? '';

export function suggestedName(random: () => number = Math.random): string {
  const { qualities, animals } = suggestions();
  return `${pick(qualities, random)} ${pick(animals, random)}`;
}
