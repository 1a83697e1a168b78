/** Vad en telefon säger, i en fil för en enda hämtning: vägen in, spelet och varför något inte räknades. */
export { joinWords } from './join.ts';
export { suggestions } from './names.ts';
export { playWords } from './play.ts';
export { rejectionSentences } from './rejections.ts';
