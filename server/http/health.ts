/**
 * The two questions of whoever runs the server: is it alive (if not, start it anew), and is it ready (if not, send
 * people elsewhere for now). Alive asks nothing of anybody: a slow disk must not make a supervisor kill a game.
 */
import { Router } from 'express';
import { lostAloneMsMax } from '../../shared/operatingLimits.ts';
import type { LogHome } from '../log/log.ts';

/** Whether people are to be sent here, and what is wrong, in plain words: no names and no codes. */
export interface Standing {
  readonly isReady: boolean;
  readonly reasons: readonly string[];
}

export interface StandingParts {
  /** The rooms were taken up, and nobody ends the server. */
  readonly isOpen: boolean;
  readonly home: Pick<LogHome, 'health' | 'shared'>;
  /** Other nodes, as they were heard last. */
  readonly others: number;
  /** By performance.now(). */
  readonly nowMs: number;
}

/**
 * Not ready means: others can do better. A log that takes nothing is the same for all who share it, and sending everybody
 * away would only take the pages from people, too. But who has just lost what is shared may have lost it alone.
 */
export function standingOf({ isOpen, home: { health, shared }, others, nowMs }: StandingParts): Standing {
  if (!isOpen) return { isReady: false, reasons: ['starting or stopping'] };
  const sinceMs = shared?.unreachedSinceMs ?? null;
  if (sinceMs === null && !health.isAway) return { isReady: true, reasons: [] };
  if (sinceMs !== null && others > 0 && nowMs - sinceMs < lostAloneMsMax)
    return {
      isReady: false,
      reasons: ['the log of the rooms cannot be reached from here: other nodes may still reach it'],
    };
  return { isReady: true, reasons: ['the log takes nothing: games stand still until it does'] };
}

export function createHealth(standing: () => Standing): Router {
  const router = Router();
  router.use((_req, res, next) => {
    res.setHeader('Cache-Control', 'no-store');
    next();
  });
  router.get('/healthz', (_req, res) => {
    res.json({ alive: true });
  });
  router.get('/readyz', (_req, res) => {
    const { isReady, reasons } = standing();
    res.status(isReady ? 200 : 503).json({ ready: isReady, reasons });
  });
  return router;
}
