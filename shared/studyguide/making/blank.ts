/** A definition that does not say its own term: its words, and others of the same stem, become gaps. */
import { languages, type LanguageName } from '../../grading/languages.ts';
import { tokensOf, type Token } from '../../grading/tokens.ts';
import { tells, type Entry } from './entries.ts';
import { isOfOneFamily } from './family.ts';

export const gap = '____';

/** More gaps than these, or more than one word in three, and nobody knows what is meant. */
const gapsMax = 3;
const gapShareMax = 1 / 3;
const leftMin = 3;

export interface Clue {
  readonly text: string;
  readonly gaps: number;
}

/** `articles`: see Asking. Null where too little would be left. */
export function blanked(
  text: string,
  entry: Entry,
  name: LanguageName,
  articles: readonly (readonly string[])[],
): Clue | null {
  const tokens = tokensOf(text, languages[name]);
  const isOwn = (token: Token): boolean =>
    tells(token, text) && entry.ownWords.some((own) => isOfOneFamily(own, token));
  const marked = tokens.map(isOwn);
  if (!marked.includes(true)) return { text, gaps: 0 };
  const content = tokens.filter((token) => tells(token, text)).length;
  const hidden = marked.filter(Boolean).length;
  let result = '';
  let from = 0;
  let gaps = 0;
  tokens.forEach((token, at) => {
    if (marked[at] !== true || token.start < from) return;
    const between = text.slice(from, token.start);
    // Two gaps in a row tell how many words the term has.
    const isNext = gaps > 0 && /^[\s-]*$/u.test(between) && at > 0 && marked[at - 1] === true;
    if (!isNext) {
      // In German a small letter is no noun, and what stands before it often no article.
      const isNoun = name !== 'de' || /^\p{Lu}/u.test(text.slice(token.start));
      result += !isNoun
        ? between
        : between.replace(/(?<=^|[\s“"(])(\p{L}+) $/u, (whole, article: string) => neutral(whole, article, articles));
      result += gap;
      gaps += 1;
    }
    from = token.end;
  });
  result += text.slice(from);
  const isTooBare = gaps > gapsMax || hidden > content * gapShareMax || content - hidden < leftMin;
  return isTooBare ? null : { text: result, gaps };
}

/** "an ____" would tell that it begins with a vowel. */
function neutral(whole: string, article: string, articles: readonly (readonly string[])[]): string {
  const group = articles.find((each) => each.includes(article.toLowerCase()));
  if (group === undefined) return whole;
  const joined = group.join('/');
  return `${/^\p{Lu}/u.test(article) ? joined.charAt(0).toUpperCase() + joined.slice(1) : joined} `;
}
