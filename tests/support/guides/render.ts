/**
 * Writes a guide down in one of its variants, and says which lines are none of the guide's own words: those, and no
 * others, a reader may call unused.
 */
import type { PlainGuide } from './guide.ts';
import { names, type Names } from './names.ts';
import { sound, type Variant } from './variant.ts';

export interface Rendered {
  readonly text: string;
  /** Numbers of the lines that say nothing of the guide. */
  readonly noise: readonly number[];
}

class Paper {
  readonly lines: string[] = [];
  readonly noise: number[] = [];

  write(...lines: readonly string[]): void {
    this.lines.push(...lines);
  }

  makeNoise(...lines: readonly string[]): void {
    for (const line of lines) {
      this.lines.push(line);
      if (line !== '') this.noise.push(this.lines.length);
    }
  }
}

const roman = ['I', 'II', 'III', 'IV', 'V', 'VI'];

function heading(name: string, at: number, { heading: mark, language }: Variant): string[] {
  const { section } = names[language];
  const forms: Readonly<Record<Variant['heading'], readonly string[]>> = {
    hashes: [`## ${name}`],
    deepHashes: [`### ${name} ###`],
    bold: [`**${name}**`],
    plain: [name],
    colon: [`${name}:`],
    numbered: [`${at + 1}. ${name}`],
    roman: [`${roman[at] ?? 'X'}. ${name}`],
    section: [`${section} ${at + 1}: ${name}`],
    boldPart: [`**${section} ${at + 1}: ${name}**`],
    underlined: [name, '===================='],
  };
  return [...forms[mark]];
}

const emphasise = (text: string): string => `**${text}**`;

function item(text: string, at: number, style: Variant['item'], words: Names): string {
  const forms: Readonly<Record<Variant['item'], string>> = {
    dot: `${at + 1}. ${text}`,
    wide: `${at + 1}.  ${text}`,
    bracket: `${at + 1}) ${text}`,
    escaped: `${at + 1}\\. ${text}`,
    named: `${words.question} ${at + 1}: ${text}`,
    dash: `- ${text}`,
    star: `* ${text}`,
    bulletSign: `• ${text}`,
    boldNumber: `**${at + 1}.** ${text}`,
    bold: emphasise(text),
    bare: text,
  };
  return forms[style];
}

function quiz(paper: Paper, guide: PlainGuide, variant: Variant, words: Names): void {
  const gap = variant.spacing === 'loose' ? [''] : [];
  guide.questions.forEach(({ text, answer }, at) => {
    const asked = variant.answers === 'beside' ? emphasise(text) : text;
    const line = item(asked, at, variant.item, words);
    if (answer === null || variant.answers.startsWith('key')) paper.write(line, ...gap);
    else if (variant.answers === 'beside') paper.write(`${line} ${answer}`, ...gap);
    else if (variant.answers === 'below') paper.write(line, `   ${answer}`, ...gap);
    else paper.write(line, `${words.answer}: ${answer}`, ...gap);
  });
}

function key(paper: Paper, guide: PlainGuide, variant: Variant, words: Names): void {
  const gap = variant.spacing === 'loose' ? [''] : [];
  const own = variant.keyItem === 'same' ? variant.item : variant.keyItem;
  // A bold answer would be a heading; names of questions do not name answers.
  const style = own === 'bold' ? 'bare' : own;
  const answerWords = { ...words, question: words.answer };
  guide.questions.forEach(({ text, answer }, at) => {
    if (answer === null) return;
    if (variant.answers === 'keyEcho') paper.write(item(emphasise(text), at, style, words), `    ${answer}`, ...gap);
    else if (variant.answers === 'keyEchoInline') {
      paper.write(item(`${emphasise(text)} ${answer}`, at, style, words), ...gap);
    } else paper.write(item(answer, at, style, answerWords), ...gap);
  });
}

const cell = (text: string): string => text.replaceAll('|', '\\|');

function glossary(paper: Paper, { terms }: PlainGuide, variant: Variant, words: Names): void {
  const gap = variant.spacing === 'loose' ? [''] : [];
  const [termColumn, definitionColumn] = words.columns;
  if (variant.glossary === 'table') paper.write(`| ${termColumn} | ${definitionColumn} |`, '| --- | :--- |');
  if (variant.glossary === 'tabs') paper.write(`${termColumn}\t${definitionColumn}`);
  terms.forEach(({ term, definition }, at) => {
    const forms: Readonly<Record<Variant['glossary'], readonly string[]>> = {
      colon: [`${term}: ${definition}`, ...gap],
      boldColon: [`**${term}**: ${definition}`, ...gap],
      boldColonInside: [`**${term}:** ${definition}`, ...gap],
      dash: [`${term} - ${definition}`, ...gap],
      longDash: [`**${term}** – ${definition}`, ...gap],
      bulletColon: [`* ${term}: ${definition}`, ...gap],
      bulletBold: [`- **${term}**: ${definition}`, ...gap],
      numbered: [`${at + 1}. ${term}: ${definition}`, ...gap],
      table: [`| **${cell(term)}** | ${cell(definition)} |`],
      tabs: [`${term}\t${definition}`],
      twoLines: [term, definition, ...gap],
      twoLinesApart: [term, '', definition, ''],
      boldTwoLines: [`**${term}**`, definition, ...gap],
      headings: [`#### ${term}`, definition, ''],
    };
    paper.write(...forms[variant.glossary]);
  });
}

function instruct(paper: Paper, variant: Variant, { instructions, answering }: Names): void {
  const forms: Readonly<Record<Variant['instructions'], readonly string[]>> = {
    none: [],
    plain: [`${instructions}: ${answering}`],
    italic: [`*${instructions}: ${answering}*`],
    bold: [`**${instructions}:** ${answering}`],
    sentence: [answering],
  };
  if (forms[variant.instructions].length > 0) paper.makeNoise(...forms[variant.instructions], '');
}

const clock = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

function front(paper: Paper, guide: PlainGuide, variant: Variant, words: Names): void {
  const { episode, title } = guide;
  if (variant.before === 'frontMatter') {
    paper.write('---');
    paper.makeNoise('author: Somebody', 'created: 2026-02-12');
    paper.write('---', '');
  }
  if (episode !== null) {
    paper.makeNoise('#7 A series', '');
    paper.write(episode.title, '', episode.description, '');
    paper.write(`${clock(episode.durationSeconds)} A book(book) 40,1 MB ${words.plays}`, '');
    paper.makeNoise('Audio Player', '');
    paper.write(`0:00 / ${clock(episode.durationSeconds)}`, '');
  }
  const isMarked = variant.heading.toLowerCase().includes('hashes');
  paper.write(isMarked ? `# ${title}` : title, '');
  if (variant.before === 'introduction') paper.makeNoise(words.introduction, '');
  if (variant.before === 'concepts') {
    paper.makeNoise(...heading(words.concepts, 0, { ...variant, heading: isMarked ? 'hashes' : 'plain' }), '');
    paper.makeNoise('* The first of them: what it says', '* The second of them', '');
  }
}

interface Chapter {
  readonly name: string;
  readonly write: () => void;
  readonly isInstructed: boolean;
}

function chapters(paper: Paper, guide: PlainGuide, variant: Variant, words: Names): Chapter[] {
  const { naming } = variant;
  const hasKey = variant.answers.startsWith('key') && guide.questions.some(({ answer }) => answer !== null);
  const gap = variant.spacing === 'loose' ? [''] : [];
  const essays = (): void =>
    guide.essays.forEach((text, at) => paper.write(item(text, at, essayStyle(variant), words), ...gap));
  const all: (Chapter | null)[] = [
    guide.questions.length > 0
      ? { name: words.quiz[naming], isInstructed: true, write: () => quiz(paper, guide, variant, words) }
      : null,
    hasKey ? { name: words.key[naming], isInstructed: false, write: () => key(paper, guide, variant, words) } : null,
    guide.essays.length > 0 ? { name: words.essays[naming], isInstructed: false, write: essays } : null,
    guide.terms.length > 0
      ? { name: words.terms[naming], isInstructed: false, write: () => glossary(paper, guide, variant, words) }
      : null,
    guide.sources.length > 0
      ? { name: words.sources[naming], isInstructed: false, write: () => paper.write(...guide.sources, '') }
      : null,
  ];
  return all.filter((chapter) => chapter !== null);
}

/** Essays are never in bold as a whole: that is how people mark the ones they answered. */
const essayStyle = ({ item: style }: Variant): Variant['item'] => (style === 'bold' ? 'dot' : style);

export function render(guide: PlainGuide, wanted: Variant): Rendered {
  const variant = sound(wanted);
  const words = names[variant.language];
  const paper = new Paper();
  front(paper, guide, variant, words);
  chapters(paper, guide, variant, words).forEach(({ name, write, isInstructed }, at) => {
    if (at > 0 && variant.rules === 'dashes') paper.write('', '---');
    if (at > 0 && variant.rules === 'longDashes') paper.write('', '', '-'.repeat(80), '');
    if (paper.lines.at(-1) !== '') paper.write('');
    paper.write(...heading(name, at, variant), '');
    if (isInstructed) instruct(paper, variant, words);
    write();
  });
  if (variant.after === 'trailer')
    paper.makeNoise('', 'NotebookLM can be inaccurate; please double check its responses.');
  const spaced = paper.lines.map((line) =>
    variant.spaces === 'noBreak' ? line.replace(/ ([?:;!])/g, '\u00a0$1').replace(/(?<=\S) (?=\d)/g, '\u202f') : line,
  );
  return { text: (variant.byteOrderMark ? '\ufeff' : '') + spaced.join(variant.lineEnd), noise: paper.noise };
}
