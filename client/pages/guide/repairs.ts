/**
 * What a host mends in a study guide that was read: an answer written, moved or given a question, a definition added.
 * Pure; each gives the guide as it is then, with the problems that are left. Nothing that was read gets lost on the way.
 */
import type { Problem, Question, StudyGuide, UnusedLine } from '../../../shared/studyguide/guide.ts';

/** A problem is gone once what it tells of is. Questions that lost their answer by a move are told of. */
function tidied(guide: StudyGuide): StudyGuide {
  const { questions, terms, unused } = guide;
  const answers = questions.filter(({ answer }) => answer !== null).length;
  const isLeft = (problem: Problem): boolean => {
    switch (problem.kind) {
      case 'answerMissing':
        return false;
      case 'answersAbsent':
        return answers === 0 && questions.length > 0;
      case 'answerExtra':
        return unused.some(({ line }) => line === problem.line);
      case 'definitionMissing':
        return !terms.some(({ lines }) => lines.includes(problem.line));
      case 'termRepeated':
        return [problem.line, problem.firstLine].every((line) => terms.some(({ lines }) => lines.includes(line)));
      case 'nothingFound':
        return questions.length + terms.length + guide.essays.length === 0;
      default:
        return true;
    }
  };
  const missing = questions.flatMap(({ answer, lines }, at): Problem[] =>
    answer !== null || answers === 0
      ? []
      : [{ kind: 'answerMissing', line: lines[0] ?? 1, question: at + 1, questions: questions.length, answers }],
  );
  const problems = [...guide.problems.filter(isLeft), ...missing].sort((a, b) => a.line - b.line);
  return { ...guide, problems };
}

const withQuestions = (guide: StudyGuide, questions: readonly Question[]): StudyGuide =>
  tidied({ ...guide, questions });

/** Empty: the question has no answer any more. */
export const withAnswer = (guide: StudyGuide, at: number, text: string): StudyGuide =>
  withQuestions(
    guide,
    guide.questions.map((question, each) =>
      each !== at
        ? question
        : {
            ...question,
            answer: text.trim() === '' ? null : { text: text.trim(), lines: question.answer?.lines ?? [] },
          },
    ),
  );

/** The two questions exchange their answers. */
export function moveAnswer(guide: StudyGuide, from: number, to: number): StudyGuide {
  const [ours, theirs] = [guide.questions[from]?.answer ?? null, guide.questions[to]?.answer ?? null];
  return withQuestions(
    guide,
    guide.questions.map((question, at) =>
      at === to ? { ...question, answer: ours } : at === from ? { ...question, answer: theirs } : question,
    ),
  );
}

/** From `from` on, which has none, every question takes the answer of the next one that has one. */
export function moveAnswersUp(guide: StudyGuide, from: number): StudyGuide {
  const answers = guide.questions.slice(from).flatMap(({ answer }) => (answer === null ? [] : [answer]));
  return withQuestions(
    guide,
    guide.questions.map((question, at) => (at < from ? question : { ...question, answer: answers[at - from] ?? null })),
  );
}

/** Without the number that it had in its list: it belongs to another question now. */
const unnumbered = (text: string): string => text.replace(/^\s*\(?\d{1,3}[.)]\s+/, '');

/** Without the sign that a definition should have followed. */
export const bareTerm = (term: string): string => term.replace(/\s*[:=–—-]+\s*$/u, '');

/** Answers that no question was left for. */
export const looseAnswers = ({ unused }: StudyGuide): readonly UnusedLine[] =>
  unused
    .filter(({ reason }) => reason === 'extraAnswer')
    .map((unused) => ({ ...unused, text: unnumbered(unused.text) }));

const withoutLine = (guide: StudyGuide, line: number): StudyGuide => ({
  ...guide,
  unused: guide.unused.filter((unused) => unused.line !== line),
});

/** A loose answer goes to a question. One that the question had is loose then. */
export function giveAnswer(guide: StudyGuide, line: number, to: number): StudyGuide {
  const given = looseAnswers(guide).find((loose) => loose.line === line);
  const before = guide.questions[to]?.answer ?? null;
  if (given === undefined) return guide;
  const { unused } = withoutLine(guide, line);
  const loose =
    before === null ? [] : [{ line: before.lines[0] ?? line, text: before.text, reason: 'extraAnswer' as const }];
  return withQuestions(
    { ...guide, unused: [...unused, ...loose].sort((a, b) => a.line - b.line) },
    guide.questions.map((question, at) =>
      at === to ? { ...question, answer: { text: given.text, lines: [line] } } : question,
    ),
  );
}

/** A loose answer gets a question of its own. */
export function askFor(guide: StudyGuide, line: number, text: string): StudyGuide {
  const given = looseAnswers(guide).find((loose) => loose.line === line);
  if (given === undefined || text.trim() === '') return guide;
  const question: Question = { text: text.trim(), lines: [], answer: { text: given.text, lines: [line] } };
  return withQuestions(withoutLine(guide, line), [...guide.questions, question]);
}

/** `term`: as its line has it. */
export const withDefinition = (guide: StudyGuide, term: string, definition: string, line: number): StudyGuide =>
  definition.trim() === ''
    ? guide
    : tidied({
        ...withoutLine(guide, line),
        terms: [...guide.terms, { term: bareTerm(term), definition: definition.trim(), lines: [line] }],
      });

/** Of two that are defined, the one of this line goes, and is unused then. */
export function withoutTerm(guide: StudyGuide, line: number): StudyGuide {
  const gone = guide.terms.find(({ lines }) => lines.includes(line));
  if (gone === undefined) return guide;
  const unused: UnusedLine = { line, text: `${gone.term}: ${gone.definition}`, reason: 'stray' };
  return tidied({
    ...guide,
    terms: guide.terms.filter((term) => term !== gone),
    unused: [...guide.unused, unused].sort((a, b) => a.line - b.line),
  });
}

/** The host has looked, and it is fine as it is. */
export const settled = (guide: StudyGuide, problem: Problem): StudyGuide => ({
  ...guide,
  problems: guide.problems.filter((each) => each !== problem),
});
