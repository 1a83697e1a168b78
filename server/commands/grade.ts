/**
 * `quizloop grade [--json]`: grades short answers that are piped in, a JSON object a line, and writes one line for each,
 * in order and as they come. A line that makes no sense is answered with what is wrong with it. Starts nothing.
 */
import * as v from 'valibot';
import { grade as gradeAnswer, type Grade } from '../../shared/grading/grade.ts';
import { prepare, type PreparedItem } from '../../shared/grading/prepare.ts';
import { gradedLineCharactersMax, preparedItemsMax } from '../../shared/limits.ts';
import type { Command, Output } from './command.ts';

const referenceForm = 'must be a text, or a list of texts';
const lineSchema = v.object({
  question: v.optional(v.string('must be a text'), ''),
  reference: v.union([v.string(), v.pipe(v.array(v.string()), v.minLength(1, referenceForm))], referenceForm),
  answer: v.string('must be a text'),
});
type Line = v.InferOutput<typeof lineSchema>;

/** A line that is longer than a line may be; what is in it was not kept. */
const tooLong = Symbol('a line that is too long');

/** The line that is being read, in the pieces in which it came: joining them each time would take quadratic time. */
class UnfinishedLine {
  #pieces: string[] = [];
  #length = 0;

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  add(piece: string): void {
    this.#length += piece.length;
    if (this.#length > gradedLineCharactersMax) this.#pieces = [];
    else this.#pieces.push(piece);
  }

  take(): string | typeof tooLong {
    const line = this.#length > gradedLineCharactersMax ? tooLong : this.#pieces.join('');
    this.#pieces = [];
    this.#length = 0;
    return line;
  }
}

/** Not readline: it would end a line at U+2028 too, which may stand inside a JSON text. */
async function* linesOf(input: AsyncIterable<string | Uint8Array>): AsyncGenerator<string | typeof tooLong> {
  const decoder = new TextDecoder();
  const line = new UnfinishedLine();
  for await (const chunk of input) {
    const pieces = (typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })).split('\n');
    for (const [at, piece] of pieces.entries()) {
      if (at > 0) yield line.take();
      line.add(piece);
    }
  }
  line.add(decoder.decode());
  if (!line.isEmpty) yield line.take();
}

function parse(text: string | typeof tooLong): Line | string {
  if (text === tooLong) return `a line has at most ${gradedLineCharactersMax} characters`;
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return 'this is no JSON';
  }
  const { success, output, issues } = v.safeParse(lineSchema, raw);
  if (success) return output;
  const [issue] = issues;
  const path = v.getDotPath(issue);
  if (path === null) return 'a line is an object with question, reference and answer';
  return `${path} ${issue.expected === `"${path}"` ? 'is missing' : issue.message}`;
}

/** Lines come grouped by question, so most items are prepared once. */
function preparer(): (line: Line) => PreparedItem {
  const known = new Map<string, PreparedItem>();
  return ({ question, reference }) => {
    const key = JSON.stringify([question, reference]);
    let item = known.get(key);
    if (item === undefined) {
      item = prepare(question, reference);
      if (known.size >= preparedItemsMax) known.clear();
      known.set(key, item);
    }
    return item;
  };
}

const gradeJson = ({ credit, points }: Grade): string =>
  JSON.stringify({
    credit,
    points: points.map(({ text, weight, found, where }) => ({
      text,
      weight: Math.round(weight * 10_000) / 10_000,
      found: found === 'yes',
      where: found === 'yes' ? where : null,
    })),
  });

const signs = { yes: '✓', partly: '◐', no: '✗' } as const;

const gradeText = ({ credit, points, flags }: Grade): string =>
  [
    credit.toFixed(2),
    ...points.map(({ text, found, where }) => `${signs[found]} ${text}${where === null ? '' : ` (“${where}”)`}`),
    ...flags.map((flag) => `! ${flag}`),
  ].join('  ');

/** Follows how fast the output is read, so that a slow reader is waited for and one who left is not. */
function follow(out: Output): { isGone: () => boolean; taken: () => Promise<void> } {
  let isGone = false;
  let wake = (): void => {};
  out.on?.('drain', () => wake());
  for (const end of ['close', 'error'] as const)
    out.on?.(end, () => {
      isGone = true;
      wake();
    });
  return {
    isGone: () => isGone,
    taken: () => new Promise((resolve) => (isGone || out.on === undefined ? resolve() : (wake = resolve))),
  };
}

export const grade: Command = {
  name: 'grade',
  usage: '[--json]',
  operandsMax: 0,
  switches: ['json'],
  summary: 'grade short answers from the input: { question, reference, answer } a line',
  async run({ switches, input, out }) {
    const isJson = switches.has('json');
    const itemOf = preparer();
    const { isGone, taken } = follow(out);
    let line = 0;
    for await (const text of linesOf(input())) {
      line += 1;
      const parsed = parse(line === 1 && text !== tooLong ? text.replace(/^\ufeff/, '') : text);
      const said =
        typeof parsed === 'string'
          ? isJson
            ? JSON.stringify({ error: parsed, line })
            : `line ${line}: ${parsed}`
          : (isJson ? gradeJson : gradeText)(gradeAnswer(itemOf(parsed), parsed.answer));
      if (out.write(`${said}\n`) === false) await taken();
      if (isGone()) break;
    }
    return 0;
  },
};
