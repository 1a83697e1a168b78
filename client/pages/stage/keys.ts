/** Which key does what on the stage. Presentation remotes send Page Down; they work too. */

export const stageCommands = ['next', 'pause', 'extend', 'skip', 'lock', 'mute', 'fullScreen', 'desk', 'keys'] as const;
export type StageCommand = (typeof stageCommands)[number];

const byKey: Readonly<Record<string, StageCommand>> = {
  ' ': 'next',
  enter: 'next',
  arrowright: 'next',
  pagedown: 'next',
  p: 'pause',
  e: 'extend',
  s: 'skip',
  l: 'lock',
  m: 'mute',
  f: 'fullScreen',
  d: 'desk',
  '?': 'keys',
};

/** The keys as the list under "?" shows them, in the order of the list. */
export const keyCaps: Readonly<Record<StageCommand, readonly string[]>> = {
  next: ['space', 'enter', 'right'],
  pause: ['P'],
  extend: ['E'],
  skip: ['S'],
  lock: ['L'],
  mute: ['M'],
  fullScreen: ['F'],
  desk: ['D'],
  keys: ['?'],
};

export type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat'>;

/** `onControl`: the focus is on something that takes Space and Enter itself. */
export function commandOf(press: Press, onControl: boolean): StageCommand | null {
  // Leaning on a key is one press: the room would run through its pack.
  if (press.repeat || press.ctrlKey || press.metaKey || press.altKey) return null;
  const key = press.key.toLowerCase();
  if (onControl && (key === ' ' || key === 'enter')) return null;
  return Object.hasOwn(byKey, key) ? (byKey[key] ?? null) : null;
}
