/** What the study page works out by itself: moments of a transcript, the sleep timer, progress as a file, figures. */
import { describe, expect, it } from 'vitest';
import { createKeep, type Keep } from '../../client/live/keep.ts';
import { clockOf, sizeOf, waitOf, wordCount } from '../../client/pages/study/figures.ts';
import { keyOf, Progress } from '../../client/pages/study/progress.svelte.ts';
import { fadeMs, SleepTimer } from '../../client/pages/study/sleep.ts';
import { linesOf, passageAt, passagesOf, sentencesOf } from '../../client/pages/study/times.ts';
import type { PackGuide } from '../../shared/guide.ts';
import { essayDraftCharactersMax } from '../../shared/limits.ts';
import { MemoryStorage } from '../support/memoryStorage.ts';

const guide = (change: Partial<PackGuide> = {}): PackGuide => ({
  questions: [],
  terms: [],
  essays: [],
  sources: [],
  ...change,
});
const moments = (lines: Parameters<typeof passagesOf>[0], total: number | null) =>
  passagesOf(lines, total).map(({ atSeconds }) => Math.round(atSeconds * 10) / 10);

describe('the moments of a transcript', () => {
  it('are shared by letters where none is known', () => {
    expect(moments([{ text: 'aaaa' }, { text: 'bb' }, { text: 'cccccc' }], 60)).toEqual([0, 20, 30]);
  });

  it('are the known ones, and between them by letters', () => {
    const lines = [{ text: 'a', atSeconds: 2 }, { text: 'bbb' }, { text: 'c', atSeconds: 10 }, { text: 'ddd' }];
    expect(moments(lines, 18)).toEqual([2, 4, 10, 12]);
  });

  it('never go back, whatever the file says', () => {
    const lines = [
      { text: 'a' },
      { text: 'b', atSeconds: 8 },
      { text: 'c', atSeconds: 3 },
      { text: 'd', atSeconds: 9 },
    ];
    const all = moments(lines, 12);
    expect(all).toEqual([...all].sort((a, b) => a - b));
  });

  it('stay within the recording where the transcript is of a longer one', () => {
    const lines = [
      { text: 'a', atSeconds: 0 },
      { text: 'b', atSeconds: 90 },
      { text: 'c', atSeconds: 95 },
    ];
    expect(Math.max(...moments(lines, 60))).toBeLessThan(60);
  });

  it('go on at the pace of speech where the length is not known', () => {
    expect(moments([{ text: 'x'.repeat(150) }, { text: 'y' }], null)).toEqual([0, 10.9]);
  });

  it('of nothing are none', () => expect(passagesOf([], 60)).toEqual([]));

  it('say which passage is being said', () => {
    const passages = passagesOf([{ text: 'aa' }, { text: 'bb' }, { text: 'cc' }], 30);
    expect([0, 9.8, 10, 10.5, 19.9, 20, 99].map((at) => passageAt(passages, at))).toEqual([0, 0, 1, 1, 1, 2, 2]);
    expect(passageAt([], 5)).toBe(0);
  });
});

describe('what is read', () => {
  it('is the transcript, sentence by sentence, each paragraph with its moment', () => {
    const episode = {
      title: 'x',
      description: '',
      transcript: [{ text: 'One. Two!', atSeconds: 4 }, { text: 'Three?' }],
    };
    expect(linesOf(guide({ episode }), 'en')).toEqual([
      { text: 'One.', atSeconds: 4 },
      { text: 'Two!' },
      { text: 'Three?' },
    ]);
  });

  it('is the description and the glossary where there is no transcript', () => {
    const episode = { title: 'x', description: 'On rivers.' };
    const terms = [{ term: 'Delta', definition: 'Where it ends.' }];
    expect(linesOf(guide({ episode, terms }), 'en').map(({ text }) => text)).toEqual([
      'On rivers.',
      'Delta: Where it ends.',
    ]);
    expect(linesOf(null, 'en')).toEqual([]);
  });

  it('is cut where no voice would come to the end', () => {
    const long = `${'word '.repeat(40)}and, ${'more '.repeat(60)}end.`;
    const parts = sentencesOf(long, 'en');
    expect(Math.max(...parts.map(({ length }) => length))).toBeLessThanOrEqual(280);
    expect(parts.join(' ').replace(/\s+/g, ' ')).toBe(long.replace(/\s+/g, ' '));
    expect(sentencesOf('x'.repeat(700), 'en').join('')).toBe('x'.repeat(700));
  });
});

describe('the sleep timer', () => {
  const heard = (nowMs: number, restMs: number | null = 900_000) => ({ nowMs, restMs });

  it('stops once, after its minutes and not before', () => {
    const timer = new SleepTimer();
    timer.set(5, 1_000);
    expect(timer.stops(heard(300_999))).toBe(false);
    expect(timer.stops(heard(301_000))).toBe(true);
    expect(timer.stops(heard(301_001))).toBe(false);
    expect(timer.sleep).toBeNull();
  });

  it('grows quiet at its end, and is as loud as ever before', () => {
    const timer = new SleepTimer();
    timer.set(10, 0);
    expect(timer.loudness(heard(600_000 - fadeMs))).toBe(1);
    expect(timer.loudness(heard(600_000 - fadeMs / 2))).toBe(0.5);
    expect(timer.loudness(heard(600_000))).toBe(0);
  });

  it('stops at once where the device slept past its end', () => {
    const timer = new SleepTimer();
    timer.set(15, 0);
    expect(timer.stops(heard(99_999_999))).toBe(true);
  });

  it('for the end of the episode grows quiet there, and lets it end by itself', () => {
    const timer = new SleepTimer();
    timer.set('end', 0);
    expect(timer.loudness(heard(99_999_999, 60_000))).toBe(1);
    expect(timer.loudness(heard(0, fadeMs / 4))).toBe(0.25);
    expect(timer.stops(heard(0, 0))).toBe(false);
    timer.ended();
    expect(timer.sleep).toBeNull();
  });

  it('is not heard where it is off, or the end is not known', () => {
    const timer = new SleepTimer();
    expect(timer.loudness(heard(0, 0))).toBe(1);
    timer.set('end', 0);
    expect(timer.loudness(heard(0, null))).toBe(1);
  });
});

describe('progress', () => {
  const freshKeep = (): Keep => createKeep(() => storage);
  let storage = new MemoryStorage();
  const filled = (): Progress => {
    storage = new MemoryStorage();
    const progress = new Progress('rivers', freshKeep());
    progress.listen({ atSeconds: 12.5, plays: 2, rate: 1.5 });
    progress.note('item', 0.5);
    progress.draft('essay', 'Rivers are old.');
    return progress;
  };

  it('survives a reload', () => {
    filled();
    const again = new Progress('rivers', freshKeep());
    expect(again.listened).toEqual({ atSeconds: 12.5, finished: false, plays: 2, rate: 1.5 });
    expect(again.drafts).toEqual({ essay: 'Rivers are old.' });
  });

  it('of one pack is not that of another', () => {
    filled();
    expect(new Progress('lakes', freshKeep()).isEmpty).toBe(true);
  });

  it('goes away as a file and comes back as it was', () => {
    const file = filled().give('Rivers');
    storage = new MemoryStorage();
    const elsewhere = new Progress('rivers', freshKeep());
    expect(elsewhere.take(file)).toBe('done');
    expect(elsewhere.give('Rivers')).toBe(file);
    expect(new Progress('rivers', freshKeep()).tried).toEqual({ item: 0.5 });
  });

  it.each([
    ['not JSON', '{', 'not-progress'],
    ['another program’s', '{"cards":[]}', 'not-progress'],
    ['null', 'null', 'not-progress'],
    ['huge', ' '.repeat(4_000_001), 'too-large'],
  ])('refuses a file that is %s, and stays as it was', (_, content, why) => {
    const progress = filled();
    expect(progress.take(content)).toBe(why);
    expect(progress.listened.plays).toBe(2);
  });

  it('refuses a file of another pack, and one whose numbers are none', () => {
    const progress = filled();
    expect(progress.take(progress.give('x').replace('"pack": "rivers"', '"pack": "lakes"'))).toBe('other-pack');
    expect(progress.take(progress.give('x').replace('"plays": 2', '"plays": -2'))).toBe('not-progress');
    expect(progress.take(progress.give('x').replace('"rate": 1.5', '"rate": 99'))).toBe('not-progress');
  });

  it('begins anew where what is kept cannot be read', () => {
    storage = new MemoryStorage();
    storage.setItem('quizloop.study.rivers', '{"listened":7}');
    expect(new Progress('rivers', freshKeep()).isEmpty).toBe(true);
  });

  it('is forgotten when that is asked for', () => {
    filled().forget();
    expect(storage).toHaveLength(0);
    expect(new Progress('rivers', freshKeep()).isEmpty).toBe(true);
  });

  it('keeps drafts up to their bound, and none that is empty', () => {
    const progress = filled();
    progress.draft('essay', 'x'.repeat(essayDraftCharactersMax + 5));
    expect(progress.drafts.essay).toHaveLength(essayDraftCharactersMax);
    progress.draft('essay', '');
    expect(progress.drafts).toEqual({});
  });

  it('tells texts apart by short keys', () => {
    const keys = Array.from({ length: 20_000 }, (_, at) => keyOf(`t Term ${String(at)}`));
    expect(new Set(keys).size).toBe(keys.length);
    expect(Math.max(...keys.map(({ length }) => length))).toBeLessThanOrEqual(20);
  });
});

describe('figures', () => {
  it('are times as players show them', () => {
    expect([0, 7.9, 876, 3_723, -1].map(clockOf)).toEqual(['0:00', '0:07', '14:36', '1:02:03', '0:00']);
  });

  it('are sizes and waits in the language of the page', () => {
    expect(sizeOf(182_758, 'en')).toBe('183 kB');
    expect(sizeOf(40_100_000, 'sv').replace(/\s/u, ' ')).toBe('40,1 MB');
    expect(waitOf(20_000, 'en')).toBe('1 min');
    expect(waitOf(3 * 86_400_000, 'en')).toBe('3 days');
  });

  it('count words as writers do', () => {
    expect(wordCount('')).toBe(0);
    expect(wordCount('  Rivers – old ones –\n are 2 km wide. ')).toBe(7);
  });
});
