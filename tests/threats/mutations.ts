/**
 * What a hostile client may send, made of what an honest one sends: actions drawn from the schemas themselves, so that a
 * new one is tried without a line here, and then spoilt in their values, their JSON and their packets.
 */
import * as v from 'valibot';
import { hostActionSchema, playerActionSchema } from '../../shared/protocol/messages.ts';
import type { Chance } from './chance.ts';

/** What of a schema is needed to draw from it. */
interface Shape {
  readonly type: string;
  readonly entries?: Readonly<Record<string, Shape>>;
  /** Of a variant: schemas; of a picklist: what there is to pick. */
  readonly options?: readonly (Shape | string)[];
  readonly wrapped?: Shape;
  readonly item?: Shape;
  readonly literal?: unknown;
}

const nested = (depth: number, open = '[', close = ']'): string => open.repeat(depth) + close.repeat(depth);

/** As text, because some cannot be said in another way. */
const hostileJson: readonly string[] = [
  ...['null', 'true', '-1', '0', '1e999', '-1e999', '9007199254740993', '0.1', '[]', '{}', '""', '"__proto__"'],
  ...[
    '"constructor"',
    '"\\u0000"',
    '"\\ud800"',
    '"\\u202e\\u200b"',
    '"../../etc/passwd"',
    '"<img src=x onerror=alert(1)>"',
  ],
  ...['{"__proto__":{"audience":"desk"}}', '{"constructor":{"prototype":{"ok":true}}}', '{"length":4294967295}'],
  ...['{"toString":1,"valueOf":2}', '{"then":1}', '{"_placeholder":true,"num":0}', '{"type":"Buffer","data":[1]}'],
  ...[
    nested(200),
    nested(60, '{"a":', '}').replace('{"a":}', '{}'),
    `"${'x'.repeat(5_000)}"`,
    `[${'0,'.repeat(900)}0]`,
  ],
];

const names = ['Ana', 'Bo', 'ANA', '李', '  ', '\u200b', '__proto__', 'constructor', '=1+1', '🧑‍🧑‍🧒', 'x'.repeat(40)];
const answers: readonly unknown[] = [
  ...[[0], [1], [0, 1], [2, 1, 0], [], 0, 1, 2, null, 'Stockholm', 'To save water', 'a kind of moth', ''],
  ...[[[0]], ['0'], { 0: 1 }, [-1], [0, 0], [1e9]],
];

/** Something of this shape; `key` is the name that it stands under. */
function draw(chance: Chance, shape: Shape, key = ''): unknown {
  switch (shape.type) {
    case 'variant':
      return draw(chance, chance.of((shape.options ?? []).filter((option) => typeof option !== 'string')));
    case 'strict_object':
      return Object.fromEntries(
        Object.entries(shape.entries ?? {}).map(([name, each]) => [name, draw(chance, each, name)]),
      );
    case 'optional':
      return shape.wrapped !== undefined && chance.is(0.5) ? draw(chance, shape.wrapped, key) : undefined;
    case 'literal':
      return shape.literal;
    case 'picklist':
      return chance.of(shape.options ?? ['']);
    case 'boolean':
      return chance.is(0.5);
    case 'array':
      return Array.from({ length: chance.between(1, 4) }, () => (shape.item ? draw(chance, shape.item) : null));
    case 'number':
      return chance.is(0.8) ? chance.below(12) : chance.of([-1, 0.5, 1_000, 15_000, 1e300]);
    case 'string':
      return key === 'ref' ? chance.letters(chance.is(0.7) ? 12 : 1) : chance.of(names);
    default:
      return chance.of(answers);
  }
}

const playerShape: Shape = playerActionSchema;
const hostShape: Shape = hostActionSchema;

/** One of each action, right in form. */
export const everyAction = (chance: Chance): readonly { readonly type: string }[] =>
  [playerActionSchema, hostActionSchema].flatMap(({ options }) =>
    options.map((option) => {
      for (let tries = 0; tries < 1_000; tries++) {
        const drawn = v.safeParse(option, draw(chance, option));
        if (drawn.success) return drawn.output;
      }
      throw new Error(`nothing of the form of "${option.entries.type.literal}" was found`);
    }),
  );

/** After these little can be tried in a room. */
const rare = new Set<unknown>(['end', 'lock', 'guard', 'pause', 'remove', 'clear']);

function drawAction(chance: Chance, isHost: boolean): unknown {
  // Whoever is which: now and then the other one's.
  const shape = isHost !== chance.is(0.1) ? hostShape : playerShape;
  for (;;) {
    const action = draw(chance, shape);
    if (typeof action === 'object' && action !== null && 'type' in action && rare.has(action.type) && chance.is(0.98))
      continue;
    return action;
  }
}

/** One value in the text becomes another; what comes of it need not be JSON. */
function spoil(chance: Chance, json: string): string {
  const at = chance.below(json.length);
  switch (chance.below(5)) {
    case 0:
      return json.replace(/:("[^"]*"|[\d.]+|true|false|null)/g, (whole) =>
        chance.is(0.4) ? `:${chance.of(hostileJson)}` : whole,
      );
    case 1:
      return json.replace(
        /\{/,
        () => `{${chance.of(['"__proto__":{"ok":1}', '"extra":1', '"type":"end"', '"ref":7'])},`,
      );
    case 2:
      return json.replace(/"\w+":/, () => '"":');
    case 3:
      return json.slice(0, at);
    default:
      return json.slice(0, at) + String.fromCharCode(chance.below(0x250)) + json.slice(at + chance.below(3));
  }
}

const events = ['act', 'clock', '__proto__', 'constructor', 'toString', 'error', 'scene', 'gone', ''];
const packets: readonly string[] = [
  ...[
    '',
    '9',
    '4',
    '42',
    '42[',
    '42["act"',
    '42{"a":1}',
    '43',
    '43999["x"]',
    '44{}',
    '45',
    '45-["x"]',
    '46',
    '1',
    '2probe',
    '5',
    '6',
  ],
  ...[
    '451-["act",{"_placeholder":true,"num":0}]',
    '4599999-["x"]',
    '42/other,["act"]',
    '40',
    '40{}',
    '41',
    '2',
    '3',
    '0{"sid":"x"}',
  ],
  ...[
    '42["connect"]',
    '42["disconnect",1]',
    '42["newListener"]',
    '42["act",',
    '42[["act"]]',
    '42[null]',
    '42[7,{}]',
    '4299999999999999999999["clock"]',
    '42-1["clock"]',
    '420["clock"]',
  ],
];

/** Spoilt, and still JSON: what is none ends the connection before anybody looks at it. */
function spoilValue(chance: Chance, json: string): string {
  for (;;) {
    const spoilt = spoil(chance, json);
    try {
      JSON.parse(spoilt);
      return spoilt;
    } catch {
      // The next one may be.
    }
  }
}

/** A packet as the parser takes it, with whatever in it. */
export function drawEvent(chance: Chance, isHost: boolean): string {
  const id = chance.is(0.9) ? String(chance.below(1e6)) : '';
  const luck = chance.random();
  if (luck < 0.5) return `42${id}["act",${JSON.stringify(drawAction(chance, isHost))}]`;
  if (luck < 0.85) return `42${id}["act",${spoilValue(chance, JSON.stringify(drawAction(chance, isHost)))}]`;
  if (luck < 0.9) return `42${id}["clock"]`;
  const values = Array.from({ length: chance.below(4) }, () => `,${chance.of(hostileJson)}`).join('');
  return `42${id}[${JSON.stringify(chance.of(events))}${values}]`;
}

/** Text or bytes, of which most are no packet at all. */
export function drawFrame(chance: Chance, isHost: boolean): string | Buffer {
  const luck = chance.random();
  if (luck < 0.3) return drawEvent(chance, isHost);
  if (luck < 0.6) return `42["act",${spoil(chance, JSON.stringify(drawAction(chance, isHost)))}]`;
  if (luck < 0.8) return chance.of(packets);
  if (luck < 0.97) return chance.bytes(chance.below(200));
  return 'x'.repeat(chance.between(16_000, 40_000));
}

/** What a connection says first, spoilt. */
export const spoiltHello = (chance: Chance, hello: object): string =>
  `40${chance.is(0.5) ? spoil(chance, JSON.stringify(hello)) : chance.of(hostileJson)}`;

/** A JSON body for the API, right or spoilt. */
export function drawBody(chance: Chance): string {
  const body = chance.of<object>([
    { pack: 'own', settings: { speed: 'none' } },
    { pack: '__proto__' },
    { pack: '../../etc/passwd', settings: { constructor: 1 } },
    { word: 'abc' },
    { title: 'Fuzz', items: [{ kind: 'slide', text: 'x' }] },
    { title: 'Fuzz', items: [{ kind: 'choice', text: 'x', options: [{ text: 'a', right: true }, { text: 'b' }] }] },
    { settings: { keep: null } },
  ]);
  const json = JSON.stringify(body);
  return chance.is(0.3) ? chance.of(hostileJson) : spoil(chance, json);
}
