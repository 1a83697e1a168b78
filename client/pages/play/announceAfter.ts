/** What a screen reader is told after a question: the result, the place, the end. Once for each change. */
import type { Scene, You } from '../../../shared/protocol/views.ts';
import type { laterWords } from '../../words/en/later.ts';
import type { Announced } from './announce.ts';
import type { Verdict } from './moment.ts';

/** The sentence for this moment; empty where there is nothing to say. */
export function announcementAfter({ screen, scene, you, verdict }: Announced, words: typeof laterWords): string {
  if (scene === null || you === null) return '';
  switch (screen) {
    case 'result':
      return resultSentence(scene, you, verdict, words);
    case 'standings':
      return [words.standings, rankSentence(you, words)].join('. ');
    case 'podium':
      return [scene.scored ? words.podiumOther : words.unscoredEnd, rankSentence(you, words)].join(' ');
    case 'ended':
      return words.ended;
    default:
      return '';
  }
}

const rankSentence = (you: You, words: typeof laterWords): string =>
  you.rank === null ? '' : words.rank(you.rank, you.players);

function resultSentence(scene: Scene, you: You, verdict: Verdict | null, words: typeof laterWords): string {
  if (verdict === null) return '';
  const points = you.index === scene.index && you.result !== null && scene.scored ? you.result.points : null;
  return [
    words[verdict],
    points === null ? '' : words.gainedSpoken(String(points)),
    scene.scored ? rankSentence(you, words) : '',
    scene.reveal?.explanation ?? '',
  ]
    .filter((part) => part !== '')
    .join('. ');
}
