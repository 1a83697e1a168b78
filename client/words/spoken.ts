/**
 * Sentences by language. Only the language of the page is fetched: whoever loads a page awaits `wordsReady` before
 * showing it, and from then on its sentences are there at once. Read inside a template or $derived, they follow a switch.
 */
import { language, type Language } from '../language.svelte.ts';

type Loads<Words> = Readonly<Record<Language, () => Promise<Words>>>;

const fetches: ((which: Language) => Promise<void>)[] = [];

export function spoken<Words>(loads: Loads<Words>): () => Words {
  const fetched = new Map<Language, Words>();
  fetches.push(async (which) => {
    if (!fetched.has(which)) fetched.set(which, await loads[which]());
  });
  return () => {
    const words = fetched.get(language.current);
    if (words === undefined) throw new Error('Sentences were asked for too early: await wordsReady() first.');
    return words;
  };
}

/** Fetches what is missing of all that was loaded so far. Rejects where the network is gone. */
export async function wordsReady(which: Language = language.current): Promise<void> {
  await Promise.all(fetches.map((fetchOf) => fetchOf(which)));
}

/** Changes the language of the page once all its sentences are there. */
export async function speak(which: Language): Promise<void> {
  await wordsReady(which);
  language.choose(which);
}
