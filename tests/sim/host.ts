/**
 * A host with a projector and a phone: presses what makes sense on either, sometimes twice, sometimes on both at once.
 * Knows only what the screens show.
 */
import type { HostAction, Intent } from '../../shared/protocol/messages.ts';
import type { Desk, Stage } from '../../shared/protocol/views.ts';
import { seededRandom } from '../../shared/game/random.ts';
import type { Random } from '../../shared/kinds/kind.ts';
import { nameOf } from '../support/personality.ts';
import type { Line } from '../support/fakeNetwork.ts';
import { between, controls, pick, type Control } from './plan.ts';
import { keepInMemory, type Page, type World } from './world.ts';

type HostIntent = Extract<Intent, { type: HostAction['type'] }>;

export class Host {
  readonly #world: World;
  readonly #random: Random;
  readonly #lines: readonly [Line, Line];
  #pages: Page[] = [];
  /** What a desk's roster was narrowed to; a new page shows all. */
  readonly found = new Map<Page, string>();

  constructor(world: World) {
    this.#world = world;
    this.#random = seededRandom(world.plan.seed, 0x405);
    const line = (): Line => world.network.line(world.plan.hostDelay, this.#random);
    this.#lines = [line(), line()];
  }

  come(): void {
    this.#pages = [this.#open(0, 'stage'), this.#open(1, 'desk')];
    this.#world.clock.after(6_000, () => this.#look());
  }

  reload(isSudden: boolean): void {
    const at = Math.floor(this.#random() * 2);
    const page = this.#pages[at];
    if (page === undefined) return;
    this.#world.closePage(page, isSudden);
    this.#pages[at] = this.#open(at, page.audience);
  }

  #open(at: number, audience: Page['audience']): Page {
    const line = this.#lines[at] ?? this.#lines[0];
    return this.#world.openPage(line, audience, this.#world.hostToken, keepInMemory());
  }

  #look(): void {
    if (!this.#world.isPlaying) return;
    const page = pick(this.#random, this.#pages);
    const view = page === undefined ? null : (page.room.desk ?? page.room.stage);
    if (page !== undefined && view !== null && page.room.over === null) this.#press(page, view);
    const paceMs = this.#world.plan.host.paceMs * between(this.#random, 0.3, 1.7);
    // People are given time to answer, now and then.
    const isOpen = view?.phase === 'asked' && view.item?.asked === true;
    this.#world.clock.after(isOpen ? paceMs * 3 : paceMs, () => this.#look());
  }

  #press(page: Page, view: Stage | Desk): void {
    const intent = this.#intent(this.#control(), view);
    if (intent === null) return;
    if (intent.type === 'review') return void this.#judge(page, intent.item);
    if (intent.type === 'find') this.#find(page, intent.name);
    else void page.room.act(intent);
    if (this.#random() >= this.#world.plan.host.doubled) return;
    const again = this.#random() < 0.5 ? page : pick(this.#random, this.#pages);
    if (again?.room.over === null && intent.type !== 'find') void again.room.act(intent);
  }

  #find(page: Page, name: string): void {
    if (page.audience !== 'desk') return;
    void page.room.act({ type: 'find', name });
    this.found.set(page, name);
  }

  #control(): Control {
    const { weights } = this.#world.plan.host;
    const sum = controls.reduce((all, control) => all + weights[control], 0);
    let left = this.#random() * sum;
    for (const control of controls) {
      left -= weights[control];
      if (left <= 0) return control;
    }
    return 'next';
  }

  #intent(control: Control, view: Stage | Desk): HostIntent | null {
    const seat = Math.floor(this.#random() * Math.max(1, view.players));
    const seen = { phase: view.phase, index: view.index, step: view.item?.step ?? 0 };
    switch (control) {
      case 'next':
        // At the podium everything is said; the room stays open for those who look at it.
        return view.phase === 'podium' || view.phase === 'ended' ? null : { type: 'next', ...seen };
      case 'skip':
        return { type: 'skip', ...seen };
      case 'pause':
        return { type: view.pausedAtMs === null ? 'pause' : 'resume' };
      case 'extend':
        return { type: 'extend', item: view.index, byMs: 5_000 };
      case 'rename':
        return { type: 'rename', seat, name: nameOf(30 + Math.floor(this.#random() * 40)) };
      case 'remove':
        return { type: 'remove', seat };
      case 'lock':
        return { type: 'lock', locked: !view.locked };
      case 'mute':
        return { type: 'mute', muted: !view.muted };
      case 'find':
        return { type: 'find', name: pick(this.#random, ['', 'a', 'Bea']) ?? '' };
      case 'end':
        return { type: 'end' };
      default:
        return this.#lastWord(control, view);
    }
  }

  /** Only the desk knows what there is to judge. */
  #lastWord(control: Control, view: Stage | Desk): HostIntent | null {
    if (control === 'names') return { type: 'names', shown: !view.namesShown };
    if (control === 'tune') return { type: 'tune', leniency: Math.floor(this.#random() * 5) / 2 - 1 };
    const judging = 'judging' in view ? view.judging : null;
    if (judging === null) return null;
    if (control === 'judge') return { type: 'review', item: judging.item };
    return judging.verdicts > 0 ? { type: 'unjudge', item: judging.item, verdicts: judging.verdicts } : null;
  }

  /** Reads the answers, and gives some of them a credit; what a verdict would change is asked now and then. */
  async #judge(page: Page, item: number): Promise<void> {
    const ack = await page.room.act({ type: 'review', item });
    const group = ack.ok ? pick(this.#random, ack.review?.groups ?? []) : undefined;
    if (group === undefined || page.room.over !== null) return;
    const verdict = { item, seats: [...group.seats], credit: pick(this.#random, [0, 0.5, 1]) ?? 1 };
    if (this.#random() < 0.5) void page.room.act({ type: 'preview', ...verdict });
    void page.room.act({ type: 'judge', ...verdict });
  }
}
