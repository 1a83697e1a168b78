/**
 * `quizloop open FILE`, or just `quizloop FILE`: reads a study guide, makes a pack of it, and starts the server with a room
 * that plays it. A file that cannot be read is told before anything is started.
 */
import { randomInt } from 'node:crypto';
import { resolve } from 'node:path';
import type { StudyGuide } from '../../shared/studyguide/guide.ts';
import { makePack } from '../../shared/studyguide/making/makePack.ts';
import { readGuideIn } from '../reading/guideFile.ts';
import { StartRefusal } from '../start/startRefusal.ts';
import type { Command } from './command.ts';
import { serveUntilTold, type Opening } from './serve.ts';

/** What fits beside a lesson, and into the patience of people who wait. */
const minutes = 10;
const seedsMax = 2 ** 31;

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

function understood({ questions, essays, terms, problems }: StudyGuide, file: string): string {
  const found = [
    counted(questions.length, 'question'),
    counted(essays.length, 'essay'),
    counted(terms.length, 'term'),
  ].join(', ');
  if (problems.length === 0) return found;
  const need = problems.length === 1 ? '1 thing needs' : `${problems.length} things need`;
  return `${found}; ${need} a look: quizloop read ${file}`;
}

async function openingWith(file: string): Promise<Opening> {
  const { guide, language } = await readGuideIn(resolve(file));
  const made = makePack(guide, { seed: randomInt(seedsMax), language, length: { minutes } });
  if (made !== null) return { pack: made.pack, madeOf: understood(guide, file) };
  throw new StartRefusal(
    `nothing to play was found in ${file}: no questions with answers, essays or terms. "quizloop read ${file}" says more`,
  );
}

export const open: Command = {
  name: 'open',
  usage: 'FILE',
  operandsMax: 1,
  summary: 'make a quiz of a study guide (.md, .txt, .docx, .pdf), and start the server with a room that plays it',
  async run(surroundings) {
    const [file] = surroundings.operands;
    if (file === undefined) throw new StartRefusal('"open" needs the file of a study guide');
    return serveUntilTold(surroundings, { opening: await openingWith(file) });
  },
};
