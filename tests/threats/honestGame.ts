/**
 * A game that goes on while others attack: a host and players who answer every step of every item, room after room,
 * until they are told that it is enough. Afterwards it holds what they were told against the log.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { fold } from '../../shared/game/fold.ts';
import { emptyState } from '../../shared/game/state.ts';
import type { Entry } from '../../shared/game/entry.ts';
import { next } from '../support/app.ts';
import { freshRef, Guest } from '../support/guest.ts';
import { answerTo, handIn, nameOf, randomOf } from '../support/personality.ts';
import { packId, type PackServer } from '../support/witness.ts';

interface Told {
  readonly seat: number;
  readonly item: number;
  readonly step: number;
  readonly ref: string;
}

interface Game {
  readonly code: string;
  readonly told: readonly Told[];
}

export interface Honest {
  readonly games: readonly Game[];
  /** What went otherwise than it would have in quiet. */
  readonly problems: readonly string[];
}

async function playRoom(server: PackServer, players: number, problems: string[]): Promise<Game> {
  const { code, token } = await server.openRoom(packId, { reading: false, standings: 'some' });
  const host = new Guest({ url: server.url, code, audience: 'desk', token });
  const guests = Array.from({ length: players }, () => new Guest({ url: server.url, code }));
  const told: Told[] = [];
  try {
    await host.until(({ desk }) => desk !== null);
    const joined = await Promise.all(guests.map((guest, at) => guest.join(nameOf(at))));
    for (const ack of joined) if (!ack.ok) problems.push(`${code}: an honest player could not join: ${ack.why}`);
    for (let desk = host.desk; desk !== null && desk.phase !== 'podium'; desk = host.desk) {
      if (desk.phase !== 'asked' || desk.item?.asked !== true) {
        await next(host);
        continue;
      }
      const [item, step] = [desk.index, desk.item.step];
      await wait(Math.max(0, desk.opensAtMs - Date.now()) + 20);
      await Promise.all(
        guests.map(async (guest, at) => {
          const isHere = (seen: Guest): boolean => seen.scene?.index === item && seen.scene.item?.step === step;
          await guest.until((seen) => isHere(seen) && (step === 0 || seen.you?.step === step));
          const { scene, you } = guest;
          if (scene?.item == null || you === null) throw new Error('no scene');
          const ref = freshRef();
          const answer = answerTo(scene.item, randomOf(at), handIn(scene, you));
          const ack = await guest.act({ type: 'answer', item, step, answer, tookMs: 50 }, ref);
          if (ack.ok) told.push({ seat: you.seat, item, step, ref });
          else problems.push(`${code}: an honest answer to item ${String(item)} was refused: ${ack.why}`);
        }),
      );
      // With all of them in, the room goes on by itself.
      await host.until((seen) => seen.desk?.phase !== 'asked' || seen.desk.item?.step !== step);
    }
    for (const guest of guests) if (guest.over !== null) problems.push(`${code}: an honest player was sent away`);
  } finally {
    for (const guest of [host, ...guests]) guest.close();
  }
  return { code, told };
}

/** At least one room; the last is played to its end. */
export async function playHonestly(
  server: PackServer,
  { players, isEnough }: { players: number; isEnough: () => boolean },
): Promise<Honest> {
  const games: Game[] = [];
  const problems: string[] = [];
  do games.push(await playRoom(server, players, problems));
  while (!isEnough());
  return { games, problems };
}

/** Each acknowledged answer stands once in the log and in the fold, and nobody's else. */
export function heldAgainst({ code, told }: Game, entries: readonly Entry[]): string[] {
  const state = emptyState();
  const logged = entries.flatMap((entry) => {
    const outcome = fold(state, entry);
    return entry.type === 'answered' && outcome.ok ? [entry.ref] : [];
  });
  const problems: string[] = [];
  if (state.phase !== 'podium') problems.push(`${code}: the log ends at ${state.phase}`);
  for (const { seat, item, step, ref } of told) {
    const round = state.rounds[item];
    const kept = (step === round?.step ? round.answers : round?.earlier[step])?.[seat]?.ref;
    const copies = logged.filter((each) => each === ref).length;
    if (kept !== ref || copies !== 1)
      problems.push(`${code}: answer ${ref} to item ${String(item)} is not in the log once`);
  }
  if (logged.length !== told.length)
    problems.push(`${code}: ${String(logged.length)} answers count, not ${String(told.length)}`);
  return problems;
}
