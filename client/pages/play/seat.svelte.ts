/**
 * How a phone gets into a room: with the seat it holds, or by way of the room's sign and a name. It opens no socket
 * before somebody wants a seat.
 */
import { roomAt, type LobbyError, type RoomSign } from '../../live/lobby.ts';
import { LiveRoom } from '../../live/room.svelte.ts';
import { Seats } from '../../live/seats.ts';
import type { Ack } from '../../../shared/protocol/messages.ts';
import { screenOf, type Screen } from './moment.ts';

const leaveWaitMs = 1_000;

/** `shut`: the room cannot be entered now; `shutWhy` says why. */
export type PlayScreen = Screen | 'shut';

export class Seat {
  readonly code: string;
  readonly #seats: Seats;
  #room = $state.raw<LiveRoom | null>(null);
  #sign = $state.raw<RoomSign | null>(null);
  #error = $state.raw<LobbyError | null>(null);
  /** The name form stays until the seat is taken, whatever the connection does meanwhile. */
  #isNaming = $state.raw(false);

  constructor(code: string, seats = new Seats()) {
    this.code = code;
    this.#seats = seats;
    if (seats.find(code) === null) void this.look();
    else this.#open();
  }

  get room(): LiveRoom | null {
    return this.#room;
  }
  get title(): string {
    return this.#room?.scene?.title ?? this.#sign?.title ?? '';
  }
  get lastName(): string {
    return this.#seats.lastName;
  }

  get screen(): PlayScreen {
    if (this.#room === null) {
      if (this.shutWhy !== null) return 'shut';
      return this.#sign === null ? 'connecting' : 'name';
    }
    const seen = screenOf(this.#room);
    return this.#isNaming && seen === 'connecting' ? 'name' : seen;
  }

  /** Why a phone without a seat cannot ask for one. */
  get shutWhy(): LobbyError | 'locked' | 'room-over' | null {
    if (this.#room !== null) return null;
    if (this.#sign?.phase === 'ended') return 'room-over';
    return this.#sign?.locked === true ? 'locked' : this.#error;
  }

  /** Asks again what the code leads to. */
  async look(): Promise<void> {
    this.#error = null;
    this.#sign = null;
    const found = await roomAt(this.code);
    if (found.ok) this.#sign = found.room;
    else this.#error = found.why;
  }

  async join(name: string, signs?: number[]): Promise<Ack> {
    this.#isNaming = true;
    this.#seats.lastName = name;
    const room = this.#open();
    const ack = await room.act({ type: 'join', name, signs });
    if (ack.ok) this.#isNaming = false;
    return ack;
  }

  /** Tries once more, after a refusal or a parting. */
  again(): void {
    if (this.#room === null) void this.look();
    else this.#room.reopen();
  }

  /** Gives the seat up by choice. The token is kept: whoever comes back is the same player. */
  async leave(): Promise<void> {
    const told = this.#room?.act({ type: 'leave' });
    // Without a network nobody hears it, and nobody has to wait for that.
    await Promise.race([told, new Promise((resolve) => setTimeout(resolve, leaveWaitMs))]);
    this.close();
  }

  close(): void {
    this.#room?.close();
    this.#room = null;
  }

  #open(): LiveRoom {
    const token = this.#seats.claim(this.code);
    this.#room ??= new LiveRoom({ code: this.code, audience: 'player', token });
    return this.#room;
  }
}
