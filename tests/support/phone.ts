/**
 * A phone in a room, without a browser: the page's own connection, clock and rules on a real socket. It tells what the
 * page would show at each moment, and taps as a thumb would: only where the page lets it.
 */
import { openSocket } from '../../client/live/link.ts';
import { LiveRoom } from '../../client/live/room.svelte.ts';
import {
  answeringOf,
  nextChangeIn,
  opensIn,
  screenOf,
  type Answering,
  type Screen,
} from '../../client/pages/play/moment.ts';
import { Shown } from '../../client/pages/play/shown.ts';
import type { Json } from '../../shared/kinds/kind.ts';
import type { Ack } from '../../shared/protocol/messages.ts';
import type { Scene, You } from '../../shared/protocol/views.ts';
import { freshToken } from './guest.ts';
import { keepInMemory } from './memoryStorage.ts';

/** As often as a slow display draws; what time alone changes is looked at when it does, as the page's ticker has it. */
const frameMs = 25;

/** What is on the screen. */
export interface Sight {
  readonly screen: Screen;
  readonly scene: Scene | null;
  readonly you: You | null;
  readonly answering: Answering | null;
}

export interface PhoneOptions {
  readonly url: string;
  readonly code: string;
  /** Each time the screen is drawn. */
  readonly saw: (phone: Phone, sight: Sight) => void;
}

export class Phone {
  readonly room: LiveRoom;
  readonly #shown = new Shown();
  readonly #saw: PhoneOptions['saw'];
  #timer: NodeJS.Timeout | undefined;
  #firstIndex: number | null = null;

  constructor({ url, code, saw }: PhoneOptions) {
    this.#saw = saw;
    const connect = (hello: Parameters<typeof openSocket>[0]): ReturnType<typeof openSocket> => {
      const socket = openSocket(hello, url);
      // After the room has taken it: what is drawn between two views counts as well.
      socket.onAny(() => queueMicrotask(() => this.#draw()));
      return socket;
    };
    this.room = new LiveRoom({ code, audience: 'player', token: freshToken() }, { keep: keepInMemory(), connect });
    this.#tick();
  }

  join(name: string): Promise<Ack> {
    return this.room.act({ type: 'join', name });
  }

  /** A tap on the answer. False where the page takes none now. */
  tap(given: Json): boolean {
    const { scene, you, mine } = this.room;
    if (scene === null || !answeringOf(scene, you, mine, this.room.nowMs()).isOpen) return false;
    this.room.answer(scene.index, scene.item?.step ?? 0, given, this.#shown.tookMs(keyOf(scene), performance.now()));
    return true;
  }

  close(): void {
    clearTimeout(this.#timer);
    this.room.close();
  }

  #tick(): void {
    const { scene } = this.room;
    const aheadMs = scene === null ? null : nextChangeIn(scene, this.room.nowMs());
    this.#timer = setTimeout(
      () => {
        this.#draw();
        this.#tick();
      },
      Math.min(Math.ceil(aheadMs ?? frameMs), frameMs),
    );
  }

  #draw(): void {
    const { scene, you, mine } = this.room;
    const nowMs = this.room.nowMs();
    const answering = scene === null ? null : answeringOf(scene, you, mine, nowMs);
    if (scene !== null) this.#firstIndex ??= scene.index;
    if (scene !== null && answering?.isOpen === true) {
      const lateMs = this.#firstIndex === scene.index && !this.#shown.hasBegun ? -opensIn(scene, nowMs) : 0;
      this.#shown.mark(keyOf(scene), performance.now(), lateMs);
    }
    this.#saw(this, { screen: screenOf(this.room), scene, you, answering });
  }
}

/** A step of an item. */
export const keyOf = (scene: Scene): string => `${String(scene.index)} ${String(scene.item?.step)}`;
