/** What all makers of items draw from: the guide's terms with their likenesses, its language, and seeded chance. */
import { seededRandom } from '../../game/random.ts';
import { languages, type LanguageName } from '../../grading/languages.ts';
import { languageNameOf } from '../../grading/wording.ts';
import { tokensOf } from '../../grading/tokens.ts';
import type { StudyGuide } from '../guide.ts';
import { askingIn, type Asking } from './asking.ts';
import { entriesOf, type Entry } from './entries.ts';
import { Nearness } from './nearness.ts';

/** Items are made of so many terms, spread over the glossary: more than a pack holds. Wrong options are of all. */
const startsMax = 300;

export interface Stock {
  readonly guide: StudyGuide;
  readonly language: LanguageName;
  readonly asking: Asking;
  readonly nearness: Nearness;
  /** The terms that items are made of, in the order of the glossary. */
  readonly starts: readonly Entry[];
  /** Chance of its own for each purpose and place, so that one item never moves another. */
  random(purpose: number, place?: number): () => number;
  /** The terms that a text names. */
  namedIn(text: string): ReadonlySet<Entry>;
}

export function stockOf(guide: StudyGuide, tag: string, seed: number): Stock {
  const language = languageNameOf(tag);
  const entries = entriesOf(guide.terms, language);
  const nearness = new Nearness(entries, language);
  const step = Math.max(1, entries.length / startsMax);
  const starts = Array.from({ length: Math.min(entries.length, startsMax) }, (_, at) => entries[Math.floor(at * step)]);
  return {
    guide,
    language,
    asking: askingIn(language),
    nearness,
    starts: starts.filter((entry) => entry !== undefined),
    random: (purpose, place = 0) => seededRandom(seed, purpose * 100_000 + place),
    namedIn: (text) => nearness.namedIn(tokensOf(text, languages[language]).map(({ stem }) => stem)),
  };
}
