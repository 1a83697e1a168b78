/** What a quiz pack is: the schema of a pack file, and the types inferred from it. */
import * as v from 'valibot';
import { guideSchema } from './guide.ts';
import { itemSchema } from './kinds/index.ts';
import { text } from './kinds/kind.ts';
import { descriptionCharactersMax, itemsMax, titleCharactersMax } from './limits.ts';
import { settingsSchema } from './settings.ts';

export const packSchema = v.strictObject({
  $schema: v.optional(v.pipe(v.string(), v.description('The schema that editors check a JSON pack with.'))),
  title: v.pipe(text(titleCharactersMax), v.description('The name of the pack, in the library and on the stage.')),
  description: v.optional(
    v.pipe(
      v.string(),
      v.trim(),
      v.maxLength(descriptionCharactersMax),
      v.description('For the host who chooses: what it is about, for whom, how long.'),
    ),
    '',
  ),
  language: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, '"language" is a code such as en, sv or pt-BR'),
      v.description('Language of the pack, as in HTML: en, sv, de …'),
    ),
    'en',
  ),
  settings: v.optional(
    v.pipe(v.partial(settingsSchema), v.description('How this pack is played unless the host says otherwise.')),
    {},
  ),
  items: v.pipe(
    v.array(itemSchema),
    v.minLength(1),
    v.maxLength(itemsMax),
    v.description('The questions and slides, in the order in which they are played.'),
  ),
  guide: v.optional(v.pipe(guideSchema, v.description('The study guide behind the pack, for the study page.'))),
});

export type Pack = v.InferOutput<typeof packSchema>;
