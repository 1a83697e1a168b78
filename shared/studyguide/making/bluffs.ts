/** Terms to invent definitions for: those whose name tells little, with the definitions of near terms as decoys. */
import { decoysMax, inventionCharactersMax } from '../../limits.ts';
import { ask, quoted } from './asking.ts';
import { linesOf, type Draft } from './draft.ts';
import { says, type Entry } from './entries.ts';
import { areAlikeInNumber } from './forms.ts';
import type { Stock } from './stock.ts';
import { pickWrong, type Wrong } from './wrongOptions.ts';

/** Fewer decoys, and in a small room the true one is found by guessing. */
const decoysLeast = 3;
/** People invent in a minute what is about this long: a truth of three lines would be known by its length. */
const truthCharactersMax = Math.min(140, inventionCharactersMax);
const ratio = 1.9;

/** One odd word is what everybody can invent something for; "long-lived feature branch" explains itself. */
function bluffWorth(entry: Entry): number {
  const words = entry.names.shown.split(/[\s-]+/u).length;
  const isTelling = entry.ownWords.some(({ stem }) => entry.contentStems.has(stem));
  return (words === 1 ? 1 : words === 2 ? 0.5 : 0) - (isTelling ? 1 : 0);
}

export function invent(stock: Stock, entry: Entry): Draft<'bluff'> | null {
  const { asking, nearness } = stock;
  const truth = entry.ways.find((way) => way.text.length <= truthCharactersMax && way.isSilent)?.text;
  if (truth === undefined) return null;
  const decoys = nearness.near(entry).flatMap(({ entry: other, score }): Wrong<Entry>[] => {
    const isAlike = entry.form.opening === other.form.opening && areAlikeInNumber(entry.form.number, other.form.number);
    if (!isAlike) return [];
    const ways = other.ways
      .filter((way) => way.text.length <= inventionCharactersMax && way.isSilent && !says(way, entry))
      .map(({ text }) => text);
    const [closest] = ways.sort((a, b) => Math.abs(a.length - truth.length) - Math.abs(b.length - truth.length));
    return closest === undefined ? [] : [{ of: other, text: closest, nearness: score }];
  });
  const random = stock.random(5, entry.at);
  const wanted = { right: truth, most: decoysMax, least: decoysLeast, ratio, slack: 0 };
  const picked = pickWrong(decoys, wanted, (a, b) => !nearness.mayAlsoFit(a, b), random);
  if (picked === null) return null;
  return {
    fields: {
      text: ask(asking.invent, quoted(entry.names.shown, asking), random),
      truth,
      decoys: picked.map(({ text }) => text),
      guideLines: linesOf(entry.lines),
    },
    about: new Set([entry]),
    tells: new Set(picked.map(({ of }) => of)),
    place: entry.at / Math.max(1, nearness.entries.length - 1),
    worth: bluffWorth(entry),
    way: 0,
  };
}
