/** Which small sound goes with what changes on the stage. It plays none after a reload: what was there made no sound. */
import { untrack } from 'svelte';
import type { Stage } from '../../../shared/protocol/views.ts';
import { playSound, type SoundName } from '../../ui/sound.ts';
import { askedKeyOf, runningMs, screenOf, stepOf } from './moment.ts';

export interface Heard {
  readonly key: string;
  readonly players: number;
  readonly isLobby: boolean;
}

export function heardOf(stage: Stage, nowMs: number): Heard {
  const screen = screenOf(stage);
  const step = screen === 'question' ? stepOf(stage, nowMs) : '';
  return { key: `${screen} ${askedKeyOf(stage)} ${step}`, players: stage.players, isLobby: screen === 'lobby' };
}

/** The sound between two moments, or null. */
export function soundBetween(before: Heard | null, after: Heard): SoundName | null {
  if (before === null) return null;
  if (after.isLobby) return after.players > before.players ? 'join' : null;
  if (before.key === after.key) return null;
  const [screen = '', , , step = ''] = after.key.split(' ');
  switch (screen) {
    case 'question':
      return step === 'open' ? 'open' : step === 'closed' ? 'close' : step === 'revealed' ? 'reveal' : null;
    case 'standings':
      return 'standings';
    case 'podium':
    case 'closing':
      return 'podium';
    default:
      return null;
  }
}

/** Seconds at the end of a question that tick. */
const tickSeconds = 5;

/** Room times at which the last seconds tick, the nearest first. */
export function ticksOf(stage: Stage, nowMs: number): number[] {
  if (stage.phase !== 'asked' || stage.item?.asked !== true || stage.pausedAtMs !== null) return [];
  const times: number[] = [];
  for (let second = tickSeconds; second >= 1; second--) times.push(stage.closesAtMs - second * 1_000);
  return times.filter((atMs) => atMs > nowMs && atMs > stage.opensAtMs);
}

export class StageSounds {
  #heard: Heard | null = null;

  /** `nowMs`: room time at the last moment that mattered; `clock`: room time now. */
  constructor(stage: () => Stage | null, nowMs: () => number, clock: () => number) {
    $effect(() => {
      const shown = stage();
      if (shown === null) return;
      const heard = heardOf(shown, nowMs());
      const sound = soundBetween(this.#heard, heard);
      this.#heard = heard;
      if (sound !== null) playSound(sound, shown.muted);
    });
    $effect(() => {
      const shown = stage();
      if (shown === null) return;
      const atMs = untrack(() => runningMs(shown, clock()));
      const timers = ticksOf(shown, atMs).map((tickAtMs) =>
        setTimeout(() => playSound('tick', shown.muted), tickAtMs - atMs),
      );
      return () => timers.forEach(clearTimeout);
    });
  }
}
