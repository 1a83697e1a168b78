/**
 * When the process ends: on a signal, calmly; on an error nobody caught, by a rule. Decides nothing about what closing
 * means.
 */
import type { Logger } from 'pino';
import { errorCode } from './startRefusal.ts';

export interface Ending {
  readonly why: string;
  readonly exitCode: number;
  /** There is time to let people go a few at a time. */
  readonly isCalm: boolean;
}

/** npm passes a terminal's Ctrl+C on, so one press arrives twice; only a later signal means "now". */
const sameSignalMs = 500;

/** A socket that broke off: its own end, nobody else's. */
const connectionCodes = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ETIMEDOUT']);

/**
 * Resolves once, with the first reason to end. A second signal, given by somebody who does not want to wait, ends the
 * process at once: the log is durable at every moment.
 */
export function untilEnding(logger: Logger): Promise<Ending> {
  return new Promise((resolve) => {
    let firstMs: number | null = null;
    const stop = (signal: NodeJS.Signals): void => {
      if (firstMs === null) {
        firstMs = performance.now();
        resolve({ why: signal, exitCode: 0, isCalm: true });
      } else if (performance.now() - firstMs > sameSignalMs) {
        process.exit(1);
      }
    };
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
    watchErrors(logger, resolve);
  });
}

/**
 * A rejection that nobody awaited belongs to one action or one request: its acknowledgement is missing, so the phone
 * sends again. Rooms change only by folding, which neither waits nor throws, so they are whole and the game goes on.
 *
 * An exception out of a callback can have come from anywhere, also from the flush of the log or from the timer that
 * would have armed the next. Going on could mean a room that stands still for good; ending means a restart by whoever
 * runs the server, and a restart loses nothing that was acknowledged. So it ends, after closing what can be closed.
 */
function watchErrors(logger: Logger, end: (ending: Ending) => void): void {
  let rejections = 0;
  let brokenConnections = 0;
  process.on('unhandledRejection', (reason) => {
    rejections += 1;
    logger.error({ err: reason, count: rejections }, 'a promise was rejected and nobody waited for it');
  });
  process.on('uncaughtException', (error) => {
    if (connectionCodes.has(errorCode(error) ?? '')) {
      brokenConnections += 1;
      logger.warn({ err: error, count: brokenConnections }, 'a connection broke off where nobody listened for it');
      return;
    }
    logger.error({ err: error }, 'an error came out where nobody expected it: closing, so that a restart can mend it');
    end({ why: 'an unexpected error', exitCode: 1, isCalm: false });
  });
}
