/**
 * A .pdf file → lines. A PDF knows where letters stand and nothing else, so paragraphs are seen by the space between
 * lines. Page numbers and what repeats on every page go to the top, where they are in nobody's way and not lost.
 */
import { getDocumentProxy } from 'unpdf';
import { guideBytesMax } from '../../shared/limits.ts';
import { DocumentRefusal } from './documentRefusal.ts';

interface PageLine {
  readonly text: string;
  readonly y: number;
  readonly height: number;
}

interface Piece {
  readonly str: string;
  readonly y: number;
  readonly height: number;
  readonly endsLine: boolean;
}

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

/** Lines of one paragraph stand closer than this many times their height. */
const paragraphSpacing = 1.75;

async function open(bytes: Uint8Array): Promise<Pdf> {
  try {
    return await getDocumentProxy(bytes, { isEvalSupported: false, verbosity: 0 });
  } catch (error) {
    const isLocked = error instanceof Error && error.name === 'PasswordException';
    throw new DocumentRefusal(isLocked ? 'locked' : 'damaged');
  }
}

function toLines(pieces: readonly Piece[]): PageLine[] {
  const lines: PageLine[] = [];
  let text = '';
  let y = 0;
  let height = 0;
  const end = (): void => {
    if (text.trim() !== '') lines.push({ text: text.trim(), y, height });
    text = '';
    height = 0;
  };
  for (const piece of pieces) {
    // Another height on the page is another line, whether or not the file says so; small steps are indices.
    if (text !== '' && Math.abs(piece.y - y) > Math.max(height, piece.height) * 0.6) end();
    if (text.trim() === '') y = piece.y;
    text += piece.str;
    height = Math.max(height, piece.height);
    if (piece.endsLine) end();
  }
  end();
  return lines;
}

async function readPage(pdf: Pdf, number: number): Promise<PageLine[]> {
  const page = await pdf.getPage(number);
  const { items } = await page.getTextContent();
  const pieces = items.flatMap((item): Piece[] => {
    if (!('str' in item)) return [];
    const y: unknown = item.transform[5];
    return [{ str: item.str, y: typeof y === 'number' ? y : 0, height: item.height, endsLine: item.hasEOL }];
  });
  return toLines(pieces);
}

const pageNumber = /^(?:(?:page|sida|seite|página|p\.) ?)?\d{1,4}(?: ?(?:\/|of|av|von|de|sur) ?\d{1,4})?$/i;

/** The first and last lines of pages that are numbers, or the same on most pages. */
function isMargin(pages: readonly (readonly PageLine[])[]): (line: PageLine, at: number, of: number) => boolean {
  const counts = new Map<string, number>();
  for (const page of pages) {
    for (const line of new Set([page[0]?.text, page.at(-1)?.text])) {
      if (line !== undefined) counts.set(line, (counts.get(line) ?? 0) + 1);
    }
  }
  return ({ text }, at, of) =>
    (at === 0 || at === of - 1) &&
    of > 2 &&
    (pageNumber.test(text) || (pages.length > 2 && (counts.get(text) ?? 0) * 2 > pages.length));
}

export async function pdfText(bytes: Uint8Array): Promise<string> {
  const pdf = await open(bytes);
  const pages: PageLine[][] = [];
  let characters = 0;
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await readPage(pdf, number);
    characters += page.reduce((sum, { text }) => sum + text.length + 1, 0);
    if (characters > guideBytesMax) throw new DocumentRefusal('tooLong');
    pages.push(page);
  }
  if (characters === 0) throw new DocumentRefusal('noText');
  const inMargin = isMargin(pages);
  const margins: string[] = [];
  const lines: string[] = [];
  for (const page of pages) {
    let above: PageLine | null = null;
    page.forEach((line, at) => {
      if (inMargin(line, at, page.length)) {
        margins.push(line.text);
        return;
      }
      const step = above === null ? 0 : above.y - line.y;
      const isApart = above !== null && step > Math.max(above.height, line.height) * paragraphSpacing;
      if (isApart || (above !== null && Math.abs(above.height - line.height) > 1.5)) lines.push('');
      lines.push(line.text);
      above = line;
    });
  }
  return [...margins, ...(margins.length > 0 ? [''] : []), ...lines].join('\n');
}
