/** Something to read or to listen to. It is shown, not asked, and waits for the host. */
import * as v from 'valibot';
import { slideCharactersMax } from '../limits.ts';
import { itemFields, text, windowSeconds, type Kind } from './kind.ts';

const schema = v.pipe(
  v.strictObject({
    kind: v.literal('slide'),
    ...itemFields,
    body: v.optional(
      v.pipe(
        text(slideCharactersMax),
        v.description('The text below the title. An empty line starts a new paragraph.'),
      ),
    ),
    seconds: v.optional(windowSeconds('How long it stands where the room advances by itself, in seconds.'), 15),
  }),
  v.title('Slide'),
  v.description('Something to read. It is shown and not asked.'),
);

export type SlideItem = v.InferOutput<typeof schema>;
export type SlideFace = { body: string };

export const slide: Kind<SlideItem, null, SlideFace, null, null> & { schema: typeof schema } = {
  name: 'slide',
  schema,
  asked: false,
  scored: false,
  timed: false,
  rightFrom: 1,
  deal: (item) => item,
  face: (item) => ({ body: item.body ?? '' }),
  key: () => null,
  parse: () => null,
  grade: () => 0,
  tally: () => null,
};
