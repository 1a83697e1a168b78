/**
 * Which words say the same and which say the opposite, by language. Of no subject in particular: what only one pack calls
 * the same stands in the pack. Opposites are never synonyms.
 */
import { forms as englishForms } from './formsEnglish.ts';
import type { LanguageName } from './languages.ts';
import * as english from './wordsEnglish.ts';
import * as swedish from './wordsSwedish.ts';

export interface Thesaurus {
  /** Groups of words that say the same. */
  readonly same: readonly (readonly string[])[];
  /** Two sides that say the opposite of each other. */
  readonly opposite: readonly (readonly [readonly string[], readonly string[]])[];
}

const lines = (block: string): string[] => block.trim().split('\n');

function read({ same, forms, opposite }: Readonly<Record<'same' | 'forms' | 'opposite', string>>): Thesaurus {
  return {
    same: [...lines(same), ...lines(forms)].map((line) => line.split(' ')),
    opposite: lines(opposite).map((line) => {
      const [left = '', right = ''] = line.split(' / ');
      return [left.split(' '), right.split(' ')] as const;
    }),
  };
}

const none: Thesaurus = { same: [], opposite: [] };

export const thesaurusOf = (language: LanguageName): Thesaurus =>
  language === 'en' ? read({ ...english, forms: englishForms }) : language === 'sv' ? read(swedish) : none;
