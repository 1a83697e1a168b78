/** Plays a list of steps out in a room in memory: what they name, and what a host and players would sensibly do then. */
import { seededRandom } from '../../shared/game/random.ts';
import { roundOf } from '../../shared/game/state.ts';
import { nextSteps } from '../../shared/game/steps.ts';
import { sceneView, youView } from '../../shared/game/views.ts';
import { answerTo } from './personality.ts';
import { joined, openedRoom, placed, Play, type AnyRoom, type Step } from './rooms.ts';

function take(play: Play, step: Step): void {
  play.pass(step.passMs);
  if ('body' in step) play.append(placed(step.body, play.state));
  else if (step.sensible === 'next') for (const body of nextSteps(play.state, 500)) play.append(body);
  else if (step.sensible === 'answers') everybodyAnswers(play);
  else if (step.sensible === 'judge') judge(play);
}

function everybodyAnswers(play: Play): void {
  const { item, step } = roundOf(play.state) ?? { item: 0, step: 0 };
  play.state.players.forEach((_, seat) => {
    const view = sceneView(play.state).item;
    const hand = youView(play.state, seat)?.hand ?? null;
    const answer = view === null ? null : answerTo(view, seededRandom(item, seat), hand);
    const ref = `s${String(seat)} ${String(step)}`;
    play.append({ type: 'answered', seat, item, step, answer, tMs: 1_000 * (seat + 1), ref });
  });
}

/** A verdict on the item on the screens, or, after two, the undoing of the last. */
function judge(play: Play): void {
  const { item, verdicts } = roundOf(play.state) ?? { item: 0, verdicts: [] };
  if (verdicts.length === 2) play.append({ type: 'unjudged', item });
  else play.append({ type: 'judged', item, seats: [verdicts.length, 2], credit: 1 - verdicts.length / 2 });
}

export function playOut(
  room: AnyRoom,
  steps: readonly Step[],
  check: (play: Play) => void = () => {},
  play = new Play(),
): Play {
  play.append(openedRoom(room));
  for (let at = 0; at < 3; at++) play.append(joined(at));
  for (const step of steps) {
    take(play, step);
    check(play);
  }
  return play;
}
