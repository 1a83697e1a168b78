/** Terms to be typed from their definition: where the name is short enough to be typed, and the definition tells it. */
import { acceptedAnswersMax, promptCharactersMax, typedCharactersMax } from '../../limits.ts';
import { isSpelling, normalise } from '../../grading/spelling.ts';
import { ask, quoted } from './asking.ts';
import { clueOf, fullExplanation } from './choices.ts';
import { fit } from './brief.ts';
import { linesOf, type Draft } from './draft.ts';
import type { Entry } from './entries.ts';
import { inBothNumbers } from './names.ts';
import type { Stock } from './stock.ts';

/** A longer name is remembered, perhaps, and hardly typed on a phone in half a minute. */
const typedWordsMax = 4;
const typedLettersMax = 36;

const isTypable = (name: string): boolean =>
  name.length <= typedLettersMax && name.split(/[\s/-]+/u).length <= typedWordsMax && !name.includes('/');

/** The first letters of a name of several words: a nudge, since there are many ways to call a thing. */
function initials(name: string): string | null {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length < 2 ? null : words.map((word) => `${word.charAt(0)}…`).join(' ');
}

export function nameIt(stock: Stock, entry: Entry): Draft<'typed'> | null {
  const clue = clueOf(stock, entry);
  const { shown, short } = entry.names;
  if (clue === null || ![shown, ...short].some(isTypable)) return null;
  const accept = [...new Set([...inBothNumbers(entry.names.all, stock.language), entry.names.asked])]
    .filter((name) => name.length <= typedCharactersMax && normalise(name) !== '')
    .slice(0, acceptedAnswersMax);
  const [main] = accept;
  if (main === undefined) return null;
  const random = stock.random(3, entry.at);
  const letters = initials(shown);
  // Initials of which the abbreviation is made would be the answer itself.
  const isTold = letters === null || short.length > 0 || main !== shown;
  const question = ask(stock.asking.nameIt, quoted(clue.text, stock.asking), random);
  return {
    fields: {
      text: fit(isTold ? question : `${question} (${letters})`, promptCharactersMax),
      accept,
      reject: lookalikes(stock, entry, accept),
      ...(clue.isWhole ? {} : { explanation: fullExplanation(entry) }),
      guideLines: linesOf(entry.lines),
    },
    about: new Set([entry]),
    tells: stock.nearness.mentionedBy(entry),
    place: entry.at / Math.max(1, stock.nearness.entries.length - 1),
    // One word is typed by more people.
    worth: letters === null || short.length > 0 ? 0.3 : 0,
    way: 0,
  };
}

/** Names of other terms that forgiven spelling would take for this one: mitosis and meiosis. */
function lookalikes({ nearness }: Stock, entry: Entry, accept: readonly string[]): string[] {
  const right = accept.map(normalise);
  const found = nearness.around(entry).flatMap(({ entry: { names, normalNames, nameStems } }) =>
    names.all.filter((name, at) => {
      const normal = normalNames[at] ?? '';
      if (normal === '' || name.length > typedCharactersMax || right.includes(normal)) return false;
      // The same word in one and in many is listed twice by mistake.
      const stem = nameStems[at]?.join(' ');
      if (entry.nameStems.some((own) => own.join(' ') === stem)) return false;
      return right.some((wanted) => isSpelling(normal, wanted, true));
    }),
  );
  return [...new Set(found)].slice(0, acceptedAnswersMax);
}
