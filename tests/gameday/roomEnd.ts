/** How a day's room ends, and that what is left behind is what everybody was told and shown. */
import type { Entry } from '../../shared/game/entry.ts';
import { problemsIn, type Evidence } from './checker.ts';
import { comesTrue, type DayServer } from './day.ts';
import type { Game, Host } from './game.ts';
import { logInFolder } from './logs.ts';
import type { Findings } from './scenario.ts';

const toldMsMax = 10_000;

/** By its host, after the last item, and with a line in the server's log. */
export async function endRoom(server: DayServer, host: Host): Promise<void> {
  await host.toPodium();
  await host.guest.act({ type: 'end' });
  await host.guest.until(({ desk }) => desk?.phase === 'ended');
  await comesTrue(() => server.logged(/^room over$/).length > 0, toldMsMax);
}

/** Everybody plays on to the podium, and sees it. */
export async function toPodium({ host, crowd }: Game): Promise<void> {
  await host.toPodium();
  await crowd.all(({ scene, isConnected }) => isConnected && scene?.phase === 'podium');
}

/** Holds everything against the log in the folder of a server that has ended. Resolves with the log. */
export async function mustHold(
  findings: Findings,
  { folder }: DayServer,
  code: string,
  evidence: Omit<Evidence, 'entries'>,
): Promise<readonly Entry[]> {
  const entries = await logInFolder(folder, code);
  findings.wrong(problemsIn({ ...evidence, entries }));
  return entries;
}

/** Plays to the podium, ends the server and holds everything against the log; no answer may be lost. */
export async function finishGame(findings: Findings, server: DayServer, game: Game): Promise<void> {
  await toPodium(game);
  await server.stop();
  await mustHold(findings, server, game.code, game.crowd.evidence());
  mustTakeAll(findings, game);
}

export function mustTakeAll(findings: Findings, { crowd: { lost } }: Game): void {
  findings.must(lost === 0, `${String(lost)} answers were never taken`);
}
