/** One small guide in each language, and ways of writing it that people use; the rest of the corpus stands in files. */
import type { PlainGuide } from './guide.ts';
import { usual, type Language, type Variant } from './variant.ts';

export const guides: Readonly<Record<Language, PlainGuide>> = {
  en: {
    title: 'Cheese Study Guide',
    episode: { title: 'Milk That Lasts', description: 'How cheese is made, and why it keeps.', durationSeconds: 612 },
    questions: [
      { text: 'What does rennet do to milk?', answer: 'It makes the milk set. The curd holds fat; the whey runs off.' },
      {
        text: 'Explain why hard cheese keeps for years.',
        answer: 'It holds little water, and salt keeps microbes out.',
      },
      { text: 'Why are there holes in some cheeses?', answer: 'Bacteria make gas inside (e.g., in Emmental).' },
    ],
    essays: ['Discuss what a village gained when it began to make cheese: food, trade, and time.'],
    terms: [
      { term: 'Curd', definition: 'The solid part of set milk.' },
      { term: 'Whey / Serum', definition: 'What runs off: water, sugar, and some protein.' },
      { term: 'Rind (natural)', definition: 'The dry skin of a cheese. It protects what is inside.' },
    ],
    sources: ['The Book of Cheese, 2nd edition'],
  },
  sv: {
    title: 'Studieguide: Järn',
    episode: null,
    questions: [
      { text: 'Vad är myrmalm?', answer: 'Järnrik jord från våtmarker. Den bröts med spade.' },
      { text: 'Förklara varför kol behövdes i masugnen.', answer: 'Kolet ger värme och tar syret ur malmen.' },
    ],
    essays: ['Jämför livet i en bruksort med livet i en by: arbete, skola och frihet.'],
    terms: [
      { term: 'Slagg', definition: 'Det som blir över när järnet smälts ur malmen.' },
      { term: 'Hammarsmed', definition: 'Den som formar järnet under hammaren.' },
      { term: 'Åtgång (kol)', definition: 'Hur mycket kol som behövs för ett ton järn.' },
    ],
    sources: [],
  },
  de: {
    title: 'Studienführer: Brot',
    episode: null,
    questions: [
      { text: 'Was ist „Gare“?', answer: 'Die Ruhe des Teigs, in der er aufgeht. Sie dauert je nach Wärme.' },
      {
        text: 'Erklären Sie, warum Roggen Säure braucht.',
        answer: 'Säure bremst Enzyme (z. B. Amylasen), die ihn kleben ließen.',
      },
    ],
    essays: ['Erörtern Sie, was ein Dorf an seinem Backhaus hatte.'],
    terms: [
      { term: 'Krume', definition: 'Das Innere des Brotes.' },
      { term: 'Kruste', definition: 'Die Schale: braun, hart und voller Geschmack.' },
      { term: 'Vorteig', definition: 'Ein Teil des Teigs, der früher angesetzt wird.' },
    ],
    sources: ['Handbuch des Backens'],
  },
  es: {
    title: 'Guía de estudio: El olivo',
    episode: null,
    questions: [
      { text: '¿Por qué vive tanto un olivo?', answer: 'Rebrota desde la raíz. El tronco muere, pero el árbol no.' },
      {
        text: 'Explique qué mide la acidez del aceite.',
        answer: 'Mide los ácidos libres, que crecen si la aceituna se daña.',
      },
    ],
    essays: ['Analice cómo el aceite unió y separó a los pueblos del Mediterráneo.'],
    terms: [
      { term: 'Almazara', definition: 'El molino donde se saca el aceite.' },
      { term: 'Envero', definition: 'El momento en que la aceituna cambia de color.' },
      { term: 'Virgen extra', definition: 'Aceite sin defectos: acidez de 0,8 grados como máximo.' },
    ],
    sources: [],
  },
  fr: {
    title: 'Guide d’étude : le papier',
    episode: null,
    questions: [
      { text: 'Pourquoi le papier jaunit-il ?', answer: 'Sa lignine s’oxyde à la lumière. Sans elle, il reste blanc.' },
      { text: 'Expliquez le rôle de la colle.', answer: 'Elle empêche l’encre de s’étaler dans les fibres.' },
    ],
    essays: ['Comparez le papier et l’écran comme mémoires d’une société.'],
    terms: [
      { term: 'Pâte', definition: 'Des fibres dans beaucoup d’eau.' },
      { term: 'Filigrane', definition: 'Un dessin que l’on voit par transparence.' },
      { term: 'Vergé', definition: 'Papier où l’on voit les fils de la forme.' },
    ],
    sources: ['Histoire du papier'],
  },
};

/** Fifteen ways that have little in common. */
export const ways: readonly { readonly name: string; readonly variant: Variant }[] = [
  { name: 'Markdown as exported', variant: usual },
  {
    name: 'plain copy of a web page',
    variant: { ...usual, heading: 'plain', item: 'bare', glossary: 'colon', spacing: 'tight', naming: 1 },
  },
  {
    name: 'bold headings, table',
    variant: { ...usual, heading: 'bold', glossary: 'table', instructions: 'italic', rules: 'dashes' },
  },
  {
    name: 'sections with tabs',
    variant: { ...usual, heading: 'section', glossary: 'tabs', instructions: 'plain', rules: 'longDashes', naming: 2 },
  },
  {
    name: 'Roman numbers, Windows',
    variant: { ...usual, heading: 'roman', item: 'bare', glossary: 'dash', lineEnd: '\r\n', byteOrderMark: true },
  },
  {
    name: 'key that repeats the questions',
    variant: { ...usual, answers: 'keyEcho', item: 'wide', glossary: 'bulletBold' },
  },
  {
    name: 'key that repeats them in line',
    variant: { ...usual, answers: 'keyEchoInline', heading: 'boldPart', glossary: 'boldColonInside' },
  },
  { name: 'answers below', variant: { ...usual, answers: 'below', item: 'boldNumber', glossary: 'twoLinesApart' } },
  {
    name: 'named answers below',
    variant: { ...usual, answers: 'belowNamed', item: 'named', glossary: 'boldTwoLines' },
  },
  {
    name: 'answers beside',
    variant: { ...usual, answers: 'beside', glossary: 'headings', heading: 'hashes', naming: 2 },
  },
  {
    name: 'escaped export',
    variant: { ...usual, item: 'escaped', heading: 'numbered', glossary: 'numbered', after: 'trailer', naming: 1 },
  },
  {
    name: 'word processor',
    variant: {
      ...usual,
      item: 'bulletSign',
      heading: 'underlined',
      glossary: 'twoLines',
      spaces: 'noBreak',
      lineEnd: '\r',
    },
  },
  {
    name: 'notes with front matter',
    variant: { ...usual, before: 'frontMatter', item: 'star', glossary: 'bulletColon', instructions: 'bold' },
  },
  {
    name: 'key concepts before',
    variant: {
      ...usual,
      before: 'concepts',
      heading: 'colon',
      item: 'bracket',
      glossary: 'longDash',
      spacing: 'tight',
    },
  },
  {
    name: 'introduction and sentences',
    variant: { ...usual, before: 'introduction', heading: 'deepHashes', keyItem: 'bare', instructions: 'sentence' },
  },
];
