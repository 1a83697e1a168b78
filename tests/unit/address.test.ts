/** What people type into the address bar, and where it leads. */
import { describe, expect, it } from 'vitest';
import { pathOf, placeOf } from '../../client/address.ts';
import { firstSpoken } from '../../client/language.svelte.ts';

describe('an address', () => {
  it.each([
    ['/', { page: 'join' }],
    ['//', { page: 'join' }],
    ['/K7PXQ3', { page: 'play', code: 'K7PXQ3' }],
    ['/k7pxq3/', { page: 'play', code: 'K7PXQ3' }],
    ['/k7p-xq3', { page: 'play', code: 'K7PXQ3' }],
    ['/K7P%20XQ3', { page: 'play', code: 'K7PXQ3' }],
    ['/stage/k7pxq3', { page: 'stage', code: 'K7PXQ3' }],
    ['/Desk/K7PXQ3', { page: 'desk', code: 'K7PXQ3' }],
    ['/library', { page: 'library' }],
    ['/Library/', { page: 'library' }],
    ['/Account', { page: 'account' }],
    ['/reports', { page: 'reports' }],
    ['/study/feedback-loops', { page: 'study', code: 'feedback-loops' }],
    ['/guide', { page: 'guide' }],
    ['/guide/ice-k7pxq3ab', { page: 'guide', code: 'ice-k7pxq3ab' }],
    ['/study/k7pxq3', { page: 'study', code: 'k7pxq3' }],
  ])('%s leads somewhere', (path, place) => expect(placeOf(path)).toEqual(place));

  it.each([
    ['/nowhere', 'too long for a code'],
    ['/K7PXQ', 'too short for a code'],
    ['/K7PXQA', 'no code has an A'],
    ['/stage', 'a stage needs its room'],
    ['/stage/nowhere', 'no code'],
    ['/play/K7PXQ3', 'a phone has the code alone'],
    ['/stage/K7PXQ3/more', 'too deep'],
    ['/%E0%A4%A', 'half an escape'],
    ['/gallery', 'closed to the public'],
    ['/constructor', 'every object has one'],
    ['/account/me', 'nobody has a page of their own'],
    ['/study', 'it is a pack that is studied'],
    ['/study/Feedback_Loops', 'no pack is called so'],
  ])('%s leads nowhere: %s', (path) => expect(placeOf(path)).toBeNull());

  it('opens the gallery only where it is open', () => {
    expect(placeOf('/gallery', true)).toEqual({ page: 'gallery' });
  });

  it.each(['/', '/K7PXQ3', '/stage/K7PXQ3', '/desk/K7PXQ3', '/library', '/guide', '/guide/ice', '/study/rivers-2'])(
    '%s is in its one form already',
    (path) => {
      const place = placeOf(path);
      expect(place === null ? null : pathOf(place)).toBe(path);
    },
  );
});

describe('the language', () => {
  it.each([
    [['sv-SE', 'en'], 'sv'],
    [['SV'], 'sv'],
    [['de-AT', 'fr', 'sv', 'en'], 'sv'],
    [['de', 'fr'], 'en'],
    [['svk'], 'en'],
    [[], 'en'],
  ])('of a browser that prefers %j is %s', (tags, language) => expect(firstSpoken(tags)).toBe(language));
});
