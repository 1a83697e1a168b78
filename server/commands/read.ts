/** `quizloop read FILE [--json]`: reads a study guide and says what was understood and what was not. Starts nothing. */
import { resolve } from 'node:path';
import type { StudyGuide } from '../../shared/studyguide/guide.ts';
import { readStudyGuide, type GuideRefusal } from '../../shared/studyguide/read.ts';
import { readGuideFile } from '../reading/guideFile.ts';
import { problemSentence } from '../reading/problemSentences.ts';
import { StartRefusal } from '../start/startRefusal.ts';
import type { Command } from './command.ts';

function refusalSentence(path: string, refusal: GuideRefusal): string {
  switch (refusal.code) {
    case 'tooLong':
      return `${path} is too long: a study guide may have ${refusal.bytesMax} characters`;
    case 'tooManyLines':
      return `${path} has too many lines: a study guide may have ${refusal.linesMax}`;
    case 'tooMany':
      return `${path} has ${refusal.count} entries of one kind: a study guide may have ${refusal.countMax}`;
  }
}

/** For scripts: plain fields, in an order that stays. */
function guideJson(guide: StudyGuide): object {
  const { title, episode } = guide;
  return {
    title,
    episode:
      episode === null
        ? null
        : {
            title: episode.title,
            description: episode.description,
            durationSeconds: episode.durationSeconds,
          },
    questions: guide.questions.map(({ text, answer }) => ({ text, answer: answer?.text ?? null })),
    essays: guide.essays.map(({ text }) => text),
    terms: guide.terms.map(({ term, definition }) => ({ term, definition })),
    sources: guide.sources.map(({ text }) => text),
    unused: guide.unused.map(({ line, text }) => ({ line, text })),
    problems: guide.problems.map((problem) => ({ line: problem.line, message: problemSentence(problem) })),
  };
}

const cut = (text: string, characters: number): string =>
  text.length <= characters ? text : `${text.slice(0, characters - 1)}…`;

/** For people: counts first, then what needs a look. */
function summary(guide: StudyGuide): string {
  const { title, episode, questions, essays, terms, sources, unused, problems } = guide;
  const answered = questions.filter(({ answer }) => answer !== null).length;
  const minutes = episode === null ? '' : `${Math.floor(episode.durationSeconds / 60)}`;
  const seconds = episode === null ? '' : `${episode.durationSeconds % 60}`.padStart(2, '0');
  const lines = [
    `title      ${title === '' ? '(none)' : title}`,
    ...(episode === null ? [] : [`episode    ${episode.title} (${minutes}:${seconds})`]),
    `questions  ${questions.length}, ${answered} with an answer`,
    `essays     ${essays.length}`,
    `terms      ${terms.length}`,
    `sources    ${sources.length}`,
    `unused     ${unused.length}`,
    ...unused.map(({ line, text }) => `  ${line}: ${cut(text, 100)}`),
    ...(problems.length === 0 ? [] : [`problems   ${problems.length}`]),
    ...problems.map((problem) => `  ${problem.line}: ${problemSentence(problem)}`),
  ];
  return `${lines.join('\n')}\n`;
}

export const read: Command = {
  name: 'read',
  usage: 'FILE [--json]',
  operandsMax: 1,
  switches: ['json'],
  summary: 'read a study guide and show what was understood',
  async run({ operands, switches, out }) {
    const [file] = operands;
    if (file === undefined) throw new StartRefusal('"read" needs the file of a study guide');
    const outcome = readStudyGuide(await readGuideFile(resolve(file)));
    if (outcome.refusal !== undefined) throw new StartRefusal(refusalSentence(file, outcome.refusal));
    out.write(switches.has('json') ? `${JSON.stringify(guideJson(outcome.guide), null, 2)}\n` : summary(outcome.guide));
    return 0;
  },
};
