/**
 * `quizloop doctor`: looks at everything a start and a game depend on, says of each whether it is well and what to do if
 * not, and ends with 1 if anything is not. It changes nothing, and may be asked beside a server that runs.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { lookAtAccounts } from '../doctor/accounts.ts';
import type { Finding } from '../doctor/finding.ts';
import { ill, well } from '../doctor/finding.ts';
import { lookAtFolder, openedFolder } from '../doctor/folder.ts';
import { lookAtClock, lookAtConnections, lookAtNode } from '../doctor/machine.ts';
import { lookAtAddress, lookAtHostKey, lookAtOpinion, lookAtOrigins, lookAtPort } from '../doctor/network.ts';
import { lookAtPostgres, lookAtRedis } from '../doctor/services.ts';
import { roomsName } from '../backup/holdings.ts';
import { isInPlay } from '../log/sqliteGlance.ts';
import { clientFolder, contentFolder } from '../place.ts';
import type { ServerSettings } from '../settings.ts';
import { loadPacks } from '../store/packs.ts';
import { createLogger } from '../telemetry/logger.ts';
import type { Command, Surroundings } from './command.ts';

async function lookAtPacks({ packFolders }: ServerSettings): Promise<Finding> {
  const missing = packFolders.find((folder) => !existsSync(folder));
  if (missing !== undefined) return ill(`there is no folder ${missing}`, 'Mend --packs, or make the folder');
  const { packs, problems } = await loadPacks([contentFolder, ...packFolders]);
  return problems.length === 0
    ? well(`${String(packs.length)} packs are fine`)
    : ill(`${String(problems.length)} problems in packs`, '"quizloop check" names file and line of each');
}

const lookAtPages = (): Finding =>
  existsSync(join(clientFolder, 'index.html'))
    ? well('the pages are built')
    : ill('the pages are not built', 'Run "npm run build", or "npm start", which does');

async function* look({ settings, err, version }: Surroundings): AsyncGenerator<Finding | null> {
  const logger = createLogger({ level: settings.logLevel, format: settings.logFormat, out: err, version });
  yield lookAtNode();
  yield lookAtClock(Date.now());
  yield lookAtConnections();
  yield lookAtPages();
  const { folder, finding } = openedFolder(settings.dataFolder);
  yield finding;
  if (folder !== null) yield* await lookAtFolder(folder);
  yield lookAtHostKey(settings);
  yield await lookAtPacks(settings);
  yield await lookAtPort(settings, folder !== null && (await isInPlay(join(folder, roomsName))));
  yield* lookAtAddress(settings);
  yield lookAtOrigins(settings);
  yield lookAtOpinion(settings);
  yield* lookAtAccounts(settings);
  if (settings.redisUrl !== null) yield* await lookAtRedis(settings.redisUrl, Date.now);
  if (settings.redisUrl !== null && settings.databaseUrl === null)
    yield ill('nodes share rooms, but each keeps its own packs and rooms that are over', 'Set DATABASE_URL, too');
  if (settings.databaseUrl !== null) yield* await lookAtPostgres(settings.databaseUrl, logger, Date.now);
}

export const doctor: Command = {
  name: 'doctor',
  usage: '',
  operandsMax: 0,
  summary: 'look at settings, folder, port and services, and say what is wrong and how to mend it',
  async run(surroundings) {
    const { out } = surroundings;
    let wrong = 0;
    for await (const finding of look(surroundings)) {
      if (finding === null) continue;
      const { says, mend } = finding;
      out.write(mend === null ? `✔ ${says}\n` : `✘ ${says}\n  ${mend}\n`);
      if (mend !== null) wrong += 1;
    }
    out.write(
      wrong === 0
        ? '\nAll is well.\n'
        : `\n${String(wrong)} ${wrong === 1 ? 'thing is' : 'things are'} to be mended.\n`,
    );
    return wrong === 0 ? 0 : 1;
  },
};
