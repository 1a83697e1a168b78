/**
 * Where letters stand on pages → lines of text. Paragraphs are seen by the space between lines, and lines that a
 * program broke because the next word had no room are put together again. What repeats in the margins goes to the top,
 * where it is in nobody's way and not lost.
 */

export interface PlacedLine {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  /** From the bottom of the page. */
  readonly y: number;
  /** Of its letters. */
  readonly height: number;
}

export type Page = readonly PlacedLine[];

/** Lines of one paragraph stand closer than this many times their height. */
const paragraphSpacing = 1.75;
/** Letters of headings are larger by more than rounding. */
const heightTolerance = 1;
/** How many lines at either end of a page may be its margin: a running title and a page number. */
const marginLines = 2;

const pageNumber = /^(?:(?:page|sida|seite|página|p\.) ?)?\d{1,4}(?: ?(?:\/|of|av|von|de|sur) ?\d{1,4})?$/i;
const withoutNumbers = (text: string): string => text.replace(/\d+/g, '#');

const ofMargin = (page: Page): readonly PlacedLine[] => {
  const byHeight = [...page].sort((a, b) => b.y - a.y);
  const count = Math.min(marginLines, Math.floor(page.length / 2));
  return count === 0 ? [] : [...byHeight.slice(0, count), ...byHeight.slice(-count)];
};

/** Page numbers, and what stands at the end of most pages. */
function findMargins(pages: readonly Page[]): ReadonlySet<PlacedLine> {
  const counts = new Map<string, number>();
  for (const page of pages) {
    for (const text of new Set(ofMargin(page).map((line) => withoutNumbers(line.text)))) {
      counts.set(text, (counts.get(text) ?? 0) + 1);
    }
  }
  const repeats = ({ text }: PlacedLine): boolean =>
    pages.length > 1 && (counts.get(withoutNumbers(text)) ?? 0) * 2 > pages.length && !/^#/.test(withoutNumbers(text));
  const isDate = ({ text }: PlacedLine): boolean =>
    pages.length > 1 && (counts.get(withoutNumbers(text)) ?? 0) === pages.length && text.length < 40;
  return new Set(
    pages.flatMap((page) =>
      ofMargin(page).filter((line) => pageNumber.test(line.text) || repeats(line) || isDate(line)),
    ),
  );
}

const opensItem = /^(?:\(?\d{1,3}[.)]|[-•*◦▪●–])\s/;
const beginsSmall = /^["'“‘«(]?\p{Ll}/u;
const asks = /[?？]["”’»)]*$/;
const endsSentence = /[.!?…]["”’»)]*$/;
const namesTerm = /^[^\s:]+(?: [^\s:]+){0,5} ?: /;

/** Something new begins: the break was meant, however full the line above was. */
const beginsAnew = (above: PlacedLine, line: PlacedLine): boolean =>
  opensItem.test(line.text) ||
  (!beginsSmall.test(line.text) &&
    (asks.test(above.text) || (endsSentence.test(above.text) && namesTerm.test(line.text))));

/** The first word of the line below had no room in this one. */
function wasForced(above: PlacedLine, below: PlacedLine, edge: number): boolean {
  const [word = ''] = below.text.split(' ', 1);
  const wordWidth = ((below.right - below.left) * (word.length + 1)) / Math.max(1, below.text.length);
  return above.right + wordWidth > edge;
}

export function joinPages(pages: readonly Page[]): string {
  const margins = findMargins(pages);
  const body = pages.map((page) => page.filter((line) => !margins.has(line)));
  const edge = body.flat().reduce((most, { right }) => Math.max(most, right), 0);
  const lines: string[] = [];
  let above: PlacedLine | null = null;
  for (const page of body) {
    page.forEach((line, at) => {
      if (above === null) lines.push(line.text);
      else {
        const height = Math.max(above.height, line.height);
        const isApart = at > 0 && Math.abs(above.y - line.y) > height * paragraphSpacing;
        const isOther = Math.abs(above.height - line.height) > heightTolerance;
        if (!isApart && !isOther && !beginsAnew(above, line) && wasForced(above, line, edge)) {
          const isSplitWord = /\p{L}-$/u.test(above.text) && beginsSmall.test(line.text);
          lines.push(`${lines.pop() ?? ''}${isSplitWord ? '' : ' '}${line.text}`);
        } else lines.push(...(isApart || isOther ? [''] : []), line.text);
      }
      above = line;
    });
  }
  const marginTexts = [...margins].map(({ text }) => text);
  return [...marginTexts, ...(marginTexts.length > 0 ? [''] : []), ...lines].join('\n');
}
