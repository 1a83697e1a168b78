/**
 * The room as a page sees it: the latest views, room time, and a way to ask for things. Views are whole, so it only
 * ever replaces; it never guesses what the server would say.
 */
import { unpackScene, unpackYou } from '../../shared/protocol/packed.ts';
import { protocolVersion } from '../../shared/protocol/version.ts';
import type { Ack, Audience, Hello, Intent, Parting, Refusal } from '../../shared/protocol/messages.ts';
import type { Rejection } from '../../shared/game/entry.ts';
import type { Json } from '../../shared/kinds/kind.ts';
import type { Desk, Scene, Stage, You } from '../../shared/protocol/views.ts';
import { RoomClock } from './clock.ts';
import { keep as browserKeep, type Keep } from './keep.ts';
import { Link, openSocket, type LinkState, type RoomSocket } from './link.ts';
import { Outbox, type AnswerAction } from './outbox.ts';
import { nextTurn } from './seats.ts';
import { onWake } from './wake.ts';

/** The own answer that this page knows of beyond what `you` says. */
export interface Mine {
  readonly item: number;
  readonly step: number;
  readonly answer: Json;
  readonly state: 'sending' | 'saved' | 'refused';
  readonly why: Rejection | null;
}

export interface RoomOptions {
  readonly code: string;
  readonly audience: Audience;
  readonly token: string;
}

/** What tests replace. */
export interface RoomParts {
  readonly connect: (hello: () => Hello) => RoomSocket;
  readonly keep: Keep;
}

/** Pings after a connect or a wake, and how far apart: 600 ms are enough for a first good estimate. */
const pings = 5;
const pingGapMs = 120;
/** Clocks drift a few milliseconds a minute. */
const resampleMs = 60_000;
/** A first view is not shown before room time is known, unless that takes longer than this. */
const untimedMaxMs = 1_500;
/** What the server could not take just now (a full disk, a busy moment, a pause) is sent again a little later. */
const againMs = 1_000;
/** After the opening by our estimate of it, which may be a little early. */
const openedMs = 60;
/** A question's end always brings a view; without one this long after it, the connection is in doubt. */
const overdueMs = 2_500;

export class LiveRoom {
  #scene = $state.raw<Scene | null>(null);
  #you = $state.raw<You | null>(null);
  #youKnown = $state.raw(false);
  #stage = $state.raw<Stage | null>(null);
  #desk = $state.raw<Desk | null>(null);
  #mine = $state.raw<Mine | null>(null);
  /** The own answer waits here because the server cannot keep any just now. Only to read. */
  isHeld = $state.raw(false);
  #linkState = $state.raw<LinkState>('connecting');
  #over = $state.raw<Refusal | Parting | null>(null);
  #roundTripMs = $state.raw<number | null>(null);

  readonly #isPlayer: boolean;
  readonly #clock = new RoomClock();
  readonly #link: Link;
  readonly #outbox: Outbox;
  readonly #stopWaking: () => void;
  readonly #resampling: ReturnType<typeof setInterval>;
  #overdue: ReturnType<typeof setTimeout> | undefined;
  #sampling = 0;
  /** What the desk's roster is narrowed to: each connection has to be told. */
  #find = '';
  /** What arrived before room time was known. */
  #early: (() => void)[] = [];
  /** Room time took too long: what arrives is shown as it comes. */
  #isUntimed = false;

  constructor(options: RoomOptions, parts: Partial<RoomParts> = {}) {
    const { code, audience, token } = options;
    const { connect = openSocket, keep = browserKeep } = parts;
    const socket = connect(() => ({ version: protocolVersion, code, audience, token, turn: nextTurn(keep) }));
    this.#link = new Link(socket, {
      changed: (state) => this.#changed(state),
      over: (why) => this.#end(why),
    });
    this.#outbox = new Outbox({
      code,
      keep,
      isUp: () => this.#link.isUp,
      emit: (action, ack) => socket.emit('act', action, ack),
      againInMs: (answer, why) => this.#againInMs(answer, why),
      doubt: () => void this.#link.verify(),
    });
    this.#listen(socket);
    this.#stopWaking = onWake(() => this.#wake());
    this.#resampling = setInterval(() => void this.#sample(1), resampleMs);
    this.#isPlayer = audience === 'player';
    this.#takeUpKept();
    this.#link.open();
  }

  get scene(): Scene | null {
    return this.#scene;
  }
  /** Null before a seat is taken, and before `youKnown`. */
  get you(): You | null {
    return this.#you;
  }
  /** The server has said whether this token holds a seat. */
  get youKnown(): boolean {
    return this.#youKnown;
  }
  get stage(): Stage | null {
    return this.#stage;
  }
  get desk(): Desk | null {
    return this.#desk;
  }
  get mine(): Mine | null {
    return this.#mine;
  }
  get link(): LinkState {
    return this.#linkState;
  }
  /** Why it ended; null while it lives. The last views stay readable. */
  get over(): Refusal | Parting | null {
    return this.#over;
  }
  /** Median of the last pings; null before the first. */
  get roundTripMs(): number | null {
    return this.#roundTripMs;
  }

  /** Room time, estimated: cheap enough to ask in every frame. */
  nowMs(): number {
    return this.#clock.nowMs();
  }

  /** Resolves with what the room said, however often the connection was lost on the way. */
  act(intent: Intent): Promise<Ack> {
    if (this.#over !== null) return Promise.resolve({ ok: false, why: 'unavailable' });
    if (!this.#link.isUp) void this.#link.verify();
    if (intent.type === 'find') this.#find = intent.name;
    return this.#outbox.act(intent);
  }

  /** Answers a step of an item; `mine` tells how it goes. */
  answer(item: number, step: number, answer: Json, tookMs: number): void {
    void this.#deliver({ type: 'answer', item, ...(step > 0 ? { step } : {}), answer, tookMs });
  }

  /** Forgets a refused answer, so that another can be given. */
  retract(): void {
    if (this.#mine?.state === 'refused') this.#mine = null;
  }

  /** After `over`: comes back, for example to take the seat back from another tab. */
  reopen(): void {
    this.#over = null;
    this.#linkState = 'connecting';
    this.#link.open();
  }

  close(): void {
    this.#stopWaking();
    clearInterval(this.#resampling);
    clearTimeout(this.#overdue);
    this.#sampling += 1;
    this.#link.close();
    this.#outbox.abandon();
  }

  #listen(socket: RoomSocket): void {
    const isCurrent = (held: { seq: number } | null, next: { seq: number }): boolean =>
      held === null || next.seq >= held.seq;
    socket.on('scene', (packed) =>
      this.#whenTimed(() => {
        const scene = unpackScene(packed);
        if (!isCurrent(this.#scene, scene)) return;
        this.#scene = scene;
        this.#expectEnd(scene);
      }),
    );
    socket.on('you', (packed) =>
      this.#whenTimed(() => {
        const you = packed === null ? null : unpackYou(packed);
        this.#youKnown = true;
        if (you === null || isCurrent(this.#you, you)) this.#you = you;
      }),
    );
    socket.on('stage', (stage) =>
      this.#whenTimed(() => {
        if (isCurrent(this.#stage, stage)) this.#stage = stage;
      }),
    );
    socket.on('desk', (desk) =>
      this.#whenTimed(() => {
        if (isCurrent(this.#desk, desk)) this.#desk = desk;
      }),
    );
  }

  /** A phone's own clock may be an hour off: nothing is drawn by it. */
  #whenTimed(show: () => void): void {
    if (this.#clock.isKnown || this.#isUntimed) show();
    else {
      this.#early.push(show);
      if (this.#early.length === 1) setTimeout(() => this.#showEarly(), untimedMaxMs);
    }
  }

  #showEarly(): void {
    const early = this.#early;
    this.#early = [];
    this.#isUntimed = true;
    for (const show of early) show();
  }

  #changed(state: LinkState): void {
    if (this.#over !== null) return;
    this.#linkState = state;
    if (state !== 'up') return;
    this.#clock.restart();
    void this.#sample(pings);
    this.#outbox.sendAgain();
    this.#takeUpKept();
    if (this.#find !== '') void this.#outbox.act({ type: 'find', name: this.#find });
  }

  #end(why: Refusal | Parting): void {
    this.#over = why;
    this.#linkState = 'down';
    clearTimeout(this.#overdue);
  }

  #wake(): void {
    void this.#link.verify();
    if (!this.#link.isUp) return;
    this.#clock.restart();
    void this.#sample(pings);
  }

  async #sample(count: number): Promise<void> {
    const turn = ++this.#sampling;
    for (let at = 0; at < count; at++) {
      if (at > 0) await new Promise((resolve) => setTimeout(resolve, pingGapMs));
      if (turn !== this.#sampling || !this.#link.isUp) return;
      const isAnswered = await this.#clock.sample(() => this.#link.ping());
      if (isAnswered) this.#showEarly();
    }
    this.#roundTripMs = this.#clock.roundTripMs;
  }

  #expectEnd(scene: Scene): void {
    clearTimeout(this.#overdue);
    if (scene.phase !== 'asked' || scene.item?.asked !== true || scene.pausedAtMs !== null) return;
    const waitMs = scene.closesAtMs - this.nowMs() + overdueMs * (1 + Math.random());
    this.#overdue = setTimeout(() => void this.#link.verify(), Math.max(0, waitMs));
  }

  /** What a page could not deliver that is gone: an earlier one, or another tab since. */
  #takeUpKept(): void {
    const kept = this.#isPlayer ? this.#outbox.kept() : null;
    if (kept !== null && !this.#outbox.isWaiting(kept.ref)) void this.#deliver(kept);
  }

  /**
   * An answer that was on its way when the server went down comes back to a question that opens anew: it waits for
   * that, so that nobody has to give it twice.
   */
  #againInMs(answer: AnswerAction, why: Rejection): number | null {
    const spreadMs = againMs * (0.5 + Math.random());
    this.isHeld = why === 'unavailable';
    if (why === 'unavailable' || why === 'too-fast' || why === 'paused') return spreadMs;
    if (why !== 'not-open-yet') return null;
    const scene = this.#scene;
    // The views may still be on their way.
    const step = answer.step ?? 0;
    const isAhead = scene !== null && (scene.index > answer.item || (scene.item?.step ?? 0) > step);
    if (isAhead) return null;
    if (scene === null || scene.index < answer.item || (scene.item?.step ?? 0) < step) return spreadMs;
    return Math.max(openedMs, scene.opensAtMs - this.nowMs() + openedMs);
  }

  async #deliver(answer: Omit<AnswerAction, 'ref'> & { ref?: string }): Promise<void> {
    const { item, step = 0 } = answer;
    const sending: Mine = { item, step, answer: answer.answer as Json, state: 'sending', why: null };
    this.#mine = sending;
    const { ref } = answer;
    const ack = await (ref === undefined ? this.#outbox.act(answer) : this.#outbox.send({ ...answer, ref }));
    this.isHeld = false;
    // Meanwhile another answer may have been given: to another item, or a second one that is refused for the first.
    const isOfNow = this.#mine === null || (this.#mine.item === item && this.#mine.step === step);
    if (ack.ok && isOfNow) this.#mine = { ...sending, state: 'saved' };
    else if (!ack.ok && this.#mine === sending) this.#mine = { ...sending, state: 'refused', why: ack.why };
  }
}
