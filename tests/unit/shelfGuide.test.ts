/** The browser's side of a study guide: what is sent, what outlives a reload, and what the host's hand leaves alone. */
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { drafts } from '../../client/live/drafts.ts';
import { Host } from '../../client/live/host.ts';
import { createKeep } from '../../client/live/keep.ts';
import { lineRanges, short, textsAt } from '../../client/pages/guide/places.ts';
import { Making } from '../../client/pages/guide/making.svelte.ts';
import { Trial } from '../../client/pages/guide/trial.svelte.ts';
import { richText } from '../../client/pages/library/pasted.ts';
import { itemSchema, kindOf, type Item } from '../../shared/kinds/index.ts';
import { guideBytesMax } from '../../shared/limits.ts';
import type { StudyGuide } from '../../shared/studyguide/guide.ts';
import { readStudyGuide } from '../../shared/studyguide/read.ts';

const terms = [
  ['Firn', 'Old snow that has outlived at least one summer and become hard.'],
  ['Esker', 'A long ridge of gravel and sand that a river below a glacier left behind.'],
  ['Moraine', 'Rocks and earth that a glacier carries along and leaves at its edges.'],
  ['Cirque', 'A hollow with steep walls, where a glacier begins high up on a mountain.'],
  ['Crevasse', 'A deep crack in the surface of a glacier, made where the ice is stretched.'],
  ['Drumlin', 'A long hill shaped like an egg, made of what moving ice has left.'],
] as const;
const text = `Ice Study Guide\n\nGlossary\n\n${terms.map(([term, means]) => `${term}: ${means}`).join('\n')}\n`;
const { guide } = readStudyGuide(text) as { guide: StudyGuide };

const itemOfKind = (raw: v.InferInput<typeof itemSchema>): Item => v.parse(itemSchema, raw);

const textsOf = (making: Making): string[] => making.entries.map(({ item }) => item.text);

async function drawn(): Promise<Making> {
  const making = Making.of({ name: 'ice.md', guide, language: 'en', seed: 1 });
  await making.draw();
  return making;
}

describe('a guide that is sent', () => {
  const answer = (status: number, body: unknown): Response => new Response(JSON.stringify(body), { status });
  const hostWith = (answers: readonly Response[]): { host: Host; asked: RequestInit[] } => {
    const asked: RequestInit[] = [];
    const none = (): Storage => {
      throw new Error('no storage here');
    };
    const host = new Host(createKeep(none), (_input, init) => {
      asked.push(init ?? {});
      return Promise.resolve(answers[asked.length - 1] ?? answer(500, {}));
    });
    return { host, asked };
  };
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('goes with its name, whatever signs are in it', async () => {
    const { host, asked } = hostWith([answer(200, { guide, language: 'en' })]);
    expect(await host.readGuide('is & snö.md', text)).toMatchObject({ ok: true, value: { language: 'en' } });
    expect(new Headers(asked[0]?.headers).get('x-file-name')).toBe('is%20%26%20sn%C3%B6.md');
    expect(asked[0]?.body).toBe(text);
  });

  it('is sent again while another one is being read', async () => {
    const busy = (): Response => answer(503, { error: 'guide-busy' });
    const { host, asked } = hostWith([busy(), busy(), answer(200, { guide, language: 'en' })]);
    const told = host.readGuide('ice.md', text);
    await vi.runAllTimersAsync();
    expect(await told).toMatchObject({ ok: true });
    expect(asked).toHaveLength(3);
  });

  it('is given up after a while, and told why', async () => {
    const { host, asked } = hostWith(Array.from({ length: 20 }, () => answer(503, { error: 'guide-busy' })));
    const told = host.readGuide('ice.md', text);
    await vi.runAllTimersAsync();
    expect(await told).toEqual({ ok: false, why: 'guide-busy' });
    expect(asked.length).toBeLessThan(12);
  });
});

describe('what comes with a paste', () => {
  it('is used where it has headings, lists or bold words', () => {
    expect(richText('<h2>Quiz</h2>')).toBe('<h2>Quiz</h2>');
    expect(richText('<p><strong>Firn:</strong> old snow</p>')).not.toBeNull();
  });

  it('is not where it only has colours, as from an editor of code', () => {
    expect(richText('<div style="color:#fff"><span># Quiz</span></div>')).toBeNull();
    expect(richText('')).toBeNull();
  });

  it('leaves pictures behind, and counts without them', () => {
    const picture = `<img src="data:image/png;base64,${'A'.repeat(guideBytesMax)}">`;
    expect(richText(`<li>Firn</li>${picture}`)).toBe('<li>Firn</li><img >');
    expect(richText(`<li>${'å'.repeat(guideBytesMax / 2)}</li>`)).toBeNull();
  });
});

describe('places in a guide', () => {
  it('are told as people say lines', () => {
    expect(lineRanges([3, 7, 8, 9, 12])).toBe('3, 7–9, 12');
    expect(lineRanges([])).toBe('');
  });

  it('are shown by what stands there', () => {
    expect(textsAt(guide, [6])).toEqual([`Esker: ${terms[1][1]}`]);
    expect(short('x'.repeat(100))).toHaveLength(70);
  });
});

describe('a quiz in the making', () => {
  it('is drawn from the guide, and outlives a reload', async () => {
    const making = await drawn();
    expect(making.title).toBe('Ice Study Guide');
    expect(making.entries.length).toBeGreaterThan(2);
    expect(making.isPlayable).toBe(true);
    const draft = drafts.get();
    if (draft === null) throw new Error('nothing was kept');
    const again = Making.of(draft);
    expect(again.pack).toEqual(making.pack);
    expect(again.capacity).toEqual(making.capacity);
  });

  it('keeps what was changed by hand through another draw, also after a reload', async () => {
    const making = await drawn();
    const [first] = making.entries;
    if (first === undefined) throw new Error('nothing was drawn');
    making.change(first.key, { ...first.item, text: 'By hand' });
    const again = Making.of(drafts.get()!);
    await again.drawAgain();
    expect(textsOf(again)[0]).toBe('By hand');
    expect(again.entries.filter(({ mark }) => mark === first.mark)).toHaveLength(1);
  });

  it('brings back what was taken out, and nothing else does', async () => {
    const making = await drawn();
    const before = textsOf(making);
    const second = making.entries[1]!;
    making.remove(second.key);
    expect(textsOf(making)).not.toContain(second.item.text);
    making.restore();
    expect(textsOf(making)).toEqual(before);
    making.remove(second.key);
    await making.draw();
    expect(making.entries.map(({ mark }) => mark)).not.toContain(second.mark);
  });

  it('cannot be played while an item is not complete', async () => {
    const making = await drawn();
    const [first] = making.entries;
    making.change(first!.key, { ...first!.item, text: '' });
    expect(making.isPlayable).toBe(false);
  });

  it('takes a mix as it was asked for', async () => {
    const making = await drawn();
    const [[name = ''] = []] = Object.entries(making.capacity ?? {}).filter(([, most]) => most > 2);
    making.length = { counts: { [name]: 2 } };
    await making.draw();
    expect(making.entries.map(({ item }) => kindOf(item).name)).toEqual([name, name]);
  });

  it('says so where there is nothing to play', async () => {
    const { guide: prose } = readStudyGuide('Glaciers flow like very slow rivers.\n') as { guide: StudyGuide };
    const making = Making.of({ name: '', guide: prose, language: 'en' });
    await making.draw();
    expect(making.isEmpty).toBe(true);
    expect(making.isPlayable).toBe(false);
  });

  it('does not take what somebody else put there for a draft', () => {
    drafts.set('', { name: '', guide, language: 'en' });
    expect(drafts.get()).not.toBeNull();
    expect(drafts.get('no-such')).toBeNull();
    drafts.set('', { name: '', guide: {} as StudyGuide, language: 'en' });
    expect(drafts.get()).toBeNull();
  });
});

describe('an item that is tried', () => {
  it('is graded by its own kind', () => {
    const item = itemOfKind({ kind: 'typed', text: 'Old snow?', accept: ['firn'] });
    const right = new Trial(item, 'en', 1);
    expect(right.state).toBe('open');
    expect(right.answer('Firn')).toBe(true);
    expect({ state: right.state, credit: right.you?.result?.credit }).toEqual({ state: 'revealed', credit: 1 });
    const wrong = new Trial(item, 'en', 1);
    wrong.answer('ice');
    expect(wrong.you?.result?.credit).toBe(0);
  });

  it('refuses what is no answer, and stays open', () => {
    const trial = new Trial(itemOfKind({ kind: 'typed', text: 'Old snow?', accept: ['firn'] }), 'en', 1);
    expect(trial.answer('')).toBe(false);
    expect(trial.state).toBe('open');
  });

  it('stops after the first step where the next is about what others wrote', () => {
    const item: Item = itemOfKind({ kind: 'discuss', text: 'What does the ice tell us?' });
    const trial = new Trial(item, 'en', 1);
    expect(trial.answer('That it was cold.')).toBe(true);
    expect({ state: trial.state, isHalf: trial.isHalf }).toEqual({ state: 'saved', isHalf: true });
  });
});
