/**
 * All sections with questions and all answer keys → questions with their answers. Each quiz meets the key of its own
 * where there are as many of the one as of the other; else all questions meet all answers.
 */
import { readAnswerKey, type Answered, type AnswerKey } from './answerKey.ts';
import type { Problem, Question, UnusedReason } from './guide.ts';
import type { Line } from './lines.ts';
import { pair } from './pairing.ts';
import { readQuiz, readQuizTable, type Asked, type Quiz } from './quiz.ts';
import type { Section } from './sections.ts';

export interface Left {
  readonly lines: readonly { readonly numbers: readonly number[] }[];
  readonly reason: UnusedReason;
}

export interface Questions {
  readonly questions: readonly Question[];
  readonly left: readonly Left[];
  /** Lines that are in the result or gave it its structure. */
  readonly claimed: readonly number[];
  readonly problems: readonly Problem[];
}

const leftOf = ({ instructions, headings, stray }: Quiz | AnswerKey): Left[] => [
  { lines: instructions, reason: 'instruction' },
  { lines: headings, reason: 'heading' },
  { lines: stray, reason: 'stray' },
];

function readSection(lines: readonly Line[], hasKey: boolean): Quiz {
  const rows = lines.filter(({ cells }) => cells !== null);
  if (rows.length < 2 || rows.length * 2 < lines.length) return readQuiz(lines, hasKey);
  const table = readQuizTable(rows);
  return { ...table, stray: [...table.stray, ...lines.filter(({ cells }) => cells === null)] };
}

interface Meeting {
  readonly asked: readonly Asked[];
  readonly keys: readonly AnswerKey[];
}

function meet({ asked, keys }: Meeting): { questions: Question[]; extra: readonly Answered[]; problems: Problem[] } {
  const answered = keys.flatMap((key) => key.answered);
  const open = asked.map((one, at) => ({ one, at })).filter(({ one }) => one.answer === null);
  const places = new Map(open.map(({ at }, place) => [at, place]));
  const moved = answered.map((answer) =>
    answer.echoOf === null ? answer : { ...answer, echoOf: places.get(answer.echoOf) ?? null },
  );
  const { answers, extra, isGuessed } = pair(
    open.map(({ one }) => one),
    moved,
  );
  const questions = asked.map(({ question, answer }, at) => {
    const place = places.get(at);
    const found = answer ?? (place === undefined ? null : (answers[place]?.answer ?? null));
    return { text: question.text, lines: question.lines, answer: found };
  });
  const counts = { questions: asked.length, answers: answered.length };
  const line = answered[0]?.answer.lines[0] ?? asked[0]?.question.lines[0] ?? 1;
  const guessed: Problem[] = isGuessed && answered.length > 0 ? [{ kind: 'answersGuessed', line, ...counts }] : [];
  return { questions, extra, problems: guessed };
}

/** Which questions lack an answer; in one line when all do. */
function tellMissing(questions: readonly Question[], answers: number): Problem[] {
  const missing = questions.filter(({ answer }) => answer === null);
  const [first] = missing;
  if (first === undefined) return [];
  const count = questions.length;
  if (missing.length === count) return [{ kind: 'answersAbsent', line: first.lines[0] ?? 1, questions: count }];
  return questions.flatMap(({ answer, lines }, at) =>
    answer === null
      ? [{ kind: 'answerMissing' as const, line: lines[0] ?? 1, question: at + 1, questions: count, answers }]
      : [],
  );
}

/** A key beside questions that are all answered already is said in one line. */
function tellExtra(extra: readonly Answered[], counts: { questions: number; answers: number }): Problem[] {
  const line = extra[0]?.answer.lines[0] ?? 1;
  if (extra.length > 1 && extra.length >= counts.questions)
    return [{ kind: 'answersTwice', line, answers: extra.length }];
  return extra.map(({ answer }) => ({ kind: 'answerExtra', line: answer.lines[0] ?? 1, ...counts }));
}

export function readQuestions(quizzes: readonly Section[], keys: readonly Section[]): Questions {
  const read = quizzes.map(({ lines }) => readSection(lines, keys.length > 0));
  const textsOf = (asked: readonly Asked[]): string[] => asked.map(({ question }) => question.text);
  const all = read.flatMap((quiz) => quiz.asked);
  const areMatched = read.length === keys.length;
  const readKeys = keys.map(({ lines }, at) =>
    readAnswerKey(lines, textsOf(areMatched ? (read[at]?.asked ?? []) : all)),
  );
  const meetings: Meeting[] = areMatched
    ? read.map(({ asked }, at) => ({ asked, keys: readKeys.slice(at, at + 1) }))
    : [{ asked: all, keys: readKeys }];
  const met = meetings.map(meet);
  const questions = met.flatMap((of) => of.questions);
  const extra = met.flatMap((of) => of.extra);
  const answers = questions.filter(({ answer }) => answer !== null).length + extra.length;
  const counts = { questions: questions.length, answers };
  const extraLines = new Set(extra.flatMap(({ answer }) => answer.lines));
  return {
    questions,
    left: [
      ...[...read, ...readKeys].flatMap(leftOf),
      { lines: extra.map(({ answer }) => ({ numbers: answer.lines })), reason: 'extraAnswer' },
    ],
    claimed: [
      ...read.flatMap(({ structure }) => structure.flatMap(({ numbers }) => numbers)),
      ...questions.flatMap(({ lines, answer }) => [...lines, ...(answer?.lines ?? [])]),
      ...readKeys.flatMap(({ echoes }) => echoes).filter((number) => !extraLines.has(number)),
    ],
    problems: [...met.flatMap((of) => of.problems), ...tellMissing(questions, answers), ...tellExtra(extra, counts)],
  };
}
