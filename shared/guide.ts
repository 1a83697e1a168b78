/**
 * What a pack keeps of the study guide it was made from, for the study page: its questions and answers, its glossary, its
 * essays and its episode. Plain text; it plays no part in a room.
 */
import * as v from 'valibot';
import { text } from './kinds/kind.ts';
import {
  guideEssaysMax,
  guideQuestionsMax,
  guideSourcesMax,
  guideTermsMax,
  guideTextCharactersMax,
  titleCharactersMax,
  transcriptLinesMax,
} from './limits.ts';

const passage = text(guideTextCharactersMax);

const episodeSchema = v.strictObject({
  title: v.pipe(text(titleCharactersMax * 3), v.description('The name of the recording.')),
  description: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(guideTextCharactersMax)), ''),
  durationSeconds: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(86_400))),
  audio: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, 'the name of a file beside the pack, without folders'),
      v.description('The file beside the pack that holds the sound.'),
    ),
  ),
  transcript: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          text: passage,
          atSeconds: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(86_400))),
        }),
      ),
      v.maxLength(transcriptLinesMax),
      v.description('What is said, sentence by sentence, with its moment where it is known.'),
    ),
  ),
});

export const guideSchema = v.strictObject({
  episode: v.optional(episodeSchema),
  questions: v.optional(
    v.pipe(
      v.array(v.strictObject({ text: passage, answer: v.optional(passage) })),
      v.maxLength(guideQuestionsMax),
      v.description('Questions that are answered in a few sentences.'),
    ),
    [],
  ),
  terms: v.optional(
    v.pipe(
      v.array(v.strictObject({ term: text(titleCharactersMax * 2), definition: passage })),
      v.maxLength(guideTermsMax),
      v.description('The glossary.'),
    ),
    [],
  ),
  essays: v.optional(v.pipe(v.array(passage), v.maxLength(guideEssaysMax)), []),
  sources: v.optional(v.pipe(v.array(passage), v.maxLength(guideSourcesMax)), []),
});

export type PackGuide = v.InferOutput<typeof guideSchema>;
