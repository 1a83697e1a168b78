/** What a code leads to, asked before anybody takes a seat. Over HTTP, so that a person who still types holds no socket. */
import type { Phase } from '../../shared/game/state.ts';

export interface RoomSign {
  readonly code: string;
  readonly title: string;
  readonly language: string;
  readonly phase: Phase;
  readonly locked: boolean;
}

export type LobbyError = 'no-such-room' | 'too-many' | 'unreachable';
export type RoomFound =
  { readonly ok: true; readonly room: RoomSign } | { readonly ok: false; readonly why: LobbyError };

const answerWaitMs = 8_000;

/** Never throws: what went wrong is an answer too. */
export async function roomAt(code: string): Promise<RoomFound> {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), answerWaitMs);
  try {
    const response = await fetch(`/api/rooms/${encodeURIComponent(code)}`, { signal: giveUp.signal });
    if (response.ok) return { ok: true, room: (await response.json()) as RoomSign };
    if (response.status === 404) return { ok: false, why: 'no-such-room' };
    return { ok: false, why: response.status === 429 ? 'too-many' : 'unreachable' };
  } catch {
    return { ok: false, why: 'unreachable' };
  } finally {
    clearTimeout(timer);
  }
}
