/**
 * The sides that a word takes: of two words on different sides of one matter, each says the opposite of the other. Some
 * are listed, some are told by the word's form (stable and unstable, endothermic and exothermic). Knows no sentences.
 */
import type { LanguageName } from './languages.ts';

export interface Side {
  readonly matter: string;
  readonly side: 1 | -1;
}

/** Beginnings that contrast in front of the same rest, in the words of schools nearly everywhere. */
const contrasts: readonly (readonly [string, string])[] = `
hypo hyper/endo exo/endo ecto/micro macro/mikro makro/intra inter/intra extra/mono poly/oligo poly/mono multi/uni multi
homo hetero/auto hetero/under over/pre post/ante post/anti pro/contra pro/in ex/im ex/in de/de a/affer effer/ab ad/con di
intro extro/intr extr/anter poster/infer super/infer supr/inter exter/ana cata/ana kata/maxi mini/up down/in out/for back
fore back/en dis/im e/sub super/hind fore/dextro levo/in ut/upp ned/upp ner/över under/för efter/till från/hög låg
ein aus/auf ab/über unter/zu ab/vor nach/hoch tief/sous sur/sobre sub`
  .trim()
  .split(/[/\n]/)
  .map((pair) => {
    const [left = '', right = ''] = pair.split(' ');
    return [left, right] as const;
  });
/** Endings that name another substance, by their stems: lactose and lactase, sulfate and sulfite, ethane and ethene. */
const endings: readonly (readonly [string, string])[] = [
  ['os', 'as'],
  ['at', 'it'],
  ['at', 'id'],
  ['it', 'id'],
  ['an', 'en'],
  ['an', 'yn'],
  ['en', 'yn'],
];
const endedLettersMin = 4;
/** What is left after the beginning must be most of a word: "in" and "ex" before "it" tell nothing. */
const restLettersMin = 3;

interface Denials {
  /** Each with the letters that must follow it: short ones begin too many words by chance. */
  readonly before: Readonly<Record<string, number>>;
  readonly after: readonly string[];
}

const latin = { in: 4, im: 4, il: 5, ir: 5, dis: 4, non: 4, a: 6, an: 6, anti: 4 };
const denials: Readonly<Record<LanguageName, Denials>> = {
  en: { before: { ...latin, un: 3 }, after: ['less', 'free'] },
  sv: { before: { ...latin, o: 3, icke: 3, miss: 4 }, after: ['lös', 'fri'] },
  de: { before: { ...latin, un: 3, nicht: 3, des: 5, miss: 4, miß: 4 }, after: ['los', 'frei'] },
  fr: { before: { ...latin, dés: 4, dé: 5, mal: 4 }, after: [] },
  es: { before: { ...latin, i: 6, des: 5 }, after: [] },
  other: { before: {}, after: [] },
};

/** Begin with "in", "im" or "dis" and deny nothing; by their stems. */
const innocent = new Set(
  (
    'inform incom insid import impress improv inde intak input inland indoor instal instead invent invest inflam ' +
    'inflamm increas inclin indent impact impart immigr imprint implant impos impuls incid display discov diseas dispos ' +
    'discount discuss distress dispatch district inspir inspect insert insect intend intent instruct invit invad ' +
    'inhabit inborn inlet insight invalu anoth analys'
  ).split(' '),
);

/** By form alone, from the stem of a word. */
export function sidesByForm(stem: string, language: LanguageName): Side[] {
  const sides: Side[] = [{ matter: `!${stem}`, side: 1 }];
  const { before, after } = denials[language];
  if (!innocent.has(stem))
    for (const [prefix, least] of Object.entries(before))
      if (stem.startsWith(prefix) && stem.length >= prefix.length + least)
        sides.push({ matter: `!${stem.slice(prefix.length)}`, side: -1 });
  for (const suffix of after)
    if (stem.endsWith(suffix) && stem.length >= suffix.length + restLettersMin)
      sides.push({ matter: `!${stem.slice(0, -suffix.length)}`, side: -1 });
  if (language === 'other') return sides;
  contrasts.forEach(([left, right], at) => {
    for (const [prefix, side] of [[left, 1] as const, [right, -1] as const])
      if (stem.startsWith(prefix) && stem.length >= prefix.length + restLettersMin)
        sides.push({ matter: `${at} ${stem.slice(prefix.length)}`, side });
  });
  const rest = stem.slice(0, -2);
  for (const [left, right] of rest.length >= endedLettersMin ? endings : [])
    if (stem.endsWith(left) || stem.endsWith(right))
      sides.push({ matter: `${rest} ${left} ${right}`, side: stem.endsWith(left) ? 1 : -1 });
  return sides;
}
