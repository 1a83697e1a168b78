/** Views are lists of allowed fields: whatever stands in a log, nothing else is ever in one. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { State } from '../../shared/game/state.ts';
import { deskView, sceneView, stageView, youView } from '../../shared/game/views.ts';
import { playOut } from '../support/playing.ts';
import { anyRoom, anySteps, samplePack } from '../support/rooms.ts';

const present = { count: 3, has: () => true };
const words = (list: string): string[] => list.split(' ').filter((word) => word !== '');

const timing = 'opensAtMs closesAtMs pausedAtMs';
const stage =
  `seq phase code title language settings index total locked muted guard scored namesShown players connected names ${timing} ` +
  'item answered skipped reveal standings';
const fields: Record<string, string> = {
  scene: `seq phase title language index total ${timing} item reveal skipped scored`,
  you: 'seq seat name index answer answered step hand result flagged points streak rank players',
  stage,
  desk: `${stage} roster next upNext judging`,
  item: 'kind text face asked worth scored step steps judgeable',
  'scene reveal': 'key explanation',
  'stage reveal': 'key explanation tally right',
  settings: 'speed standings autoAdvance reading phoneText',
  names: 'seat name',
  standings: 'seat name points rank moved streak gained',
  roster: 'seat name points rank connected answered left',
  judging: 'earlier item version answers flagged verdicts leniency',
  result: 'credit points right bonus feedback judged',
};

/** By kind and step: what its own parts may hold, at any depth. */
const kindFields: Record<string, { face: string[]; hand?: string; feedback?: string; key?: string; tally: string }> = {
  slide: { face: ['body'], tally: '' },
  choice: { face: ['options several truth'], tally: '' },
  typed: { face: ['charactersMax'], key: '', tally: 'groups text count right others' },
  poll: { face: ['options several'], tally: '' },
  explain: {
    face: ['charactersMax'],
    feedback: 'points found where span',
    key: 'answer points',
    tally: 'points text found partly examples name credit answers',
  },
  match: { face: ['terms definitions'], tally: 'right answers' },
  bluff: {
    face: ['charactersMax', 'options'],
    hand: 'options id text own',
    feedback: 'found fooled shown knew own',
    tally: 'options id text votes truth names writers common inventions',
  },
  discuss: {
    face: ['charactersMax prompt', 'thoughts'],
    hand: 'thoughts id text',
    feedback: 'likes shown own',
    tally: 'thoughts text likes shown alike name written voted',
  },
};

function allow(where: string, thing: unknown, list: string | undefined): void {
  const allowed = words(list ?? '');
  if (typeof thing !== 'object' || thing === null) return;
  for (const key of Object.keys(thing))
    if (!Array.isArray(thing)) expect(allowed, `${where} has ${key}`).toContain(key);
}

/** Every field name in it, at any depth. */
function allowDeep(where: string, thing: unknown, list: string | undefined): void {
  allow(where, thing, list);
  if (typeof thing === 'object' && thing !== null)
    for (const part of Object.values(thing)) allowDeep(where, part, list);
}

function checkViews(state: State): void {
  const kind = state.items[state.rounds.at(-1)?.item ?? -1]?.kind ?? '';
  const own = kindFields[kind];
  const views = {
    scene: sceneView(state),
    stage: stageView(state, present),
    desk: deskView(state, present),
  } as const;
  for (const [name, view] of Object.entries(views)) {
    allow(name, view, fields[name]);
    allow('item', view.item, fields['item']);
    allowDeep(`${kind} face`, view.item?.face, own?.face[view.item?.step ?? 0]);
    allow(`${name} reveal`, view.reveal, fields[name === 'scene' ? 'scene reveal' : 'stage reveal']);
    allowDeep(`${kind} key`, view.reveal?.key, own?.key);
    if (!('roster' in view) && !('standings' in view)) continue;
    allowDeep(`${kind} tally`, view.reveal?.tally, own?.tally);
    allow('settings', view.settings, fields['settings']);
    for (const row of view.names) allow('names', row, fields['names']);
    for (const row of view.standings) allow('standings', row, fields['standings']);
  }
  for (const row of views.desk.roster) allow('roster', row, fields['roster']);
  allow('judging', views.desk.judging, fields['judging']);
  for (const seat of state.players.keys()) {
    const you = youView(state, seat);
    allow('you', you, fields['you']);
    allowDeep(`${kind} hand`, you?.hand, own?.hand);
    allow('result', you?.result, fields['result']);
    allowDeep(`${kind} feedback`, you?.result?.feedback, own?.feedback);
  }
}

test('no view has a field that is not on its list', () => {
  fc.assert(
    fc.property(anyRoom, anySteps(60), (room, steps) => {
      playOut(room, steps, ({ state }) => checkViews(state));
    }),
    { numRuns: 150 },
  );
});

test('every kind has its list', () => {
  expect(Object.keys(kindFields).sort()).toEqual([...new Set(samplePack.items.map(({ kind }) => kind))].sort());
});
