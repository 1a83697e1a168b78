/** A .pdf file → its text, page by page, up to the length that a study guide may have. */
import { getDocumentProxy } from 'unpdf';
import { guideBytesMax } from '../../shared/limits.ts';
import { DocumentRefusal } from './documentRefusal.ts';
import { joinPages, type Page, type PlacedLine } from './pdfLines.ts';

interface Piece {
  readonly text: string;
  readonly left: number;
  readonly width: number;
  readonly y: number;
  readonly height: number;
  readonly endsLine: boolean;
}

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

async function open(bytes: Uint8Array): Promise<Pdf> {
  try {
    return await getDocumentProxy(bytes, { isEvalSupported: false, verbosity: 0 });
  } catch (error) {
    const isLocked = error instanceof Error && error.name === 'PasswordException';
    throw new DocumentRefusal(isLocked ? 'locked' : 'damaged');
  }
}

function lineOf(pieces: readonly Piece[]): PlacedLine[] {
  const text = pieces
    .map((piece) => piece.text)
    .join('')
    .trim();
  const inked = pieces.filter((piece) => piece.text.trim() !== '');
  const [first] = inked;
  if (text === '' || first === undefined) return [];
  return [
    {
      text,
      left: inked.reduce((least, { left }) => Math.min(least, left), Infinity),
      right: inked.reduce((most, { left, width }) => Math.max(most, left + width), 0),
      y: first.y,
      height: inked.reduce((most, { height }) => Math.max(most, height), 0),
    },
  ];
}

function toLines(pieces: readonly Piece[]): PlacedLine[] {
  const lines: PlacedLine[] = [];
  let line: Piece[] = [];
  const end = (): void => {
    lines.push(...lineOf(line));
    line = [];
  };
  for (const piece of pieces) {
    const first = line.find(({ text }) => text.trim() !== '');
    // Another height on the page is another line, whether or not the file says so; small steps are indices.
    const isBelow = first !== undefined && Math.abs(piece.y - first.y) > Math.max(first.height, piece.height) * 0.6;
    if (isBelow) end();
    line.push(piece);
    if (piece.endsLine) end();
  }
  end();
  return lines;
}

async function readPage(pdf: Pdf, number: number): Promise<Page> {
  const page = await pdf.getPage(number);
  const { items } = await page.getTextContent();
  const numberAt = (transform: readonly unknown[], at: number): number => {
    const found = transform[at];
    return typeof found === 'number' ? found : 0;
  };
  const pieces = items.flatMap((item): Piece[] => {
    if (!('str' in item)) return [];
    const { str, width, height, hasEOL, transform } = item;
    return [{ text: str, left: numberAt(transform, 4), y: numberAt(transform, 5), width, height, endsLine: hasEOL }];
  });
  return toLines(pieces);
}

export async function pdfText(bytes: Uint8Array): Promise<string> {
  const pdf = await open(bytes);
  const pages: Page[] = [];
  let characters = 0;
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await readPage(pdf, number);
    characters += page.reduce((sum, { text }) => sum + text.length + 1, 0);
    if (characters > guideBytesMax) throw new DocumentRefusal('tooLong');
    pages.push(page);
  }
  if (characters === 0) throw new DocumentRefusal('noText');
  return joinPages(pages);
}
