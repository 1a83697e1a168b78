/** What a phone says, in one file for one way to the server: the way in, the game, and why something did not count. */
export { joinWords } from './join.ts';
export { suggestions } from './names.ts';
export { playWords } from './play.ts';
export { rejectionSentences } from './rejections.ts';
