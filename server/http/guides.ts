/**
 * A study guide that a host brings, as bytes: what is read from it goes back, and nothing is kept. Files are strangers'
 * work: they are read in a thread with limits, one at a time, and what is too much is refused before it is taken in.
 */
import { Router, type Request } from 'express';
import {
  documentBytesMax,
  fileNameCharactersMax,
  guidesComingMax,
  guidesReadAtOnceMax,
  guideTurnMsMax,
} from '../../shared/limits.ts';
import { formOf } from '../reading/documentForm.ts';
import { DocumentRefusal, type DocumentRefusalCode } from '../reading/documentRefusal.ts';
import { documentGuide } from '../reading/documentText.ts';
import { createSlots } from './slots.ts';
import { refuseUnread, takeIn } from './takeIn.ts';

const codes: Readonly<Record<DocumentRefusalCode, readonly [status: number, code: string]>> = {
  damaged: [422, 'guide-damaged'],
  locked: [422, 'guide-locked'],
  notText: [415, 'guide-not-text'],
  unpacksTooLarge: [422, 'guide-unpacks'],
  tooLong: [413, 'guide-too-long'],
  tooManyLines: [413, 'guide-too-long'],
  tooManyParts: [413, 'guide-too-many'],
  noText: [422, 'guide-no-text'],
  tooSlow: [422, 'guide-too-slow'],
  tooHungry: [422, 'guide-too-slow'],
};

/** Only its ending counts. */
function nameIn(request: Request): string {
  const raw = request.get('x-file-name') ?? '';
  try {
    return raw.length > fileNameCharactersMax ? '' : decodeURIComponent(raw);
  } catch {
    return '';
  }
}

export function createGuides(): Router {
  const guides = Router();
  const coming = createSlots(guidesComingMax, 0);
  const reading = createSlots(guidesReadAtOnceMax, guideTurnMsMax);

  guides.post('/', async (request, response) => {
    const refuse = (status: number, error: string): void => refuseUnread(request, response, status, error);
    const done = await coming();
    if (done === null) return refuse(503, 'guide-busy');
    response.once('close', done);
    const bytes = await takeIn(request, documentBytesMax).catch(() => undefined);
    // It broke off: nobody is there to be told.
    if (bytes === undefined) return refuse(400, 'malformed');
    if (bytes === null) return refuse(413, 'guide-too-large');
    const read = await reading();
    if (read === null) return refuse(503, 'guide-busy');
    try {
      response.json(await documentGuide({ form: formOf(nameIn(request), bytes), bytes }));
    } catch (error) {
      if (!(error instanceof DocumentRefusal)) throw error;
      refuse(...codes[error.code]);
    } finally {
      read();
    }
  });
  return guides;
}
