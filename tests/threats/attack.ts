/**
 * The attack as a whole: a real server in a process of its own, hostile connections to one room after another, and an
 * honest game beside them. It says what it saw; what of that is too much decides who asked.
 */
import { readFile } from 'node:fs/promises';
import { samplePack } from '../support/rooms.ts';
import { freshToken, Guest } from '../support/guest.ts';
import { packId, servePack } from '../support/witness.ts';
import { Chance } from './chance.ts';
import { babble, request, talk, type Target } from './hostileClients.ts';
import { heldAgainst, playHonestly } from './honestGame.ts';

export interface Plan {
  /** Actions, raw frames and requests to send, at least. */
  readonly count: number;
  readonly seed: number;
  /** It ends then, however many were sent. */
  readonly msMax: number;
  readonly say?: (line: string) => void;
}

export interface Report {
  readonly sent: number;
  readonly tookMs: number;
  readonly games: number;
  /** Exits, errors, and whatever the honest players noticed. */
  readonly problems: readonly string[];
  /** How often actions were answered what. */
  readonly answers: Readonly<Record<string, number>>;
  /** Resident memory in MB after each tenth of it. Empty where the system does not tell. */
  readonly memoryMB: readonly number[];
}

const hostKey = 'a-host-key-for-tests-only';
const atOnce = 24;
/** A room under attack is left for a new one after this many. */
const perRoom = 2_500;
const knownTokens = 60;
const honestPlayers = 6;
/** A server that leaks reaches this and ends. */
const heapMB = 320;

async function memoryOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8').catch(() => '');
  const kB = /VmRSS:\s+(\d+)/.exec(status)?.[1];
  return kB === undefined ? 0 : Math.round(Number(kB) / 1024);
}

/** The room that is attacked, which a desk leads from item to item so that there is something to attack. */
class Victim {
  code = '';
  token = '';
  tokens: string[] = [];
  #desk: Guest | undefined;
  #timer: NodeJS.Timeout | undefined;
  readonly #url: string;
  readonly #open: () => Promise<{ code: string; token: string }>;

  constructor(url: string, open: () => Promise<{ code: string; token: string }>) {
    this.#url = url;
    this.#open = open;
  }

  async renew(): Promise<void> {
    const { code, token } = await this.#open();
    await this.leave();
    this.tokens = Array.from({ length: knownTokens }, freshToken);
    [this.code, this.token] = [code, token];
    const desk = new Guest({ url: this.#url, code, audience: 'desk', token });
    this.#desk = desk;
    const step = (): void => {
      const { desk: view } = desk;
      // What the attackers found on the host's own controls would end most of it.
      if (view?.locked === true) void desk.actOnce({ type: 'lock', locked: false });
      if ((view?.guard ?? null) !== null) void desk.actOnce({ type: 'guard', guarded: false });
      if ((view?.pausedAtMs ?? null) !== null) void desk.actOnce({ type: 'resume' });
      if (view !== null && view.phase !== 'podium')
        void desk.actOnce({ type: 'next', phase: view.phase, index: view.index, step: view.item?.step ?? 0 });
      this.#timer = setTimeout(step, 400);
    };
    this.#timer = setTimeout(step, 400);
  }

  async leave(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#desk?.actOnce({ type: 'end' });
    this.#desk?.close();
  }
}

export async function attack({ count, seed, msMax, say = () => {} }: Plan): Promise<Report> {
  const server = await servePack(samplePack.items, {
    args: ['--trust-proxy', '1'],
    env: {
      QUIZLOOP_HOST_KEY: hostKey,
      QUIZLOOP_LOG_FORMAT: 'json',
      NODE_OPTIONS: `--max-old-space-size=${String(heapMB)}`,
    },
  });
  const victim = new Victim(server.url, () => server.openRoom(packId, { reading: false }));
  const answers: Record<string, number> = {};
  const heard = (answer: string): void => void (answers[answer] = (answers[answer] ?? 0) + 1);
  const target: Target = { port: server.port, hostKey, room: () => victim, heard };
  const problems: string[] = [];
  const memoryMB: number[] = [];
  const began = performance.now();
  let sent = 0;
  let sessions = 0;
  const isOver = (): boolean => sent >= count || performance.now() - began > msMax || server.exitCode() !== null;
  try {
    await victim.renew();
    const honest = playHonestly(server, { players: honestPlayers, isEnough: isOver });
    // Heard of below; it must not count as unhandled until then.
    honest.catch(() => {});
    const attacker = async (): Promise<void> => {
      while (!isOver()) {
        const chance = new Chance(seed, sessions++);
        const way = chance.random();
        const attempt = way < 0.8 ? talk : way < 0.9 ? babble : request;
        const said = await attempt(target, chance, count);
        const passes = (every: number): boolean => Math.floor(sent / every) < Math.floor((sent + said) / every);
        const [isTenth, isRoomDone] = [passes(count / 10), passes(perRoom)];
        sent += said;
        if (isTenth) {
          memoryMB.push(await memoryOf(server.pid()));
          say(`${String(sent)} sent, ${String(memoryMB.at(-1))} MB`);
        }
        if (isRoomDone) await victim.renew().catch((error: unknown) => problems.push(`no new room: ${String(error)}`));
      }
    };
    await Promise.all(Array.from({ length: atOnce }, attacker));
    const tookMs = performance.now() - began;
    const { games, problems: noticed } = await honest;
    await victim.leave();
    problems.push(...noticed);
    if (server.exitCode() !== null) problems.push(`the server ended with ${String(server.exitCode())}`);
    for (const game of games) problems.push(...heldAgainst(game, await server.logOf(game.code)));
    if (server.exitCode() !== 0) problems.push(`asked to stop, the server ended with ${String(server.exitCode())}`);
    problems.push(
      ...server
        .output()
        .split('\n')
        .filter((line) => /"level":"(?:error|fatal)"|nhandled| {4}at /.test(line)),
    );
    return { sent, tookMs, games: games.length, problems, answers, memoryMB: memoryMB.includes(0) ? [] : memoryMB };
  } finally {
    await victim.leave().catch(() => {});
    await server.dispose();
  }
}
