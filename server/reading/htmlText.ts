/** HTML → Markdown lines, through a parser that keeps no tree: a large page costs no more memory than its text. */
import { Parser } from 'htmlparser2';
import { RichText } from '../../shared/studyguide/richText.ts';

export function htmlText(html: string): string {
  const rich = new RichText();
  const parser = new Parser(
    {
      onopentag: (tag, { style }) => rich.open(tag, style),
      ontext: (text) => rich.text(text),
      onclosetag: (tag) => rich.close(tag),
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.end(html);
  return rich.toString();
}
