/**
 * What the host can tell the room from the stage, by key or by button: each command as the action it means at this
 * moment. `next` and `skip` say what was seen, so that a double press is harmless.
 */
import { untrack } from 'svelte';
import type { LiveRoom } from '../../live/room.svelte.ts';
import { seenIn } from '../../live/seen.ts';
import type { Ack, Intent } from '../../../shared/protocol/messages.ts';
import type { Stage } from '../../../shared/protocol/views.ts';
import { rejectionWords } from '../../words/rejections.ts';
import { stageWords } from '../../words/stage.svelte.ts';
import type { StageCommand } from './keys.ts';

export const extendByMs = 15_000;
/** A second press of "skip" counts within this time. */
const askMs = 4_000;

export interface CommandParts {
  readonly room: () => LiveRoom | null;
  /** Says one sentence, on the screen and to screen readers. */
  readonly say: (sentence: string) => void;
  readonly toggleFullScreen: () => void;
  readonly open: (dialog: 'desk' | 'keys') => void;
}

export class StageCommands {
  #isSkipAsked = $state(false);
  #askTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #parts: CommandParts;

  constructor(parts: CommandParts) {
    this.#parts = parts;
  }

  get isSkipAsked(): boolean {
    return this.#isSkipAsked;
  }

  run(command: StageCommand): void {
    untrack(() => this.#run(command));
  }

  #run(command: StageCommand): void {
    const stage = this.#parts.room()?.stage ?? null;
    if (command === 'fullScreen') return this.#parts.toggleFullScreen();
    if (command === 'keys') return this.#parts.open(command);
    if (stage === null || stage.phase === 'ended') return;
    switch (command) {
      case 'desk':
        return this.#parts.open(command);
      case 'next':
        return void this.#act(nextIntent(stage), null);
      case 'pause':
        return this.#pause(stage);
      case 'extend':
        return this.#extend(stage);
      case 'skip':
        return this.#skip(stage);
      case 'lock':
        return void this.#act(
          { type: 'lock', locked: !stage.locked },
          stage.locked ? stageWords().saidUnlocked : stageWords().saidLocked,
        );
      case 'mute':
        return void this.#act(
          { type: 'mute', muted: !stage.muted },
          stage.muted ? stageWords().saidUnmuted : stageWords().saidMuted,
        );
    }
  }

  #pause(stage: Stage): void {
    const words = stageWords();
    if (stage.pausedAtMs !== null) void this.#act({ type: 'resume' }, words.saidResumed);
    else if (canPause(stage)) void this.#act({ type: 'pause' }, words.saidPaused);
  }

  #extend(stage: Stage): void {
    if (!canExtend(stage)) return;
    void this.#act({ type: 'extend', item: stage.index, byMs: extendByMs }, stageWords().saidExtended);
  }

  #skip(stage: Stage): void {
    if (!canSkip(stage)) return;
    clearTimeout(this.#askTimer);
    if (!this.#isSkipAsked) {
      this.#isSkipAsked = true;
      this.#parts.say(stageWords().skipAsk);
      this.#askTimer = setTimeout(() => (this.#isSkipAsked = false), askMs);
      return;
    }
    this.#isSkipAsked = false;
    void this.#act({ type: 'skip', ...seenIn(stage) }, stageWords().skipped);
  }

  async #act(intent: Intent, sentence: string | null): Promise<void> {
    const room = this.#parts.room();
    if (room === null) return;
    const ack: Ack = await room.act(intent);
    // A step that somebody else was quicker with needs no words.
    if (!ack.ok && ack.why !== 'stale') this.#parts.say(rejectionWords(ack.why));
    if (ack.ok && sentence !== null) this.#parts.say(sentence);
  }
}

export const nextIntent = (stage: Stage): Intent => ({ type: 'next', ...seenIn(stage) });

export const canPause = (stage: Stage): boolean =>
  stage.phase !== 'lobby' && stage.phase !== 'podium' && stage.phase !== 'ended';

export const canExtend = (stage: Stage): boolean => stage.phase === 'asked' && stage.item?.asked === true;

export const canSkip = (stage: Stage): boolean => stage.phase === 'asked' || stage.phase === 'closed';
