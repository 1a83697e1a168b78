/**
 * The language of the page: what the person chose, else the first of the browser's that we speak, else English. It
 * knows no sentence; those are in words/.
 */
import { keep } from './live/keep.ts';

export const languages = ['en', 'sv'] as const;
export type Language = (typeof languages)[number];

/** Each in itself, so that people find theirs. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', sv: 'Svenska' };

const key = 'language';

const known = (tag: string | null): Language | undefined =>
  languages.find((each) => tag?.toLowerCase().split('-')[0] === each);

/** The first of a browser's languages that we speak. */
export function firstSpoken(tags: readonly string[]): Language {
  for (const tag of tags) {
    const language = known(tag);
    if (language !== undefined) return language;
  }
  return 'en';
}

// Tests read sentences where there is no browser.
const preferred = (): readonly string[] => (typeof navigator === 'undefined' ? [] : navigator.languages);

let current = $state<Language>(known(keep.get(key)) ?? firstSpoken(preferred()));

export const language = {
  get current(): Language {
    return current;
  },
  choose(wanted: Language): void {
    current = wanted;
    keep.set(key, wanted);
    language.tell();
  },
  /** Screen readers and hyphenation go by the page's own word. */
  tell(): void {
    document.documentElement.lang = current;
  },
};
