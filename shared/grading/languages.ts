/**
 * What the grader knows of a language: its function words, its negations, the words that open a clause, and what
 * people write when they do not know. A language that is not here is graded without any of it, by its words as they are.
 */

export interface Language {
  /** The Snowball algorithm, or null: then words are compared as they are. */
  readonly stemmer: string | null;
  /** Words that carry grammar, not meaning. None of "not", "more", "same", "only": those decide what is right. */
  readonly functionWords: ReadonlySet<string>;
  /** Function words that are a name where no word follows that they could belong to: bulb A, "bulb a is lit". */
  readonly letters: ReadonlySet<string>;
  /** What is followed by the word that it belongs to: where it is not, the words were thrown together. */
  readonly articles: ReadonlySet<string>;
  /** Function words that may stand between the two: the very one. */
  readonly afterArticles: ReadonlySet<string>;
  /** Words of meaning that fit everywhere and so tell little. */
  readonly lightWords: ReadonlySet<string>;
  readonly negations: ReadonlySet<string>;
  /** "It is not true that": such a word after a negation denies all that follows in the sentence. */
  readonly denials: ReadonlySet<string>;
  /** What comparison adds to a word: high, higher, highest. */
  readonly comparison: RegExp | null;
  /** A key point may end before one of these. */
  readonly clauseWords: ReadonlySet<string>;
  /** Those of them that also join mere words. */
  readonly coordinating: ReadonlySet<string>;
  /** An answer that is one of these, and nothing else, is none. */
  readonly unknown: RegExp;
  /** Numbers as words: two is 2. */
  readonly numbers: ReadonlyMap<string, string>;
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const numbered = (list: string): ReadonlyMap<string, string> =>
  new Map(list.split(' ').map((word, at) => [word, String(at + 2)]));

const english: Language = {
  stemmer: 'english',
  functionWords: words(
    'a an the this that these those it its itself he she him her his hers they them their theirs themselves we us our ' +
      'ours you your yours i me my mine one ones who whom whose which what when where why how there here is are was ' +
      'were be been being am do does did doing done has have had having will would shall should can could may might ' +
      'must of to in on at by for from with into onto about as than then if so and or but because since while though ' +
      'although also too very just some such s t d ll re ve m u let lets get gets got really well oh ok okay please',
  ),
  letters: words('a'),
  articles: words('the a an my your our their its'),
  afterArticles: words('very too just really one ones most'),
  lightWords: words(
    'make use go get thing things way something someone anything everything know see look come take put say tell think ' +
      'want need show find try like people able kind lot lots bit stuff keep become happen seem different other another ' +
      'more most much many each every both even only same when after before up down out over off back around away all ' +
      'any own first also',
  ),
  comparison: /^(?:er|est|r|st|y|ly|en|th|ness|i)$/,
  negations: words(
    'not no never none nothing nobody neither nor without cannot cant dont doesnt didnt isnt arent wasnt werent wont ' +
      'wouldnt shouldnt couldnt hasnt havent hadnt',
  ),
  denials: words('true correct right case so'),
  clauseWords: words(
    'and but because which while whereas so although though since when where therefore thus if unless',
  ),
  coordinating: words('and so but'),
  unknown:
    /^(?:i |we )?(?:(?:really |just |still )?(?:do not|don ?t|did not|didn ?t) (?:really )?(?:know|understand|remember|get)(?: (?:it|this|that|the answer|how|why|what|anything))*|have no (?:idea|clue)|am not sure|m not sure|not sure|no (?:idea|clue|answer)|idk|dunno|nothing|none|forgot|pass|skip|n a|na|help)(?: sorry)?$/,
  numbers: numbered('two three four five six seven eight nine ten eleven twelve'),
};

const swedish: Language = {
  stemmer: 'swedish',
  functionWords: words(
    'en ett den det de dem dess deras denna detta dessa han hon hans hennes honom henne vi oss vår vårt våra ni er ert ' +
      'era jag mig min mitt mina du dig din ditt dina man sig sin sitt sina som vem vad vilken vilket vilka när var ' +
      'varför hur här där är var vara varit blir blev bli blivit har hade ha haft ska skulle skall kan kunde kunna må ' +
      'måste får fick få vill ville av till i på vid för från med in om åt hos ur än då så och eller men att eftersom ' +
      'medan också även ju väl nog bara mycket någon något några sådan sådana sådant gör gjorde göra alltså ok',
  ),
  letters: new Set(),
  articles: words('en ett sin sitt sina'),
  afterArticles: words('mycket väl så av i på vars'),
  lightWords: words(
    'göra använda gå få sak saker sätt något någon veta se titta komma ta lägga säga tro tänka behöva visa hitta försöka ' +
      'folk slags bli hända verka annan andra annat olika mer mest många varje båda samma även bara efter före upp ner ut ' +
      'över bort tillbaka alla först',
  ),
  comparison: /^(?:are|ast|aste|re|st|sta|a|t|het)$/,
  negations: words('inte ej icke aldrig ingen inget inga ingenting utan varken knappast'),
  denials: words('sant riktigt rätt fallet så'),
  clauseWords: words('och men eftersom som medan så fastän när där därför om'),
  coordinating: words('och så men'),
  unknown:
    /^(?:jag )?(?:(?:vet|minns|kommer|förstår|fattar) (?:faktiskt |verkligen )?(?:inte|ej)(?: (?:ihåg|det|detta|svaret|riktigt|alls))*|har ingen (?:aning|idé)|ingen aning|är inte säker|inte säker|osäker|vet ej|inget(?: svar)?|ingenting|pass|hoppar över|har glömt|glömt|hjälp)(?: tyvärr)?$/,
  numbers: numbered('två tre fyra fem sex sju åtta nio tio elva tolv'),
};

const german: Language = {
  stemmer: 'german',
  functionWords: words(
    'der die das den dem des ein eine einen einem einer eines dieser diese dieses diesen diesem er sie es ihn ihm ihr ' +
      'ihre ihren wir uns unser ich mich mir mein du dich dir dein man sich sein seine seinen was wer wie wo wann warum ' +
      'welche welcher welches ist sind war waren sein gewesen wird werden wurde wurden hat haben hatte hatten kann können ' +
      'konnte muss müssen soll sollen will darf von zu zum zur in im an am auf bei für aus mit um als wenn ob so und oder ' +
      'aber weil denn dass da dann auch sehr nur durch über es gibt',
  ),
  letters: new Set(),
  articles: words('ein eine einen einem einer'),
  afterArticles: words('sehr zu so'),
  lightWords: words('machen gehen ding sache weg sehen kommen nehmen sagen viel mehr gleich ander jede beide alle'),
  comparison: /^(?:er|ere|eren|est|este|sten|e|en|heit)$/,
  negations: words('nicht kein keine keinen keinem keiner nie niemals nichts ohne weder'),
  denials: words('wahr richtig fall so'),
  clauseWords: words('und aber weil welche welcher welches während sodass obwohl wenn wo deshalb'),
  coordinating: words('und aber'),
  unknown:
    /^(?:ich )?(?:weiß|weiss)(?: ich)?(?: es)? nicht$|^(?:ich habe )?keine ahnung$|^(?:ich bin )?nicht sicher$|^nichts$/,
  numbers: numbered('zwei drei vier fünf sechs sieben acht neun zehn elf zwölf'),
};

const french: Language = {
  stemmer: 'french',
  functionWords: words(
    'le la les l un une des du de d ce cet cette ces c il elle ils elles lui leur leurs on nous notre nos vous votre vos ' +
      'je j me m mon ma mes tu te t ton ta tes se s son sa ses qui que qu quoi quel quelle quels quelles quand où pourquoi ' +
      'comment est sont était étaient être été suis a ont avait avoir eu fait faire peut peuvent doit à au aux en dans sur ' +
      'par pour avec comme si et ou mais car donc parce puisque aussi très y là ça cela',
  ),
  letters: new Set(),
  articles: words('un une des du au aux ce cette'),
  afterArticles: words('très si l d'),
  lightWords: words('faire aller chose façon voir prendre dire beaucoup plus même autre chaque tout tous'),
  comparison: null,
  negations: words('ne n pas jamais rien aucun aucune personne sans ni non'),
  denials: words('vrai exact cas'),
  clauseWords: words('et mais car parce qui tandis donc bien quand où si puisque'),
  coordinating: words('et mais'),
  unknown: /^(?:je )?(?:ne )?sais pas$|^(?:je n ai )?aucune idée$|^(?:je )?(?:ne )?suis pas sûre?$|^rien$/,
  numbers: numbered('deux trois quatre cinq six sept huit neuf dix onze douze'),
};

const spanish: Language = {
  stemmer: 'spanish',
  functionWords: words(
    'el la los las lo un una unos unas este esta estos estas ese esa eso esto aquel aquella él ella ellos ellas le les su ' +
      'sus nos nuestro nuestra yo me mi mis tú te tu tus se que qué quien quién cual cuál cuando cuándo donde dónde por ' +
      'porqué cómo como es son era eran ser sido está están estaba fue fueron ha han había haber hay puede pueden debe de ' +
      'del a al en con para sobre si y o u e pero porque pues también muy ya',
  ),
  letters: new Set(),
  articles: words('un una unos unas del al'),
  afterArticles: words('muy tan que'),
  lightWords: words('hacer ir cosa manera ver tomar decir mucho más mismo otro cada todo todos'),
  comparison: null,
  negations: words('no nunca jamás nada nadie ninguno ninguna ningún sin ni tampoco'),
  denials: words('cierto verdad correcto así'),
  clauseWords: words('y pero porque que mientras aunque cuando donde entonces si'),
  coordinating: words('y pero'),
  unknown: /^(?:yo )?no (?:lo )?(?:sé|se)$|^(?:no tengo )?ni idea$|^no estoy segur[oa]$|^nada$/,
  numbers: numbered('dos tres cuatro cinco seis siete ocho nueve diez once doce'),
};

/** For all the languages that nobody described here: nothing is assumed. */
const unknownLanguage: Language = {
  stemmer: null,
  functionWords: new Set(),
  letters: new Set(),
  articles: new Set(),
  afterArticles: new Set(),
  lightWords: new Set(),
  comparison: null,
  negations: new Set(),
  denials: new Set(),
  clauseWords: new Set(),
  coordinating: new Set(),
  unknown: /^(?:idk|n a|\?+)$/,
  numbers: new Map(),
};

export const languages = { en: english, sv: swedish, de: german, fr: french, es: spanish, other: unknownLanguage };
export type LanguageName = keyof typeof languages;
export const isLanguageName = (name: string): name is LanguageName => Object.hasOwn(languages, name);

const known = ['en', 'sv', 'de', 'fr', 'es'] as const;

/** The language whose function words a text has most of; `other` when it has hardly any. */
export function languageOf(text: string): LanguageName {
  const found =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}]+/gu) ?? [];
  let best: LanguageName = 'other';
  // One word in twelve: a heading of English words alone has fewer, a sentence of any language many more.
  let most = Math.max(1, found.length / 12);
  for (const name of known) {
    const { functionWords, negations } = languages[name];
    const count = found.filter((word) => functionWords.has(word) || negations.has(word)).length;
    if (count > most || (count === most && best === 'other')) [best, most] = [name, count];
  }
  return best;
}
