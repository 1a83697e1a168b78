/**
 * A person with a phone: types a name once, answers what the page shows when the page lets them, and has a browser that
 * is reloaded, closed and opened twice. Decides by what the client's own rules would draw, never by what is true.
 */
import { Seats } from '../../client/live/seats.ts';
import { answeringOf, screenOf } from '../../client/pages/play/moment.ts';
import { seededRandom } from '../../shared/game/random.ts';
import type { Json, Random } from '../../shared/kinds/kind.ts';
import type { Scene } from '../../shared/protocol/views.ts';
import { hashToken } from '../../server/live/tokens.ts';
import { answerTo, handIn, nameOf, thinkMs } from '../support/personality.ts';
import type { Line } from '../support/fakeNetwork.ts';
import { between, type Plan } from './plan.ts';
import { code, keepInMemory, otherThan, type Page, type World } from './world.ts';

/** How often a person looks at the phone, at most. */
const lookMs = 700;

export class Player {
  readonly at: number;
  readonly line: Line;
  readonly pages: Page[] = [];
  /** Gave the seat up by choice, and has not asked for it again. */
  hasLeft = false;
  readonly #world: World;
  readonly #plan: Plan['player'];
  readonly #random: Random;
  readonly #keep = keepInMemory();
  readonly #seats = new Seats(this.#keep);
  readonly #joining = new Set<Page>();
  /** By item and step. */
  readonly #answersAtMs = new Map<string, number>();
  readonly #considered = new Set<number>();
  #seat: number | null = null;
  #isSeated = false;
  #tries = 0;

  constructor(world: World, at: number) {
    this.#world = world;
    this.at = at;
    this.#plan = world.plan.player;
    this.#random = seededRandom(world.plan.seed, 0x9e0 + at);
    this.line = world.network.line(world.plan.delays[at] ?? { minMs: 5, spreadMs: 5 }, this.#random);
  }

  get page(): Page | undefined {
    return this.pages.at(-1);
  }

  come(): void {
    this.#world.clock.after(between(this.#random, 0, 12_000), () => {
      this.#openPage();
      this.#look();
    });
  }

  reload(isSudden: boolean): void {
    const { page } = this;
    if (page === undefined) return;
    this.#closePage(page, isSudden);
    this.#openPage();
  }

  /** Only who holds a seat opens a second tab on the game: who does not, types the name in the first. */
  openSecondTab(): void {
    if (this.#isSeated && !this.hasLeft && this.pages.length === 1) this.#openPage();
  }

  closeTab(awayMs: number): void {
    const { page } = this;
    if (page === undefined) return;
    this.#closePage(page, this.#random() < 0.3);
    if (Number.isFinite(awayMs))
      this.#world.clock.after(awayMs, () => {
        if (this.page === undefined) this.#openPage();
      });
  }

  /** The page goes whatever the server says, and so nobody knows whether it heard. */
  async leave(): Promise<void> {
    const { page } = this;
    if (page === undefined || !this.#isSeated || page.room.over !== null) return;
    this.hasLeft = true;
    const ack = await page.room.act({ type: 'leave' });
    const isTrue = ack.ok || ack.why === 'unavailable' || ack.why === 'room-over' || ack.why === 'removed';
    if (!isTrue) this.#world.truth.wrong(`player ${String(this.at)} left, and was told "${ack.why}"`);
    for (const each of [...this.pages]) this.#closePage(each, false);
  }

  #openPage(): void {
    // Claimed anew by each page, as each finds it in the same storage.
    const token = this.#seats.claim(code);
    this.#world.truth.playerByHash.set(hashToken(token), this.at);
    this.pages.push(this.#world.openPage(this.line, 'player', token, this.#keep, this.at));
  }

  #closePage(page: Page, isSudden: boolean): void {
    this.#world.closePage(page, isSudden);
    this.pages.splice(this.pages.indexOf(page), 1);
  }

  #look(): void {
    if (!this.#world.isPlaying) return;
    const { page } = this;
    if (page !== undefined) this.#decide(page);
    const soonMs = Math.min(...[...this.#answersAtMs.values()].map((atMs) => atMs - this.#world.clock.nowMs));
    const waitMs = between(this.#random, 0.3, 1) * lookMs;
    this.#world.clock.after(soonMs > 0 ? Math.min(soonMs, waitMs) : waitMs, () => this.#look());
  }

  #decide(page: Page): void {
    const { room } = page;
    switch (screenOf(room)) {
      case 'name':
        return void this.#typeName(page);
      case 'over':
        if (room.over === 'elsewhere' && this.#random() < 0.3) room.reopen();
        return;
      case 'item':
        if (room.scene !== null) this.#considerAnswer(page, room.scene);
        return;
      case 'result':
        if (room.scene !== null) this.#considerFlag(page, room.scene);
        return;
      default:
    }
  }

  async #typeName(page: Page): Promise<void> {
    if (this.#joining.has(page)) return;
    if (this.#isSeated && !this.hasLeft) {
      this.#world.truth.wrong(`player ${String(this.at)} was asked for the name again at ${this.#world.seconds()}`);
    }
    // Some want the same name as their neighbour.
    const wanted = nameOf(this.at % 7 === 0 ? this.at + 1 : this.at);
    const name = this.#tries === 0 ? wanted : `${wanted} ${'IVXLCDM'[this.#tries % 7] ?? ''}${String(this.at)}`;
    this.#joining.add(page);
    const ack = await page.room.act({ type: 'join', name });
    this.#joining.delete(page);
    if (ack.ok) {
      if (this.#seat !== null && this.#seat !== ack.seat) {
        this.#world.truth.wrong(`player ${String(this.at)} had seat ${String(this.#seat)} and got ${String(ack.seat)}`);
      }
      this.#seat = ack.seat ?? null;
      this.#isSeated = true;
      this.hasLeft = false;
    } else if (ack.why === 'name-taken') this.#tries += 1;
  }

  #considerAnswer({ room }: Page, scene: Scene): void {
    const { item, index } = scene;
    if (item?.asked !== true) return;
    const key = `${String(index)} ${String(item.step)}`;
    const { early, late, twice } = this.#plan;
    const nowMs = room.nowMs();
    const answering = answeringOf(scene, room.you, room.mine, nowMs);
    if (answering.refused === 'not-open-yet' || answering.refused === 'paused') {
      room.retract();
      this.#answersAtMs.delete(key);
      return;
    }
    if (answering.state === 'sending' && this.#random() < this.#plan.impatient) {
      this.reload(this.#random() < 0.5);
      return;
    }
    if (answering.answer !== null) {
      if (answering.state === 'saved' && room.link === 'up' && this.#random() < twice * 0.2)
        this.#insist(room, index, item.step, answering.answer);
      return;
    }
    let atMs = this.#answersAtMs.get(key);
    if (atMs === undefined) {
      const whim = this.#random();
      if (whim < early) atMs = scene.opensAtMs - between(this.#random, 0, 900);
      else if (whim < early + late) atMs = scene.closesAtMs + between(this.#random, -300, 1_500);
      else atMs = Math.max(scene.opensAtMs, nowMs) + thinkMs(this.#random, this.#plan.thinkMs);
      this.#answersAtMs.set(key, atMs);
    }
    const isRash = answering.state === 'waiting' || answering.state === 'closed';
    if (nowMs < atMs || answering.refused !== null || (answering.state !== 'open' && !isRash)) return;
    const hand = handIn(scene, room.you);
    // What there is to choose among is still on its way.
    if (item.step > 0 && hand === null) return;
    const answer = this.#random() < this.#plan.nonsense ? { no: 'answer' } : answerTo(item, this.#random, hand);
    room.answer(index, item.step, answer, Math.max(0, nowMs - scene.opensAtMs));
  }

  /** A second answer to the same item and step, past the page. */
  #insist(room: Page['room'], item: number, step: number, answer: Json): void {
    const at = step > 0 ? { item, step } : { item };
    void room.act({ type: 'answer', ...at, answer: otherThan(answer), tookMs: 100 });
  }

  /** Once an item, whether or not it was right: the room decides what that means. */
  #considerFlag({ room }: Page, { item, index }: Scene): void {
    if (item?.judgeable !== true || this.#considered.has(index)) return;
    this.#considered.add(index);
    if (this.#random() < this.#plan.flag) void room.act({ type: 'flag', item: index });
  }
}
