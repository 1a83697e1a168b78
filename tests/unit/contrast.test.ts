/**
 * Every pair of colours that is read or has to be seen, in both themes, worked out from tokens.css by WCAG's formula.
 * Text needs 4.5; what is only seen (rings, marks, edges, the focus) needs 3.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../client/tokens.css', import.meta.url), 'utf8');

type Colours = ReadonlyMap<string, string>;

/** The hex colours that one rule declares. */
function coloursOf(rule: string): Map<string, string> {
  return new Map([...rule.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [name, hex]));
}

function rulesOf(selector: string): string[] {
  return css.split(/}\s*/).flatMap((rule) => {
    const at = rule.lastIndexOf('{');
    const head = rule
      .slice(0, at)
      .split(/[{;]|\*\//)
      .at(-1)
      ?.trim();
    return head === selector ? [rule.slice(at)] : [];
  });
}

/** The plain rule first, then the one for people who asked for more contrast. */
const [light = '', lightMore = ''] = rulesOf(':root');
const [dark = '', darkMore = ''] = rulesOf(":root[data-theme='dark']");
const paper = coloursOf(light);
const night = new Map([...paper, ...coloursOf(dark)]);
const themes: readonly (readonly [string, Colours])[] = [
  ['paper', paper],
  ['night', night],
  ['paper with more contrast', new Map([...paper, ...coloursOf(lightMore)])],
  ['night with more contrast', new Map([...night, ...coloursOf(darkMore)])],
];

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

const surfaces = ['ground', 'surface', 'raised', 'sunken'];
const tones = [0, 1, 2, 3, 4, 5].map((tone) => `tone-${String(tone)}`);
const softs = ['right-soft', 'warn-soft', 'danger-soft'];

/** What is read, on what. */
const texts: readonly (readonly [string, readonly string[]])[] = [
  ['ink', [...surfaces, ...softs, ...tones.map((tone) => `${tone}-soft`)]],
  ['ink-soft', surfaces],
  ['accent', ['ground', 'surface', 'raised']],
  ['right', ['ground', 'surface', 'raised', 'right-soft']],
  ['warn', ['ground', 'surface', 'raised', 'warn-soft']],
  ['danger', ['ground', 'surface', 'raised', 'danger-soft']],
  ['glow-ink', ['glow', 'glow-strong']],
  ['right-ink', ['right']],
  ['danger-ink', ['danger']],
  // Filled with ink, as the switched side of a toggle is.
  ['ground', ['ink', 'accent']],
  ...tones.map((tone) => [`${tone}-ink`, [tone]] as const),
];

/** What has to be seen, on what. */
const marks: readonly (readonly [string, readonly string[]])[] = [
  ['edge', ['ground', 'surface', 'raised', 'sunken']],
  ['focus', [...surfaces, ...tones.map((tone) => `${tone}-soft`)]],
  ['accent', [...surfaces, 'track']],
  ['right', surfaces],
  ...tones.map((tone) => [`${tone}-mark`, ['ground', 'surface', 'raised', `${tone}-soft`]] as const),
];

function tooClose(colours: Colours, pairs: typeof texts, least: number): string[] {
  return pairs.flatMap(([front, backs]) =>
    backs.flatMap((back) => {
      const hexes = [colours.get(front), colours.get(back)];
      if (hexes[0] === undefined || hexes[1] === undefined) return [`${front} on ${back}: no such token`];
      const ratio = contrast(hexes[0], hexes[1]);
      return ratio < least ? [`${front} ${hexes[0]} on ${back} ${hexes[1]}: ${ratio.toFixed(2)}`] : [];
    }),
  );
}

describe.each(themes)('%s', (_name, colours) => {
  it('can be read: 4.5 to 1', () => expect(tooClose(colours, texts, 4.5)).toEqual([]));
  it('can be seen: 3 to 1', () => expect(tooClose(colours, marks, 3)).toEqual([]));
});

describe('the tokens', () => {
  it('are all found, in both themes', () => {
    expect(paper.size).toBeGreaterThan(40);
    expect([...coloursOf(dark).keys()].sort()).toEqual([...paper.keys()].sort());
    expect(coloursOf(lightMore).size).toBeGreaterThan(0);
    expect([...coloursOf(lightMore).keys()]).toEqual([...coloursOf(darkMore).keys()]);
  });

  it('measure as WCAG says', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
    expect(
      tooClose(
        new Map([
          ['a', '#777777'],
          ['b', '#ffffff'],
        ]),
        [['a', ['b']]],
        4.5,
      ),
    ).toHaveLength(1);
  });
});
