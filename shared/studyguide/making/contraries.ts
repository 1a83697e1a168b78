/** Whether two terms are each other's contrary: their definitions are alike, and what is right of one is wrong of the other. */
import type { LanguageName } from '../../grading/languages.ts';
import type { Word } from './family.ts';

/** Words before a term that turn it round. */
const turning = new Set('non anti un in dis de icke ej o nicht gegen sans no contra'.split(' '));

/** Beginnings of words, one side and the other; English and Swedish have theirs in grading. */
const sides: Partial<Record<LanguageName, readonly string[]>> = {
  de: [
    'kalt warm,kalt heiß,hoch tief,hoch niedrig,hoch nieder,groß klein,lang kurz,innen außen,binnen außen,ober unter,positiv negativ',
    'aktiv passiv,direkt indirekt,primär sekundär,offen geschlossen,früh spät,nord süd,ost west,links rechts,einfach komplex,hart weich',
  ],
  fr: [
    'chaud froid,haut bas,grand petit,long court,interne externe,positi négati,acti passi,direct indirect,primaire secondaire',
    'ouvert fermé,nord sud,est ouest,gauche droit,simple complexe,dur mou,supérieur inférieur',
  ],
  es: [
    'caliente frí,cálid frí,alt baj,grande pequeñ,larg cort,intern extern,positiv negativ,activ pasiv,direct indirect',
    'primari secundari,abiert cerrad,norte sur,este oeste,izquierd derech,simple complej,dur bland,superior inferior',
  ],
};

/** What is left of two compounds without the part that they share: kalt and warm of Kaltfront and Warmfront. */
function apart(a: string, b: string): readonly [string, string] | null {
  let common = 0;
  while (common < Math.min(a.length, b.length) && a.at(-1 - common) === b.at(-1 - common)) common += 1;
  const [left, right] = [a.slice(0, a.length - common), b.slice(0, b.length - common)];
  return common >= 3 && left.length >= 2 && right.length >= 2 ? [left, right] : null;
}

export function contrariesIn(
  name: LanguageName,
  areOpposite: (a: Word, b: Word) => boolean,
): (a: readonly Word[], b: readonly Word[]) => boolean {
  const pairs = (sides[name] ?? []).flatMap((row) => row.split(',').map((pair) => pair.split(' ')));
  const isOpposite = (a: Word, b: Word): boolean =>
    areOpposite(a, b) ||
    pairs.some(
      ([one = '', other = '']) =>
        (a.word.startsWith(one) && b.word.startsWith(other)) || (a.word.startsWith(other) && b.word.startsWith(one)),
    );
  const arePartsOpposite = (a: Word, b: Word): boolean => {
    const parts = apart(a.word, b.word);
    if (parts === null) return false;
    const [left, right] = parts;
    return isOpposite({ word: left, stem: left }, { word: right, stem: right });
  };
  const without = (some: readonly Word[], others: readonly Word[]): Word[] =>
    some.filter(({ stem }) => !others.some((other) => other.stem === stem));
  return (a, b) => {
    const [onlyA, onlyB] = [without(a, b), without(b, a)];
    if (onlyA.length + onlyB.length === 1) return [...onlyA, ...onlyB].every(({ word }) => turning.has(word));
    return onlyA.some((one) => onlyB.some((other) => isOpposite(one, other) || arePartsOpposite(one, other)));
  };
}
