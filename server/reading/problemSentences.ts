/** What the reader of study guides found wrong, in the command line's English: which, where, and what to do about it. */
import type { Problem } from '../../shared/studyguide/guide.ts';

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

export function problemSentence(problem: Problem): string {
  switch (problem.kind) {
    case 'answerMissing':
      return (
        `Question ${problem.question} has no answer (${counted(problem.questions, 'question')}, ` +
        `${counted(problem.answers, 'answer')}). Add its answer to the answer key, or remove the question.`
      );
    case 'answerExtra':
      return (
        `This answer belongs to no question (${counted(problem.questions, 'question')}, ` +
        `${counted(problem.answers, 'answer')}). Add its question to the quiz, or remove the answer.`
      );
    case 'answersGuessed':
      return (
        `There are ${counted(problem.questions, 'question')} and ${counted(problem.answers, 'answer')}, and nothing ` +
        'numbers them: they were matched by their words. Number both lists to be sure.'
      );
    case 'answersTwice':
      return (
        `The questions have answers beside them, so the ${counted(problem.answers, 'answer')} from here on were left ` +
        'out. Remove the ones that you do not want.'
      );
    case 'answersAbsent':
      return (
        `No answers were found for the ${counted(problem.questions, 'question')}. Add them below a heading ` +
        '"Answer key", in the same order.'
      );
    case 'quizUnnamed':
      return (
        `No heading names the quiz: ${counted(problem.questions, 'question')} from here on were read as one. ` +
        'Put a heading "Quiz" above them to be sure.'
      );
    case 'definitionMissing':
      return `The term "${problem.term}" has no definition. Write it behind a colon, or remove the line.`;
    case 'termRepeated':
      return `The term "${problem.term}" is defined in line ${problem.firstLine} already. Remove one of the two.`;
    case 'sectionEmpty':
      return `Nothing stands below the heading "${problem.heading}". Add what belongs there, or remove the heading.`;
    case 'programText':
      return 'This line holds HTML. It is kept as plain text and never run; remove it if it is not part of the guide.';
    case 'nothingFound':
      return (
        'No questions, essays or terms were found. Put headings above them, such as "Quiz", "Answer key", ' +
        '"Essay questions" and "Glossary".'
      );
  }
}
