/**
 * The two questions of whoever runs the server: is it alive (if not, start it anew), and is it ready (if not, send
 * people elsewhere for now). Alive asks nothing of anybody: a slow disk must not make a supervisor kill a game.
 */
import { Router } from 'express';

/** What keeps the server from serving, in plain words; empty when it is ready. */
export type Unready = () => readonly string[] | Promise<readonly string[]>;

export function createHealth(unready: Unready): Router {
  const router = Router();
  router.use((_req, res, next) => {
    res.setHeader('Cache-Control', 'no-store');
    next();
  });
  router.get('/healthz', (_req, res) => {
    res.json({ alive: true });
  });
  router.get('/readyz', async (_req, res) => {
    // Reasons are for the operator's log and probe; they hold no names and no codes.
    const reasons = await unready();
    res.status(reasons.length === 0 ? 200 : 503).json({ ready: reasons.length === 0, reasons });
  });
  return router;
}
