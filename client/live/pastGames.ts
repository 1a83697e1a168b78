/** The games that are over, over HTTP: a list, newest first, each to keep as a file or to throw away. No call throws. */
import { Calls, inWords, type Told } from './calls.ts';
import { hostErrors, type HostError } from './host.ts';
import { keep as browserKeep, type Keep } from './keep.ts';

export interface PastGame {
  readonly room: string;
  readonly code: string;
  readonly title: string;
  readonly openedMs: number;
  readonly endedMs: number;
  readonly players: number;
  /** The name of the account that it belongs to; null where it is nobody's. */
  readonly owner: string | null;
}

/** A whole game of thousands of players over a slow network. */
const fileWaitMs = 120_000;

export class PastGames {
  readonly #calls: Calls;

  constructor(to: Keep = browserKeep, fetchWith?: typeof fetch) {
    this.#calls = new Calls(to, fetchWith);
  }

  /** Those that ended before the last one shown; the newest where none is. */
  async list(last: PastGame | undefined): Promise<Told<readonly PastGame[], HostError>> {
    const before = last === undefined ? '' : `?before=${String(last.endedMs)}`;
    const told = await this.#calls.ask<{ reports: readonly PastGame[] }>('GET', `/api/reports${before}`);
    return inWords(told.ok ? { ok: true, value: told.value.reports } : told, hostErrors, 'failed');
  }

  async file({ room }: PastGame): Promise<Told<Blob, HostError>> {
    const told = await this.#calls.send<Blob>(addressOf(room), { method: 'GET' }, fileWaitMs, (answer) =>
      answer.blob(),
    );
    return inWords(told, hostErrors, 'failed');
  }

  async remove({ room }: PastGame): Promise<Told<unknown, HostError>> {
    return inWords(await this.#calls.ask('DELETE', addressOf(room)), hostErrors, 'failed');
  }
}

const addressOf = (room: string): string => `/api/reports/${encodeURIComponent(room)}`;

/** The ones of this page. */
export const pastGames = new PastGames();
