/**
 * Names that would hurt somebody on a shared screen, in English and Swedish: who comes with one is asked for another. A
 * short list of what nobody is called; it judges no person, catches no wit, and the host renames and removes beside it.
 */
import { nameKey } from './names.ts';

const list = (words: string): readonly string[] => words.trim().split(/\s+/).map(nameKey);

/** Refused wherever they stand in a name: no name and no ordinary word has them inside. */
const anywhere = list(`
  fuck nigger nigga faggot asshole arsehole motherf wanker hitler blowjob shithead bullshit killyourself gaschamber
  knull fitta svartskalle rövhål våldtäkt bögjävel horunge kukhuvud
`);

/** Refused as a word of its own: names and other words have them inside (Scunthorpe, Nazir, Essex, therapist, Kukka). */
const alone = new Set(
  list(`
  shit shits cunt cunts whore whores slut sluts bitch bitches rape rapist nazi nazis kkk kys porn porno penis vagina
  dildo twat wank cum tits retard retards spastic tranny paki chink spic kike coon fag fags pedo pedophile paedo
  kuk kukar hora horor bög bögar neger negrer blatte blattar mongo slampa luder jävla jävel jävlar fan runka subba cp
  zigenare nazist nazister pedofil våldtäktsman
`),
);

/** Digits and signs that stand for letters; those that also look like them are folded with the name. */
const signs: Readonly<Record<string, string>> = { '@': 'a', '4': 'a', '3': 'e', $: 's', '7': 't', '!': 'i', '€': 'e' };
const spelled = (name: string): string => [...name].map((letter) => signs[letter] ?? letter).join('');

/** Digits that stand alone are a number, whatever they may be read as: 7175 is one, 7it5 is not. */
const numbers = /(?<![\p{L}\p{M}\p{N}$|@!€])\p{Nd}+(?![\p{L}\p{M}\p{N}$|@!€])/gu;

const keyOf = (word: string): string => nameKey(word).replace(/(.)\1{2,}/gu, '$1');

export function isUnkind(name: string): boolean {
  const said = name.replace(numbers, ' ');
  if (!/[^\s\p{P}]/u.test(said)) return false;
  const isWhole = [name, spelled(name)].map(keyOf).some((whole) => {
    return anywhere.some((word) => whole.includes(word)) || alone.has(whole);
  });
  const words = [said, spelled(said)].flatMap((reading) => reading.split(/[^\p{L}\p{M}\p{N}$|]+/u));
  return isWhole || words.some((word) => alone.has(keyOf(word)));
}
