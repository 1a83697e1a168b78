/** Several nodes in this process that share their rooms over one Redis, each with an app and a home of its own. */
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { openRedisHome, type RedisHome } from '../../server/log/redis/redisHome.ts';
import type { Room } from '../../server/live/room.ts';
import type { Connection } from '../../server/live/wire.ts';
import type { LogLogger } from '../../server/log/tails.ts';
import { startApp, type TestApp } from './app.ts';
import { startRedis, type RedisServer } from './redisServer.ts';

export interface TestNode extends TestApp {
  readonly home: RedisHome;
  /** A room as this node has it. */
  roomOf(code: string): Promise<Room<Connection>>;
}

const quiet: LogLogger = { error: () => {}, warn: () => {} };

export async function startNode(redisUrl: string): Promise<TestNode> {
  const home = await openRedisHome({ url: redisUrl, logger: quiet });
  const app = await startApp({ home });
  return {
    ...app,
    home,
    async roomOf(code) {
      const live = await app.app.rooms.find(code);
      if (live === null) throw new Error(`there is no room ${code}`);
      return live.room;
    },
    async close() {
      await app.close();
      await home.close();
    },
  };
}

export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** For each test so many nodes that know of each other, over one Redis that is empty before it. Nodes added to the list are closed, too. */
export function nodesOverRedis(count: number): { readonly nodes: TestNode[]; readonly redis: RedisServer } {
  const nodes: TestNode[] = [];
  let redis: RedisServer | undefined;
  const running = (): RedisServer => {
    if (redis === undefined) throw new Error('Redis runs while tests do');
    return redis;
  };
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis?.dispose());
  beforeEach(async () => {
    running().ask('FLUSHALL');
    nodes.push(...(await Promise.all(Array.from({ length: count }, () => startNode(running().url)))));
    await until(() => nodes.every(({ app }) => app.rooms.across?.neighbours.knowsAll === true));
  });
  afterEach(async () => {
    await Promise.all(nodes.splice(0).map((node) => node.close()));
  });
  return {
    nodes,
    get redis() {
      return running();
    },
  };
}
