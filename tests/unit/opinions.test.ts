/** A second opinion in a room: asked once, about sentences alone, shown to the host beside the grader's, and never waited for. */
import { expect, it } from 'vitest';
import { reviewView } from '../../shared/game/review.ts';
import { deskView } from '../../shared/game/views.ts';
import { Opinions, type Adviser } from '../../server/live/opinions.ts';
import { joined, opened, parsePack, Play } from '../support/rooms.ts';

const pack = parsePack({
  title: 'Salt',
  items: [
    { kind: 'explain', text: 'How is salt won?', answer: 'Sea water is led into ponds and evaporates there.' },
    { kind: 'typed', text: 'What is left?', accept: ['Salt'] },
  ],
});

/** Both items were answered by three players, and revealed. */
function played(): Play {
  const play = new Play();
  play.append(opened(pack, { reading: false }));
  for (const at of [0, 1, 2]) play.append(joined(at));
  const answers = ['Sea water evaporates in ponds.', 'By magic', 'By magic'];
  for (const item of [0, 1]) {
    play.append({ type: 'asked', item, leadMs: 0 });
    answers.forEach((answer, seat) =>
      play.append({ type: 'answered', seat, item, answer, tMs: 900, ref: `r${String(item)}${String(seat)}` }),
    );
    play.append({ type: 'closed', item, cause: 'host' });
    play.append({ type: 'revealed', item });
  }
  return play;
}

const nobodyHere = { count: 0, has: () => false };

it('asks once about the different answers to an item of sentences, those in doubt first, and without names', async () => {
  const asked: unknown[] = [];
  const adviser: Adviser = {
    ask: (...what) => {
      asked.push(what);
      return Promise.resolve([null, null]);
    },
  };
  const { state } = played();
  const opinions = new Opinions(adviser, () => {});
  await Promise.all([opinions.ask(state, 0), opinions.ask(state, 0), opinions.ask(state, 1), opinions.ask(state, 7)]);
  expect(asked).toEqual([
    ['How is salt won?', 'Sea water is led into ponds and evaporates there.', expect.arrayContaining(['By magic'])],
  ]);
  expect((asked[0] as [string, string, string[]])[2]).toHaveLength(2);
});

it('shows what came beside each answer and its group, and says that a review from before is out of date', async () => {
  const { state } = played();
  let news = 0;
  const adviser: Adviser = {
    ask: (_question, _reference, answers) =>
      Promise.resolve(answers.map((answer) => (answer === 'By magic' ? { credit: 0.1 } : null))),
  };
  const opinions = new Opinions(adviser, () => (news += 1));
  const before = reviewView(state, 0);
  if (before === null) throw new Error('nothing to review');
  expect(opinions.inReview(before)).toEqual(before);
  await opinions.ask(state, 0);
  expect(news).toBe(1);
  const after = opinions.inReview(before);
  expect(after.version).not.toBe(before.version);
  const magic = after.groups.find(({ text }) => text === 'By magic');
  expect([magic?.opinion, magic?.answers.map(({ opinion }) => opinion)]).toEqual([0.1, [0.1, 0.1]]);
  expect(after.groups.filter(({ text }) => text !== 'By magic').map(({ opinion }) => opinion)).toEqual([undefined]);
  const desk = opinions.inDesk(deskView(state, nobodyHere));
  // The latest is the typed item, about which nobody was asked; the sentences are among the earlier ones.
  expect(desk.judging?.earlier.map(({ version }) => version)).toEqual([after.version]);
  expect(desk.judging?.version).toBe(deskView(state, nobodyHere).judging?.version);
});

it('changes nothing where nobody is named', async () => {
  const { state } = played();
  const opinions = new Opinions(null, () => expect.fail('there is no news'));
  await opinions.ask(state, 0);
  const review = reviewView(state, 0);
  expect(review === null ? null : opinions.inReview(review)).toEqual(review);
});
