/**
 * A game on three nodes that share one Redis, behind a balancer that knows no sessions. What is done to the nodes, and
 * what must hold then, the scenarios say.
 */
import type { Entry } from '../../shared/game/entry.ts';
import { startBalancer } from '../support/balancer.ts';
import { startRedis, type RedisServer } from '../support/redisServer.ts';
import { problemsIn } from './checker.ts';
import { comesTrue, type Day, type DayServer } from './day.ts';
import { openGame, questions, type Game, type Host } from './game.ts';
import type { Crowd } from './crowd.ts';
import { logInRedis } from './logs.ts';
import { nodesDiffer } from './nodeViews.ts';
import type { Findings } from './scenario.ts';

const nodeCount = 3;

export interface ThreeNodesOptions {
  readonly players: number;
  readonly questions: number;
  readonly redis: RedisServer;
  readonly env?: Readonly<Record<string, string>>;
}

export async function redisOf(day: Day): Promise<RedisServer> {
  const redis = await startRedis();
  day.atEnd(() => redis.dispose());
  return redis;
}

export class ThreeNodes implements Game {
  readonly nodes: readonly DayServer[];
  readonly redis: RedisServer;
  readonly code: string;
  /** Came first, and so to the first node. */
  readonly host: Host;
  readonly crowd: Crowd;

  private constructor(nodes: readonly DayServer[], redis: RedisServer, { code, host, crowd }: Game) {
    this.nodes = nodes;
    this.redis = redis;
    this.code = code;
    this.host = host;
    this.crowd = crowd;
  }

  /** Everybody is seated, a third on each node. */
  static async open(day: Day, { redis, players, env, ...options }: ThreeNodesOptions): Promise<ThreeNodes> {
    const packs = day.packs(questions(options.questions));
    const start = (): Promise<DayServer> => day.server(packs, { env: { REDIS_URL: redis.url, ...env } });
    const nodes = await Promise.all(Array.from({ length: nodeCount }, start));
    const balancer = await startBalancer(nodes.map(({ port }) => port));
    day.atEnd(() => balancer.close());
    return new ThreeNodes(nodes, redis, await openGame(day, nodeOf(nodes, 0), { count: players, url: balancer.url }));
  }

  node(at: number): DayServer {
    return nodeOf(this.nodes, at);
  }

  /** The next question is open, and everybody sees it. */
  async openNext(): Promise<number> {
    const item = await this.host.openNext();
    await this.crowd.all(({ scene }) => scene?.index === item && scene.phase === 'asked');
    return item;
  }

  /** The question is over, and everybody sees what it brought. */
  async reveal(): Promise<void> {
    const { host } = this;
    const { index } = host;
    while (host.phase === 'asked' || host.phase === 'closed') await host.next();
    await this.crowd.all(({ scene }) => scene?.phase === 'revealed' && scene.index === index);
  }

  /**
   * Plays to the podium, and holds what everybody was told and shown, by whichever node, against the log. Resolves with the
   * log. Nothing is played after it.
   */
  async finish(findings: Findings): Promise<readonly Entry[]> {
    await this.host.toPodium();
    await this.crowd.all(({ scene, you }) => scene?.phase === 'podium' && you?.rank != null);
    const entries = await logInRedis(this.redis.url, this.code);
    const evidence = this.crowd.evidence();
    findings.wrong(problemsIn({ entries, ...evidence }));
    findings.wrong(await nodesDiffer(this, entries));
    const taken = evidence.sent.filter(({ ack }) => ack?.ok === true).length;
    findings.figure(`${String(evidence.tokens.length)} players, ${String(taken)} answers acknowledged`);
    const typed = entries.filter(({ type }) => type === 'joined').length;
    findings.must(typed === evidence.tokens.length, `names were typed ${String(typed)} times`);
    return entries;
  }

  /** Everybody who tried was told, at last, that the answer counts. */
  mustAllCount(findings: Findings, item: number): void {
    const sent = this.crowd.sent.filter((each) => each.item === item);
    const taken = sent.filter(({ ack }) => ack?.ok === true).length;
    findings.must(taken === this.crowd.players.length, `item ${String(item)}: ${String(taken)} answers were taken`);
  }

  /** Over all nodes that answer, as an operator sums it. Null where it does not stand above 0: that tells nobody anything. */
  async raised(name: string): Promise<string | null> {
    const values = await Promise.all(this.nodes.map((node) => node.metric(name)));
    const sum = values.reduce<number>((all, value) => all + (value ?? 0), 0);
    return sum > 0 ? `${name} ${String(sum)} over all nodes` : null;
  }

  /** Whether one of the nodes says so in time. */
  says(words: RegExp, withinMs: number): Promise<boolean> {
    return comesTrue(() => this.nodes.some((node) => node.logged(words).length > 0), withinMs);
  }
}

function nodeOf(nodes: readonly DayServer[], at: number): DayServer {
  const node = nodes[at];
  if (node === undefined) throw new Error(`there is no node ${String(at)}`);
  return node;
}
