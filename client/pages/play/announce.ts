/**
 * What a screen reader is told, once for each change: the question when it comes, that answers are open, that the
 * answer is saved. The rest is in announceAfter.ts; time is told by the ring, at 10 s and 5 s only.
 */
import type { AnswerState } from '../../kinds/props.ts';
import type { Scene, You } from '../../../shared/protocol/views.ts';
import type { playWords } from '../../words/en/play.ts';
import type { Screen, Verdict } from './moment.ts';

export interface Announced {
  readonly screen: Screen | 'shut';
  readonly scene: Scene | null;
  readonly you: You | null;
  readonly state: AnswerState | null;
  readonly verdict: Verdict | null;
  /** The question was not told yet: somebody came late, or there was no time to read. */
  readonly isQuestionNew?: boolean;
}

/** Two moments with the same key are one and the same to a listener. */
export function momentKey({ screen, scene, state }: Announced): string {
  return [screen, scene?.index, scene?.item?.step, scene?.pausedAtMs !== null, screen === 'item' ? state : ''].join(
    ' ',
  );
}

/** The sentence for this moment; empty where there is nothing to say. */
export function announcementOf(now: Announced, words: typeof playWords): string {
  const { screen, scene, you } = now;
  if (scene === null || you === null) return '';
  switch (screen) {
    case 'lobby':
      return `${words.lobbyHello(you.name)} ${words.lobbyWait}`;
    case 'item':
      return itemSentence(now, scene, words);
    default:
      return '';
  }
}

function itemSentence({ state, isQuestionNew }: Announced, scene: Scene, words: typeof playWords): string {
  if (scene.pausedAtMs !== null) return words.paused;
  const parts: string[] = [];
  if (isQuestionNew) {
    parts.push(words.position(scene.index + 1, scene.total), scene.item?.text ?? words.readOnScreen);
  }
  if (state === 'open' && scene.item?.asked === true) parts.push(words.openNow);
  if (state === 'saved') parts.push(words.saved);
  if (state === 'closed' && scene.item?.asked === true) parts.push(words.closed);
  return parts.join('. ');
}
