/** Picks the sentences of the language that the page is in. Read inside a template or $derived, it follows a switch. */
import { language, type Language } from '../language.svelte.ts';

export function spoken<Words>(all: Readonly<Record<Language, Words>>): () => Words {
  return () => all[language.current];
}
