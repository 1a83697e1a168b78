/** How a room is played. A pack may suggest settings, the host decides, and the log's first entry keeps them. */
import * as v from 'valibot';

export const settingsSchema = v.strictObject({
  speed: v.pipe(
    v.picklist(['classic', 'gentle', 'none']),
    v.description(
      'classic: the last moment earns half. gentle: the last moment earns nine tenths. none: time does not count.',
    ),
  ),
  standings: v.pipe(
    v.picklist(['each', 'some', 'end', 'none']),
    v.description('When standings are shown: after each scored item, after every third, only at the end, or never.'),
  ),
  autoAdvance: v.pipe(v.boolean(), v.description('The room goes on by itself; the host can still pause or hurry it.')),
  reading: v.pipe(v.boolean(), v.description('Time to read before an item opens.')),
  phoneText: v.pipe(v.boolean(), v.description('Phones show the text of the question too.')),
});

export type Settings = v.InferOutput<typeof settingsSchema>;

export const defaultSettings: Settings = {
  speed: 'classic',
  standings: 'each',
  autoAdvance: false,
  reading: true,
  phoneText: true,
};
