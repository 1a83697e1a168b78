/** Names that the study page and its service worker share: what is kept, and under what. */

/** The page itself, the same for all packs. */
export const shellUrl = '/study/';
/** The packs that were opened. */
export const packCache = 'quizloop-study-packs';
/** Sound that is kept whole. */
export const soundCache = 'quizloop-study-sound';
