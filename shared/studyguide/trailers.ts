/** Lines that the page or the program says, not the guide: they may stand anywhere, and are never part of an item. */

const warnings =
  /^(?:notebooklm|gemini notebook|gemini)\b.{0,80}(?:inaccurate|mistakes|ungenau|fehler|inexact|imprecis|erreurs|errores|felaktig|fel\b|misstag)/i;

const buttons = new Set(
  'keep|copy_all|content_copy|thumb_up|thumb_down|thumbs_up_down|save to note|add note|convert to source|convert all notes to source|good response|bad response|back to top|spara i anteckning|audio player'.split(
    '|',
  ),
);

/** At the edge of a printed page. */
const pageNumber = /^(?:page|p\.|sida|sid|seite|página|pág\.) ?\d{1,4}(?: ?(?:of|av|von|de|sur|\/) ?\d{1,4})?$/i;

export const isTrailer = (text: string): boolean =>
  text.length <= 200 && (buttons.has(text.toLowerCase()) || warnings.test(text) || pageNumber.test(text));

/** Pages glue it to the end of the last line. */
const glued = /(?<=[.!?])\s?(?:NotebookLM|Gemini Notebook) can be inaccurate[^.]{0,60}\.$/;

export const withoutTrailer = (text: string): string =>
  text.includes('can be inaccurate') ? text.replace(glued, '') : text;
