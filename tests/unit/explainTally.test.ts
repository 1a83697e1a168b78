/** What the stage shows of explained answers, and that reading many costs each of them once. */
import { describe, expect, test, vi } from 'vitest';
import * as grading from '../../shared/grading/grade.ts';
import { explain, type ExplainItem } from '../../shared/kinds/explain.ts';
import type { TallyRoom } from '../../shared/kinds/kind.ts';
import { playersMax } from '../../shared/limits.ts';
import { parsePack } from '../support/rooms.ts';

vi.mock('../../shared/grading/grade.ts', async (original) => {
  const real = await original<typeof grading>();
  return { ...real, appraise: vi.fn(real.appraise) };
});

const answer =
  'Trees drop their leaves to save water, which their roots cannot draw from frozen ground. ' +
  'They also lose fewer branches under snow.';
const itemOf = (fields: object = {}): ExplainItem =>
  parsePack({
    title: 'T',
    items: [{ kind: 'explain', text: 'Why do trees drop their leaves in autumn?', answer, ...fields }],
  }).items[0] as ExplainItem;

describe('the tally', () => {
  const roomOf = (said: readonly (string | null)[], hasNames = false, item = itemOf()): TallyRoom => ({
    played: { answers: [said], board: null },
    language: 'en',
    nameOf: (seat) => (hasNames ? `Player ${String(seat)}` : null),
    creditOf: (seat) => (said[seat] == null ? null : explain.grade(item, said[seat])),
  });
  const tallied = (said: readonly (string | null)[], hasNames = false) =>
    explain.tally(
      itemOf(),
      said.filter((each) => each !== null),
      roomOf(said, hasNames),
    );

  test('counts who made each point, in full and in part', () => {
    const item = itemOf({ keyPoints: [{ text: 'Snow breaks fewer bare branches' }] });
    const said = ['Snow breaks fewer bare branches.', 'Snow and branches.', 'No idea.'];
    expect(explain.tally(item, said)).toEqual({
      points: [{ text: 'Snow breaks fewer bare branches', found: 1, partly: 1 }],
      examples: [],
      answers: 3,
    });
  });

  test('shows the three best, best first, the shorter of equals before the longer', () => {
    const { examples } = tallied([
      'Well, all in all: ' + answer,
      'no idea',
      answer,
      'Trees drop their leaves to save water, which roots cannot draw from frozen ground.',
      answer.slice(0, 88),
    ]);
    expect(examples.map(({ text }) => text)[0]).toBe(answer);
    expect(examples).toHaveLength(3);
    expect(examples.map(({ credit }) => credit)).toEqual(examples.map(({ credit }) => credit).sort((a, b) => b - a));
  });

  test('shows the same words once, however many phones sent them', () => {
    const { examples } = tallied([answer, answer.toUpperCase(), answer, 'Trees drop leaves to save water.']);
    expect(examples.filter(({ text }) => text.toLowerCase() === answer.toLowerCase())).toHaveLength(1);
  });

  test('shows no answer that is less than half right, nor of a seat whose text is gone', () => {
    expect(tallied(['no idea', 'Leaves are green.']).examples).toEqual([]);
    expect(tallied([null, answer, null]).examples.map(({ text }) => text)).toEqual([answer]);
  });

  test('names who wrote an example only where the room shows names', () => {
    expect(tallied([answer]).examples[0]?.name).toBeNull();
    expect(tallied(['no idea', answer], true).examples[0]?.name).toBe('Player 1');
  });

  test('follows the host, who has the last word on an example', () => {
    const said = ['Leaves are green.', answer];
    const room = { ...roomOf(said), creditOf: (seat: number) => (seat === 0 ? 1 : 0) };
    expect(explain.tally(itemOf(), said, room).examples.map(({ text }) => text)).toEqual(['Leaves are green.']);
  });

  test('of nobody is none', () => {
    const { points, examples, answers } = tallied([]);
    expect([points.map(({ found }) => found), examples, answers]).toEqual([[0, 0, 0], [], 0]);
  });
});

describe('reading answers', () => {
  const readings = vi.mocked(grading.appraise);
  const readIn = (act: () => void): number => {
    readings.mockClear();
    act();
    return readings.mock.calls.length;
  };

  test('happens once for each, whatever is asked of it and how strict the host is', () => {
    const item = itemOf();
    const said = ['To save water.', 'Snow breaks branches.'];
    expect(readIn(() => said.forEach((each) => explain.grade(item, each)))).toBe(2);
    const again = readIn(() => {
      for (const leniency of [-1, 0, 1]) for (const each of said) explain.grade(item, each, leniency);
      for (const each of said) void [explain.feedback?.(item, each, 0), explain.odd?.(item, each)];
      explain.tally(item, said);
    });
    // The points themselves are read off an empty answer.
    expect(again).toBe(1);
  });

  test('is not mixed up between items of the same answer', () => {
    const [one, other] = [itemOf(), itemOf({ answer: 'The sun sets earlier and less light reaches the leaves.' })];
    expect(explain.grade(one, answer)).toBe(1);
    expect(explain.grade(other, answer)).toBeLessThan(0.5);
  });

  test.each([1_000, playersMax])('is done once for each of %i answers, over grades, slider and tallies', (count) => {
    const item = itemOf();
    const said = Array.from(
      { length: count },
      (_, seat) => `${seat % 2 === 0 ? 'To save water' : 'Because'}, says ${String(seat)}.`,
    );
    const room: TallyRoom = {
      played: { answers: [said], board: null },
      language: 'en',
      nameOf: () => null,
      creditOf: (seat) => explain.grade(item, said[seat] ?? '', 0.5),
    };
    const total = readIn(() => {
      for (const each of said) explain.grade(item, each);
      explain.tally(item, said, room);
      expect(explain.tally(item, said, room).answers).toBe(count);
    });
    expect(total).toBe(count + 1);
  });
});
