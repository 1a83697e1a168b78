/**
 * Rich text → the Markdown that the reader understands. Whoever walks the tree (a parser on the server, the clipboard's
 * document in a browser) reports what it meets, in order; nothing of the text is ever made into HTML again.
 */

interface List {
  readonly isOrdered: boolean;
  count: number;
}

interface Weight {
  readonly tag: string;
  readonly isBold: boolean;
}

const blocks = new Set(
  'p div section article header footer main blockquote pre figure dl dt dd ul ol details summary'.split(' '),
);
const headings = /^h([1-6])$/;
const bold = new Set(['b', 'strong']);
/** Tags that carry a weight of letters, by what they are or by their style. */
const weighted = new Set([...bold, 'span', 'font']);
const weight = /(?:^|;)\s*font-weight\s*:\s*(?:(bold|bolder|[6-9]\d\d)|(normal|lighter|[1-5]\d\d))\b/i;
const unread = new Set(['script', 'style', 'head', 'title', 'template', 'noscript', 'svg']);

export class RichText {
  private readonly lines: string[] = [];
  private line = '';
  private prefix = '';
  private readonly lists: List[] = [];
  private readonly weights: Weight[] = [];
  private unreadDepth = 0;
  /** Inside text that is set as it was typed. */
  private plainDepth = 0;
  private cells: string[] | null = null;
  private rows = 0;
  private hasHead = false;

  /** `style` is the attribute: word processors put everything into one bold tag, and say there that it is not bold. */
  open(tag: string, style = ''): void {
    if (unread.has(tag)) this.unreadDepth += 1;
    if (tag === 'pre') this.plainDepth += 1;
    const heading = headings.exec(tag);
    if (weighted.has(tag)) this.weights.push({ tag, isBold: this.isBoldIn(tag, style) });
    else if (tag === 'br') this.breakLine();
    else if (heading !== null) this.beginBlock(`${'#'.repeat(Number(heading[1]))} `);
    else if (tag === 'ol' || tag === 'ul') {
      this.endLine();
      this.lists.push({ isOrdered: tag === 'ol', count: 0 });
    } else if (tag === 'li') this.beginItem();
    else if (tag === 'table') {
      this.beginBlock('');
      this.rows = 0;
    } else if (tag === 'tr') {
      this.cells = [];
      this.hasHead = false;
    } else if (tag === 'td' || tag === 'th') {
      this.line = '';
      this.hasHead ||= tag === 'th';
    } else if (blocks.has(tag) && this.cells === null && this.prefix === '') this.beginBlock('');
  }

  text(text: string): void {
    if (this.unreadDepth > 0) return;
    if (this.plainDepth > 0 && text.includes('\n')) {
      text.split('\n').forEach((line, at) => {
        if (at > 0) this.breakLine(true);
        this.text(line);
      });
      return;
    }
    const words = text.replace(/\s+/g, ' ');
    // Spaces stay outside the signs: `** a**` would not be bold.
    const isBold = this.isBold && words.trim() !== '';
    this.line += isBold ? words.replace(/^( ?)(.*?)( ?)$/, '$1**$2**$3') : words;
  }

  close(tag: string): void {
    if (unread.has(tag)) this.unreadDepth = Math.max(0, this.unreadDepth - 1);
    if (tag === 'pre') this.plainDepth = Math.max(0, this.plainDepth - 1);
    if (weighted.has(tag)) this.dropWeight(tag);
    else if (tag === 'ol' || tag === 'ul') {
      this.endLine();
      this.lists.pop();
      if (this.lists.length === 0) this.lines.push('');
    } else if (tag === 'td' || tag === 'th') {
      this.cells?.push(this.line.trim().replaceAll('|', '\\|'));
      this.line = '';
    } else if (tag === 'tr') this.endRow();
    else if (tag === 'li' || headings.test(tag)) this.endLine();
    else if (tag === 'table') this.lines.push('');
    else if (blocks.has(tag) && this.cells === null) this.endLine();
  }

  /** All that was reported so far. */
  toString(): string {
    this.endLine();
    return this.lines
      .join('\n')
      .replaceAll('****', '')
      .replace(/\n{3,}/g, '\n\n')
      .trim();
  }

  private get isBold(): boolean {
    return this.weights.at(-1)?.isBold ?? false;
  }

  private isBoldIn(tag: string, style: string): boolean {
    const [, heavy, light] = weight.exec(style) ?? [];
    if (heavy !== undefined || light !== undefined) return heavy !== undefined;
    return bold.has(tag) || this.isBold;
  }

  private dropWeight(tag: string): void {
    let at = this.weights.length - 1;
    while (at >= 0 && this.weights[at]?.tag !== tag) at -= 1;
    if (at >= 0) this.weights.splice(at, 1);
  }

  private breakLine(keepsEmpty = false): void {
    if (this.cells !== null) this.line += ' ';
    else {
      const { prefix } = this;
      if (keepsEmpty && this.line.trim() === '') this.lines.push('');
      this.endLine();
      this.prefix = prefix === '' || prefix.startsWith('#') ? '' : ' '.repeat(prefix.length);
    }
  }

  private beginBlock(prefix: string): void {
    this.endLine();
    // A gap above paragraphs and headings; items of a list stand together.
    if (this.lists.length === 0) this.lines.push('');
    this.prefix = prefix;
  }

  private beginItem(): void {
    this.endLine();
    const list = this.lists.at(-1);
    if (list !== undefined) list.count += 1;
    const indent = '   '.repeat(Math.max(0, this.lists.length - 1));
    this.prefix = indent + (list?.isOrdered === true ? `${list.count}. ` : '- ');
  }

  private endLine(): void {
    const text = this.line.trim();
    if (text !== '') this.lines.push(this.prefix + text);
    if (text !== '' || this.lists.length === 0) this.prefix = '';
    this.line = '';
  }

  private endRow(): void {
    const cells = this.cells ?? [];
    this.cells = null;
    if (cells.length === 0) return;
    this.lines.push(`| ${cells.join(' | ')} |`);
    this.rows += 1;
    if (this.rows === 1 && this.hasHead) this.lines.push(`|${' --- |'.repeat(cells.length)}`);
  }
}
