/**
 * Hands the node's numbers to whoever watches it: to programs on this machine, and from elsewhere to whoever shows the key
 * for it. To everybody else there is nothing here.
 */
import { Router, type Request } from 'express';
import type { Addresses } from '../live/addresses.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { bearerOf, isHere, isKey } from './hostRight.ts';

export interface MetricsPageParts {
  readonly metrics: Metrics;
  /** Null: this machine alone. */
  readonly metricsKey: string | null;
  readonly addresses: Addresses;
}

export function createMetricsPage({ metrics, metricsKey, addresses }: MetricsPageParts): Router {
  const mayRead = async (request: Request): Promise<boolean> => {
    const key = bearerOf(request);
    if (key === null) return isHere(request);
    const isRight = metricsKey !== null && isKey(key, metricsKey);
    // Wrong keys count, so that none is found by trying.
    return (await addresses.guess(request.ip ?? '', 'key', isRight)) && isRight;
  };
  const router = Router();
  router.all('/', async (request, response) => {
    response.set({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    if (request.method !== 'GET' || !(await mayRead(request))) {
      response.status(404).type('text').send('Not found\n');
      return;
    }
    response.type(metrics.contentType).send(await metrics.text());
  });
  return router;
}
