/**
 * A game for a day: a pack whose words stand nowhere else, a room with a crowd in it, and a host who leads it on. It
 * knows no fault.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Settings } from '../../shared/settings.ts';
import { Guest } from '../support/guest.ts';
import { packId } from '../support/witness.ts';
import { Crowd, type CrowdOptions } from './crowd.ts';
import type { Day, DayServer } from './day.ts';

/** Long enough for any fault; nobody waits for the end of it, as a question closes with the last answer. */
const windowSeconds = 60;
/** A host that waits is noticed, and nobody is kept busy with asking. */
const askEveryMs = 50;

/** So many questions of three options, the first of which is right, with marked words for the check of I4. */
export const questions = (count: number, seconds = windowSeconds): readonly object[] =>
  Array.from({ length: count }, (_, at) => ({
    kind: 'choice',
    text: `Question number ${String(at)}, asked on this day.`,
    explanation: `Because of reason ${String(at)}, told on this day.`,
    options: [{ text: 'a', right: true }, { text: 'b' }, { text: 'c' }],
    seconds,
  }));

const others: readonly object[] = [
  { kind: 'typed', accept: ['Stockholm'] },
  { kind: 'poll', options: ['good', 'so-so', 'bad'] },
  { kind: 'explain', answer: 'Trees drop their leaves to save water. They also lose less to frost.' },
  {
    kind: 'match',
    pairs: [
      { term: 'oak', definition: 'has acorns' },
      { term: 'birch', definition: 'has white bark' },
      { term: 'spruce', definition: 'has needles' },
    ],
  },
];

/** Of every kind that is done in one step, in turn. */
export const mixedQuestions = (count: number, seconds: number): readonly object[] =>
  questions(count, seconds).map((question, at) => {
    const other = others[(at % (others.length + 1)) - 1];
    if (other === undefined) return question;
    const { options: _, ...rest } = question as { readonly options: unknown };
    return { ...rest, ...other };
  });

/** Leads on what the desk shows. */
export class Host {
  readonly guest: Guest;
  readonly token: string;

  constructor(day: Day, url: string, code: string, token: string) {
    this.token = token;
    this.guest = new Guest({ url, code, audience: 'desk', token });
    day.atEnd(() => this.guest.close());
  }

  get phase(): string | undefined {
    return this.guest.desk?.phase;
  }

  /** The item on the screens, from 0; -1 before the first. */
  get index(): number {
    return this.guest.desk?.index ?? -1;
  }

  /** Presses "next" once, and resolves when that shows. */
  async next(): Promise<void> {
    const { guest } = this;
    await guest.until(({ desk, isConnected }) => desk !== null && isConnected);
    const { desk } = guest;
    if (desk === null) return;
    await guest.act({ type: 'next', phase: desk.phase, index: desk.index, step: desk.item?.step ?? 0 });
    await guest.until((seen) => (seen.desk?.seq ?? 0) > desk.seq);
  }

  /** Presses on until the next item is asked, and resolves with its place once it takes answers. */
  async openNext(): Promise<number> {
    const before = this.index;
    while (this.index === before) await this.next();
    const { desk } = this.guest;
    // On one machine room time is the time of the driver, but for a millisecond.
    await wait(Math.max(0, (desk?.opensAtMs ?? 0) - Date.now()) + 50);
    return this.index;
  }

  /** Resolves when it is revealed: by itself, where all have answered. */
  async revealed(withinMs = 90_000): Promise<void> {
    await this.guest.until(({ desk }) => desk?.phase === 'revealed', withinMs);
  }

  /** Asks for the time again and again. Returns what ends that, and resolves with how long each answer took, in ms. */
  keepAsking(): () => Promise<readonly number[]> {
    const tookMs: number[] = [];
    let isOver = false;
    const asking = (async () => {
      while (!isOver) {
        const sentAtMs = performance.now();
        await this.guest.socket.emitWithAck('clock');
        tookMs.push(performance.now() - sentAtMs);
        await wait(askEveryMs);
      }
    })();
    return async () => {
      isOver = true;
      await asking;
      return tookMs;
    };
  }

  /** Presses on to the end of the pack. */
  async toPodium(): Promise<void> {
    while (this.phase !== 'podium') await this.next();
  }
}

export interface Game {
  readonly code: string;
  readonly host: Host;
  readonly crowd: Crowd;
}

export interface GameOptions extends Omit<CrowdOptions, 'url' | 'code'> {
  /** Where people come in, when that is not the server that opens the room. */
  readonly url?: string | undefined;
  readonly settings?: Partial<Settings> | undefined;
}

/** Opens a room with the day's pack, and its desk. */
export async function openRoom(
  day: Day,
  server: DayServer,
  { url = server.url, settings = {} }: Pick<GameOptions, 'url' | 'settings'> = {},
): Promise<Pick<Game, 'code' | 'host'>> {
  const { code, token } = await server.openRoom(packId, { reading: false, standings: 'end', ...settings });
  const host = new Host(day, url, code, token);
  await host.guest.until(({ desk }) => desk !== null);
  return { code, host };
}

/** Opens such a room, and seats everybody. */
export async function openGame(day: Day, server: DayServer, { url, settings, ...crowd }: GameOptions): Promise<Game> {
  const { code, host } = await openRoom(day, server, { url, settings });
  const people = await Crowd.enter(day, { ...crowd, url: url ?? server.url, code });
  await host.guest.until(({ desk }) => desk?.connected === crowd.count);
  return { code, host, crowd: people };
}
