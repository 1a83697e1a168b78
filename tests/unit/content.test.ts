/** The packs that come with Quizloop: all load, all can be won, all teach, and none gives its answers away. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { kindOf, type Item } from '../../shared/kinds/index.ts';
import type { Json } from '../../shared/kinds/kind.ts';
import type { Pack } from '../../shared/pack.ts';
import { contentFolder } from '../../server/place.ts';
import { loadPacks } from '../../server/store/packs.ts';
import { packJsonSchema, packJsonSchemaUrl } from '../support/packJsonSchema.ts';

const { packs, problems } = await loadPacks([contentFolder]);
const named = (id: string) => packs.find((each) => each.id === id)!;
const scoredItems = (pack: Pack): Item[] => pack.items.filter((item) => kindOf(item).scored);

/** What a player who knows everything would send. */
const bestAnswers = (item: Item): Json[] => (item.kind === 'typed' ? item.accept : [kindOf(item).key(item)]);

describe('the packs that come with Quizloop', () => {
  it('load without a problem', () => {
    expect(problems).toEqual([]);
    expect(packs.map(({ id }) => id).sort()).toEqual([
      'around-the-world',
      'feedback-loops',
      'jorden-runt',
      'retro-uppvarmning',
      'retro-warm-up',
    ]);
  });

  it('tell editors where their schema is', () => {
    for (const { folder } of packs) {
      const [first] = readFileSync(`${folder}/pack.yaml`, 'utf8').split('\n');
      expect(first).toBe('# yaml-language-server: $schema=../pack.schema.json');
    }
  });

  it('have the languages they say', () => {
    expect(packs.filter(({ language }) => language === 'sv').map(({ id }) => id)).toEqual([
      'jorden-runt',
      'retro-uppvarmning',
    ]);
    expect(new Set(packs.map(({ language }) => language))).toEqual(new Set(['en', 'sv']));
  });

  it('give feedback-loops the length and the shape of a live game', () => {
    const { pack, itemCount, minutes } = named('feedback-loops');
    expect(itemCount).toBeGreaterThanOrEqual(16);
    expect(itemCount).toBeLessThanOrEqual(20);
    expect(scoredItems(pack).length).toBeGreaterThanOrEqual(14);
    expect(minutes).toBeGreaterThanOrEqual(10);
    expect(minutes).toBeLessThanOrEqual(14);
    expect(pack.items[0]?.kind).toBe('slide');
    expect(pack.items[1]).toMatchObject({ points: 0 });
    expect(pack.items.at(-1)).toMatchObject({ points: 2 });
    expect(new Set(pack.items.map(({ kind }) => kind))).toEqual(new Set(['slide', 'choice', 'typed', 'poll']));
  });

  it.each(['around-the-world', 'jorden-runt'])('give %s a lesson’s length', (id) => {
    const { itemCount, minutes, scored } = named(id);
    expect(scored).toBe(true);
    expect(itemCount).toBeGreaterThanOrEqual(14);
    expect(minutes).toBeGreaterThanOrEqual(8);
    expect(minutes).toBeLessThanOrEqual(14);
  });

  it.each(['retro-warm-up', 'retro-uppvarmning'])('score nothing in %s', (id) => {
    const { pack, scored, minutes } = named(id);
    expect(scored).toBe(false);
    expect(pack.settings).toMatchObject({ speed: 'none', standings: 'none' });
    expect(pack.items.every((item) => !kindOf(item).scored)).toBe(true);
    expect(minutes).toBeLessThanOrEqual(8);
  });
});

describe.each(packs.map(({ id, pack }) => [id, pack] as const))('%s', (_id, pack) => {
  const scored = scoredItems(pack);

  it('explains every scored item', () => {
    for (const item of scored) {
      expect(item.explanation ?? '', item.text).toMatch(/[.!?]$/);
      expect(item.explanation!.length, `read out in 25 s: ${item.text}`).toBeLessThanOrEqual(280);
    }
  });

  it('can be won', () => {
    for (const item of scored) {
      const kind = kindOf(item);
      for (const best of bestAnswers(item)) {
        const answer = kind.parse(item, best);
        expect(answer, `${item.text}: ${JSON.stringify(best)}`).not.toBeNull();
        expect(kind.grade(item, answer), `${item.text}: ${JSON.stringify(best)}`).toBe(1);
      }
    }
  });

  it('refuses what it lists as look-alikes', () => {
    for (const item of scored) {
      for (const wrong of item.kind === 'typed' ? item.reject : []) {
        expect(kindOf(item).grade(item, kindOf(item).parse(item, wrong)), `${item.text}: ${wrong}`).toBe(0);
      }
    }
  });

  it('has no two options alike', () => {
    for (const item of pack.items) {
      const options = 'options' in item ? (item.options ?? []).map((each) => textOf(each).toLowerCase()) : [];
      expect(new Set(options).size, item.text).toBe(options.length);
    }
  });

  it('fits a stage', () => {
    for (const item of pack.items) {
      expect(item.text.length, item.text).toBeLessThanOrEqual(140);
      const options = 'options' in item ? (item.options ?? []).map(textOf) : [];
      for (const option of options) expect(option.length, option).toBeLessThanOrEqual(70);
      if (item.kind === 'slide') expect(item.body?.length ?? 0, item.text).toBeLessThanOrEqual(400);
    }
  });

  it('does not give its answers away by their length', () => {
    const single = pack.items.flatMap((item) =>
      item.kind === 'choice' && item.options?.filter(({ right }) => right).length === 1 ? [item.options] : [],
    );
    const longest = single.filter((options) => {
      const most = Math.max(...options.map(({ text }) => text.length));
      return options.find(({ right }) => right)?.text.length === most;
    });
    if (single.length > 0) expect(longest.length / single.length).toBeLessThanOrEqual(0.45);
  });
});

describe('pack.schema.json', () => {
  it('is what the pack schema says', () => {
    expect(readFileSync(packJsonSchemaUrl, 'utf8') === packJsonSchema(), 'run npm run schema').toBe(true);
  });

  it('knows the fields of every kind, and lets defaults be left out', () => {
    const schema = JSON.parse(packJsonSchema()) as {
      additionalProperties: boolean;
      required: string[];
      properties: { items: { items: { oneOf: { required: string[]; additionalProperties: boolean }[] } } };
    };
    expect(schema.required).toEqual(['title', 'items']);
    expect(schema.additionalProperties).toBe(false);
    const kinds = schema.properties.items.items.oneOf;
    expect(kinds.map(({ required }) => required.join(' '))).toEqual([
      'kind text',
      'kind text accept',
      'kind text answer',
      'kind text pairs',
      'kind text truth',
      'kind text options',
      'kind text',
      'kind text',
    ]);
    expect(kinds.every(({ additionalProperties }) => !additionalProperties)).toBe(true);
  });
});

function textOf(option: string | { text: string }): string {
  return typeof option === 'string' ? option : option.text;
}
