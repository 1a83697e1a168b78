/**
 * The words of headings, by role and language. Lower case, without accents or punctuation: this is what a heading is
 * reduced to before it is compared. To teach the reader another language, add a column here; nothing else knows words
 * of headings.
 */

/** What a section is for. `aside` is known, and no quiz is made of it. */
export type SectionRole = 'quiz' | 'key' | 'essays' | 'terms' | 'concepts' | 'sources' | 'aside';

export const languages = ['en', 'sv', 'de', 'es', 'fr'] as const;
type Language = (typeof languages)[number];
type Phrases = Readonly<Record<Language, string>>;

/** Any of these, alone or with the small words below, names a section. Phrases are separated by commas. */
export const rolePhrases: Readonly<Record<SectionRole, Phrases>> = {
  quiz: {
    en: 'quiz, quizzes, questions, short answer, short answers, short answer questions, short answer quiz, review questions, knowledge check, knowledge review, comprehension check, self test, test yourself, test your knowledge, self assessment, check your understanding, quiz time',
    sv: 'quiz, fragesport, fragor, kortsvarsfragor, kortsvarsquiz, kortsvar, quizfragor, kunskapstest, kunskapsquiz, kunskapskontroll, instuderingsfragor, ovningsfragor, repetitionsfragor, testa dig sjalv, testa dina kunskaper, provfragor, forhor, kontrollfragor',
    de: 'quiz, fragen, kurzantworten, kurzantwortfragen, kurzantwort, kurzantwortquiz, kurzfragen, kurze antworten, quizfragen, wissensquiz, wissenstest, wissensfragen, verstandnisfragen, ubungsfragen, kontrollfragen, wiederholungsfragen, wissensuberprufung, lernkontrolle, selbsttest, teste dein wissen, testen sie ihr wissen',
    es: 'quiz, cuestionario, preguntas, preguntas cortas, preguntas de respuesta corta, preguntas de respuestas cortas, respuesta corta, respuesta breve, respuestas cortas, respuestas breves, prueba, prueba corta, examen corto, autoevaluacion, preguntas de repaso, pon a prueba tus conocimientos',
    fr: 'quiz, quizz, questionnaire, questions, questions courtes, questions a reponse courte, questions a reponses courtes, reponse courte, reponses courtes, reponse breve, reponses breves, interrogation, controle des connaissances, questions de revision, autoevaluation, auto evaluation, testez vos connaissances, verification des connaissances',
  },
  key: {
    en: 'answer key, answer keys, answers, answer sheet, answer guide, model answers, sample answers, suggested answers, quiz answers, solutions, solution key, quiz key, short answer key, short answers key',
    sv: 'facit, svar, svaren, svarsnyckel, svarsnyckeln, svarsfacit, quizfacit, quizsvar, quiznyckel, svarsforslag, losningar, losningsforslag, ratta svar',
    de: 'antwortschlussel, antworten, losungen, losung, losungsschlussel, losungsteil, antwortenschlussel, musterlosung, musterlosungen, musterantworten, quizantworten, quizlosungen, quiz losung, losungsblatt, antwortkey',
    es: 'clave de respuestas, claves de respuestas, clave de respuesta, clave, respuestas, solucionario, soluciones, hoja de respuestas, respuestas correctas, respuestas modelo',
    fr: 'corrige, corriges, cle de reponses, cles de reponses, cle de reponse, cles de reponse, cle des reponses, cle de correction, cle de correction, corrige type, reponses, reponses modeles, feuille de reponses, solutions, solutionnaire, grille de reponses, grille de correction',
  },
  essays: {
    en: 'essay, essays, essay questions, essay question, essay prompts, essay topics, essay format questions, long answer questions, extended response questions, extended response, long form questions, discussion questions',
    sv: 'essafragor, essa, essaer, essaamnen, essauppgifter, essaform, essaformat, uppsatsfragor, uppsatsamnen, uppsatser, uppsats, diskussionsfragor, resonerande fragor, utredande fragor, langsvarsfragor, fordjupningsfragor',
    de: 'essayfragen, essay, essays, essaythemen, essayaufgaben, essayformat, aufsatzfragen, aufsatzthemen, aufsatz, aufsatze, aufsatzformat, diskussionsfragen, erorterungsfragen, erorterungen, langantwortfragen, vertiefungsfragen, aufsatzaufgaben',
    es: 'ensayo, ensayos, preguntas de ensayo, preguntas para ensayo, preguntas tipo ensayo, preguntas en formato de ensayo, preguntas de formato de ensayo, temas de ensayo, preguntas de desarrollo, preguntas para desarrollar, preguntas de debate, preguntas de discusion, preguntas abiertas',
    fr: 'dissertation, dissertations, questions de dissertation, sujets de dissertation, questions de type dissertation, questions a developpement, questions de developpement, questions d essai, sujets d essai, essai, essais, questions ouvertes, questions de discussion, questions de reflexion, redaction, sujets de redaction',
  },
  terms: {
    en: 'glossary, key terms, terms, glossary of key terms, key vocabulary, vocabulary, terminology, key definitions, definitions, key terms and definitions, important terms, key term glossary, terms to know',
    sv: 'ordlista, ordforteckning, gloslista, glosor, begreppslista, begreppsforklaringar, begreppsforklaring, nyckeltermer, termer, viktiga termer, termlista, nyckelord, definitioner, terminologi, viktiga ord, ordforklaringar, glossarium',
    de: 'glossar, schlusselbegriffe, fachbegriffe, begriffe, wichtige begriffe, zentrale begriffe, begriffsglossar, begriffserklarungen, begriffsdefinitionen, begriffsverzeichnis, definitionen, fachwortschatz, wortschatz, terminologie, fachwortliste, worterverzeichnis',
    es: 'glosario, terminos clave, terminos, terminos importantes, vocabulario, vocabulario clave, definiciones, terminologia, definiciones clave, lexico',
    fr: 'glossaire, termes cles, termes, termes importants, vocabulaire, vocabulaire cle, lexique, definitions, terminologie, definitions cles, mots cles',
  },
  concepts: {
    en: 'key concepts, concepts, core concepts, key ideas, main concepts, key concepts and themes',
    sv: 'nyckelbegrepp, begrepp, centrala begrepp, viktiga begrepp, karnbegrepp, grundbegrepp',
    de: 'schlusselkonzepte, konzepte, kernkonzepte, zentrale konzepte, grundkonzepte, wichtige konzepte, grundbegriffe',
    es: 'conceptos clave, conceptos, conceptos principales, conceptos fundamentales, ideas clave',
    fr: 'concepts cles, concepts, notions cles, notions, concepts principaux, notions essentielles, idees cles',
  },
  sources: {
    en: 'sources, source, references, reference list, works cited, bibliography, source list, source material, source materials, sources used, cited sources, source documents, citations, further reading',
    sv: 'kallor, kalla, kallforteckning, kallhanvisningar, kallista, referenser, referenslista, litteratur, litteraturforteckning, litteraturlista, bibliografi, kallmaterial',
    de: 'quellen, quelle, quellenverzeichnis, quellenangaben, quellenangabe, literatur, literaturverzeichnis, literaturangaben, referenzen, bibliographie, bibliografie, quellenliste, quellenmaterial, weiterfuhrende literatur',
    es: 'fuentes, fuente, referencias, bibliografia, fuentes consultadas, fuentes citadas, referencias bibliograficas, obras citadas, material de referencia, lista de fuentes',
    fr: 'sources, source, references, bibliographie, ouvrages cites, references bibliographiques, sources consultees, sources citees, liste des sources, documents sources',
  },
  aside: {
    en: 'introduction, overview, summary, executive summary, key takeaways, main points, key points, learning objectives, objectives, table of contents, contents, transcript, timeline, timeline of events, timeline of main events, cast of characters, faq, frequently asked questions, briefing doc, briefing document, key themes, themes, conclusion, notes, appendix, key figures, key people, background, study tips, essay answers, essay answer key, answers to essay questions',
    sv: 'introduktion, inledning, oversikt, sammanfattning, viktiga punkter, huvudpunkter, larandemal, mal, innehall, innehallsforteckning, transkript, transkription, tidslinje, vanliga fragor, vanliga fragor och svar, briefing, teman, slutsats, avslutning, anteckningar, bilaga, bakgrund, studietips, lardomar',
    de: 'einleitung, einfuhrung, uberblick, ubersicht, zusammenfassung, kernpunkte, wichtige punkte, kernaussagen, lernziele, ziele, inhalt, inhaltsverzeichnis, transkript, abschrift, zeitleiste, zeitachse, chronologie, haufig gestellte fragen, haufige fragen, briefing, themen, hauptthemen, fazit, schluss, notizen, anhang, hintergrund, lerntipps',
    es: 'introduccion, resumen, vision general, panorama general, puntos clave, ideas principales, objetivos, objetivos de aprendizaje, indice, contenido, transcripcion, cronologia, linea de tiempo, preguntas frecuentes, informe, temas, temas clave, temas principales, conclusion, notas, apendice, anexo, antecedentes, consejos de estudio, personajes',
    fr: 'introduction, resume, apercu, vue d ensemble, points cles, points essentiels, objectifs, objectifs d apprentissage, sommaire, table des matieres, transcription, chronologie, foire aux questions, questions frequentes, note de synthese, synthese, themes, themes cles, conclusion, notes, annexe, contexte, conseils d etude, personnages',
  },
};

/** Questions whose answer is ticked: nothing is made of them, and of a key to them nothing either. */
export const tickedPhrases: Phrases = {
  en: 'multiple choice questions, multiple choice, true or false, true false',
  sv: 'flervalsfragor, flervalsfragorna, flerval, sant eller falskt',
  de: 'multiple choice fragen, multiple choice, wahr oder falsch, richtig oder falsch',
  es: 'preguntas de opcion multiple, opcion multiple, verdadero o falso',
  fr: 'questions a choix multiples, choix multiples, choix multiple, vrai ou faux',
};

/** Small words that may stand beside such a phrase in a heading that has no mark of one. */
export const smallWords: Phrases = {
  en: 'a an the and of for to on in with from by key keys term terms concept concepts quiz quizzes question questions answer answers short long comprehensive complete full practice review study guide section part unit format form suggested sample detailed important main core essential technical terminology vocabulary definitions definition list topics prompts prompt open ended exam test check knowledge understanding about critical thinking further final your all no provided only sentences sentence each exercises exercise additional selected optional proposed potential possible separate multi paragraph reflection comprehension based mini general ready',
  sv: 'en ett den det de och av for till pa i med fran om over nyckel termer term begrepp ord quiz quizet quizen fraga fragor fragorna svar svaren korta kort svars omfattande komplett fullstandig sektion avsnitt del studieguide studiehandledning format form essa foreslagna forslag viktiga centrala definitioner lista kunskap test prov ovning alla inga utan langa oppna egna diskussion uppsats samt',
  de: 'ein eine einen der die das den dem des und von fur zu zum zur im in mit aus uber wichtige wichtiger wichtigen zentrale zentraler zentralen schlusselbegriffe schlusselbegriffen begriffe begriffen quiz frage fragen antwort antworten kurz kurze kurzen kurzantwort umfassendes umfassende vollstandiges teil abschnitt essay aufsatz format form vorgeschlagene vorschlage test wissen ubung alle keine ohne definitionen liste fachbegriffe offene diskussion kapitel studienfuhrer lernleitfaden',
  es: 'un una el la los las y de del para a al en con por sobre clave claves termino terminos concepto conceptos pregunta preguntas respuesta respuestas corta cortas breve breves cuestionario completo completa integral exhaustivo seccion parte guia estudio ensayo formato tipo forma sugeridas sugeridos temas importantes principales fundamentales definiciones lista prueba conocimientos repaso sin todas desarrollo abiertas propuestas quiz',
  fr: 'un une le la les l et de du des d pour a au aux en avec par sur cle cles terme termes concept concepts question questions reponse reponses courte courtes breve breves quiz questionnaire complet complete exhaustif section partie guide etude dissertation essai format forme type suggerees suggeres proposees proposes sujets importants importantes principaux definitions liste test connaissances revision sans toutes developpement ouvertes fournie fournies',
};

/** Also allowed in such headings: `Five essay questions`. */
export const numberWords =
  'one two three four five six seven eight nine ten twelve fifteen twenty en ett tva tre fyra fem sex sju atta nio tio tolv femton tjugo eins zwei drei vier funf sechs sieben acht neun zehn zwolf funfzehn zwanzig uno dos tres cuatro cinco seis siete ocho nueve diez doce quince veinte deux trois quatre cinq sept huit neuf dix douze quinze vingt';

/** What the whole is called: a line with one of these is its title. */
export const guidePhrases: Phrases = {
  en: 'study guide, study guides, study notes, revision guide, learning guide',
  sv: 'studieguide, studiehandledning, studievagledning, instuderingsguide, studiematerial, studiehafte, lathund',
  de: 'studienfuhrer, studienleitfaden, lernleitfaden, lernfuhrer, lernhilfe, studienhilfe, studienhandbuch, lernzettel, studienguide, lernguide, leitfaden, study guide',
  es: 'guia de estudio, guia de estudios, guia de aprendizaje, guia de repaso',
  fr: 'guide d etude, guide d etudes, guide de revision, fiche de revision, guide d apprentissage, guide de l etude',
};

/** `Section 2:`, `Teil 2`: stands before a heading and says nothing. */
export const sectionWords =
  'section part chapter unit module step del avsnitt kapitel sektion modul steg teil abschnitt seccion parte capitulo unidad modulo partie chapitre unite';

/** What one item is called, where it is called anything: `Question 3:`, `Réponse :`. Never the name of a section. */
export const itemWords = {
  question: 'question, q, fraga, f, frage, pregunta, p, quiz question',
  answer:
    'answer, a, ans, model answer, sample answer, suggested answer, correct answer, expected answer, svar, s, facit, ratt svar, svarsforslag, antwort, losung, musterantwort, richtige antwort, respuesta, r, respuesta correcta, respuesta modelo, reponse, reponse attendue, corrige',
  essay:
    'essay, essay question, essay prompt, prompt, topic, essafraga, uppsatsfraga, amne, essayfrage, aufsatzfrage, thema, ensayo, pregunta de ensayo, tema, sujet, dissertation, question de dissertation',
} as const;

/** Said before what is to be done, mostly before a colon. */
export const instructionWords =
  'instruction instructions directions direction note instruktion instruktioner anvisning anvisningar anweisung anweisungen anleitung hinweis aufgabe aufgabenstellung instruccion instrucciones indicaciones consigna consigne consignes directives';

/** First words of a sentence that tells how to answer; essays begin with others ("discuss", "compare"). */
export const answeringWords =
  'answer respond reply please provide write besvara svara skriv vanligen beantworten beantworte antworten bitte schreiben responda responde conteste contesta escriba repondez veuillez redigez';

/** What such a sentence speaks of: "Write amplification is …" is no instruction. */
export const answerableWords =
  'question questions prompt prompts following sentence sentences essay essays fragor fraga fragorna foljande mening meningar frage fragen folgenden folgende satz satze satzen pregunta preguntas siguientes frases oraciones phrases suivantes suivants';

/** Found in a first sentence that tells what to do, whatever it begins with. */
export const instructionPhrases =
  'following questions, following prompts, each question, each of the following, answers are not provided, no answers are provided, two to three sentences, 2 3 sentences, essay format answers, foljande fragor, varje fraga, tva till tre meningar, 2 3 meningar, folgenden fragen, folgende fragen, jede frage, zwei bis drei satzen, 2 3 satzen, keine antworten, siguientes preguntas, cada pregunta, dos o tres frases, 2 3 frases, dos o tres oraciones, 2 3 oraciones, questions suivantes, chaque question, deux ou trois phrases, deux a trois phrases, 2 3 phrases, 2 a 3 phrases';

/** Names of the columns of a table. */
export const columnPhrases = {
  term: 'term, terms, key term, word, concept, command, name, abbreviation, acronym, vocabulary, termer, begrepp, ord, kommando, forkortning, nyckelbegrepp, begriff, begriffe, fachbegriff, schlusselbegriff, befehl, abkurzung, wort, konzept, termino, concepto, palabra, comando, abreviatura, terme, mot, commande, abreviation, notion',
  definition:
    'definition, definitions, description, meaning, explanation, forklaring, beskrivning, betydelse, innebord, bedeutung, beschreibung, erklarung, definicion, descripcion, significado, explicacion, signification, explication',
  question: 'question, questions, fraga, fragor, frage, fragen, pregunta, preguntas',
  answer: 'answer, answers, model answer, svar, facit, antwort, antworten, respuesta, respuestas, reponse, reponses',
  number: 'no, nr, number, nummer, numero, num, id, n',
} as const;
