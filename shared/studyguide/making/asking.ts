/** How a pack made from a study guide asks, in the guide's own language. `{}` stands for what is asked about. */

export interface Asking {
  /** What stands around a word that is spoken of. */
  readonly quotes: readonly [open: string, close: string];
  /** The definition is given, and one of several terms fits it. */
  readonly whichTerm: readonly string[];
  /** The term is given, and one of several definitions fits it. Neither may tell one from many. */
  readonly whichMeaning: readonly string[];
  /** The definition is given, and the term is to be typed. */
  readonly nameIt: readonly string[];
  readonly pairUp: readonly string[];
  readonly invent: readonly string[];
  readonly plainTitle: string;
  /** An article before a gap would tell what is missing: each is written as all that could stand there. */
  readonly articles: readonly (readonly string[])[];
}

const english: Asking = {
  quotes: ['“', '”'],
  whichTerm: ['Which term is this? {}', 'What is this called? {}', 'Which term fits? {}'],
  whichMeaning: ['What is meant by {}?', 'Which description fits {}?', 'What does {} mean?'],
  nameIt: ['Name it: {}', 'Type the term for this: {}', 'What is the term for this? {}'],
  pairUp: ['Which belong together?', 'Pair each term with what it means.', 'What goes with what?'],
  invent: ['What is meant by {}?'],
  plainTitle: 'Study guide',
  articles: [['a', 'an']],
};

const swedish: Asking = {
  quotes: ['”', '”'],
  whichTerm: ['Vilket begrepp är det här? {}', 'Vad kallas detta? {}', 'Vilket begrepp passar in? {}'],
  whichMeaning: ['Vad menas med {}?', 'Vilken beskrivning passar på {}?', 'Vad betyder {}?'],
  nameIt: ['Vad heter det? {}', 'Skriv begreppet för detta: {}', 'Vilket begrepp söks? {}'],
  pairUp: ['Vad hör ihop?', 'Para ihop varje begrepp med sin betydelse.', 'Vilket hör till vilket?'],
  invent: ['Vad menas med {}?'],
  plainTitle: 'Studieguide',
  articles: [
    ['en', 'ett'],
    ['den', 'det'],
  ],
};

const german: Asking = {
  quotes: ['„', '“'],
  whichTerm: ['Welcher Begriff ist gemeint? {}', 'Wie nennt man das? {}', 'Welcher Begriff passt? {}'],
  whichMeaning: ['Was versteht man unter {}?', 'Welche Beschreibung passt zu {}?', 'Was bedeutet {}?'],
  nameIt: ['Nennen Sie den Begriff: {}', 'Welcher Begriff ist gesucht? {}'],
  pairUp: ['Was gehört zusammen?', 'Ordnen Sie jedem Begriff seine Bedeutung zu.'],
  invent: ['Was versteht man unter {}?'],
  plainTitle: 'Lernhilfe',
  articles: [
    ['der', 'die', 'das'],
    ['ein', 'eine'],
    ['einen', 'eine', 'ein'],
    ['einem', 'einer'],
    ['dem', 'der'],
  ],
};

const french: Asking = {
  quotes: ['«\u00a0', '\u00a0»'],
  whichTerm: ['Quel terme correspond ? {}', 'De quoi s’agit-il ? {}', 'Comment appelle-t-on cela ? {}'],
  whichMeaning: ['Que signifie {} ?', 'Quelle description correspond à {} ?', 'Que désigne le terme {} ?'],
  nameIt: ['Nommez-le : {}', 'Écrivez le terme qui correspond : {}'],
  pairUp: ['Qu’est-ce qui va ensemble ?', 'Associez chaque terme à sa définition.'],
  invent: ['Que signifie {} ?'],
  plainTitle: 'Guide d’étude',
  articles: [
    ['un', 'une'],
    ['le', 'la', 'l’'],
    ['du', 'de la'],
    ['au', 'à la'],
  ],
};

const spanish: Asking = {
  quotes: ['«', '»'],
  whichTerm: ['¿Qué término es? {}', '¿Cómo se llama esto? {}', '¿Qué término corresponde? {}'],
  whichMeaning: ['¿Qué significa {}?', '¿Qué descripción corresponde a {}?', '¿Qué designa el término {}?'],
  nameIt: ['Escriba el término: {}', '¿Qué término se busca? {}'],
  pairUp: ['¿Qué va con qué?', 'Una cada término con su definición.'],
  invent: ['¿Qué significa {}?'],
  plainTitle: 'Guía de estudio',
  articles: [
    ['un', 'una'],
    ['el', 'la'],
    ['unos', 'unas'],
    ['los', 'las'],
  ],
};

const byLanguage: Readonly<Record<string, Asking>> = {
  en: english,
  sv: swedish,
  de: german,
  fr: french,
  es: spanish,
};

/** By the name of a language, as in grading; English for the others. */
export const askingIn = (language: string): Asking => byLanguage[language] ?? english;

export const quoted = (phrase: string, { quotes: [open, close] }: Asking): string => `${open}${phrase}${close}`;

/** One of several ways to ask, filled in. */
export function ask(ways: readonly string[], about: string, random: () => number): string {
  const way = ways[Math.floor(random() * ways.length)] ?? '{}';
  // A function, so that "$&" in somebody's term stays what it is.
  return way.replace('{}', () => about);
}
