/** What a screen reader says, once, when the stage turns: one sentence a change, never a running commentary. */
import type { Stage } from '../../../shared/protocol/views.ts';
import type { stageWords } from '../../words/en/stage.ts';
import { askedKeyOf, partOf, screenOf, stepOf } from './moment.ts';

type Words = typeof stageWords;

/** Changes exactly when there is something new to say. */
export function momentKey(stage: Stage, nowMs: number): string {
  const screen = screenOf(stage);
  return screen === 'question'
    ? `${screen} ${askedKeyOf(stage)} ${stepOf(stage, nowMs)}`
    : `${screen} ${String(stage.index)}`;
}

export function announcementOf(stage: Stage, nowMs: number, words: Words): string {
  switch (screenOf(stage)) {
    case 'lobby':
      return `${stage.title}. ${words.codeSpoken([...stage.code].join(' '))}`;
    case 'question':
      return ofQuestion(stage, nowMs, words);
    case 'standings':
      return [words.standings, ...stage.standings.slice(0, 3).map((row) => `${String(row.rank)} ${row.name}`)].join(
        '. ',
      );
    case 'podium':
      return [
        words.podium,
        ...stage.standings.filter((row) => row.rank <= 3).map((row) => `${String(row.rank)} ${row.name}`),
      ].join('. ');
    case 'closing':
      return stage.scored ? words.noPlaces : words.unscoredTitle;
    case 'ended':
      return words.endedTitle;
  }
}

function ofQuestion(stage: Stage, nowMs: number, words: Words): string {
  const position = words.progress(stage.index + 1, stage.total);
  const text = stage.item?.text ?? '';
  switch (stepOf(stage, nowMs)) {
    case 'reading':
    case 'shown':
      // The text was said when the first step came.
      return partOf(stage.item) === 'vote' ? words.saidVoteNext : `${position}. ${text}`;
    case 'open':
      return partOf(stage.item) === 'vote' ? words.saidVoteOpen : words.saidOpen;
    case 'closed':
      return words.timeUp;
    case 'revealed': {
      const { reveal } = stage;
      if (reveal === null) return '';
      const share = reveal.right === null ? words.theRoomSays : words.rightShare(reveal.right, stage.answered);
      return [words.saidRevealed, share, reveal.explanation ?? ''].filter((part) => part !== '').join('. ');
    }
    case 'skipped':
      return words.skipped;
  }
}
