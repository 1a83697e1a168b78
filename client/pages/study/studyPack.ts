/** The pack that is studied, as the server gives it, checked; and what a host may do with its sound. No call throws. */
import * as v from 'valibot';
import { guideSchema } from '../../../shared/guide.ts';
import { itemSchema } from '../../../shared/kinds/index.ts';
import { audioBytesMax } from '../../../shared/limits.ts';
import { host } from '../../live/host.ts';

const studySchema = v.object({
  id: v.string(),
  title: v.string(),
  description: v.string(),
  language: v.string(),
  guide: v.nullable(guideSchema),
  items: v.array(itemSchema),
  audio: v.nullable(v.object({ file: v.string(), bytes: v.number(), version: v.string() })),
  isOwn: v.boolean(),
});
export type StudyPack = v.InferOutput<typeof studySchema>;
export type Sound = NonNullable<StudyPack['audio']>;

export type Loaded =
  | { readonly ok: true; readonly pack: StudyPack }
  | { readonly ok: false; readonly why: 'no-such-pack' | 'too-many' | 'unreachable' };

export async function loadStudy(id: string): Promise<Loaded> {
  try {
    const response = await fetch(`/api/study/${encodeURIComponent(id)}`);
    if (response.status === 404) return { ok: false, why: 'no-such-pack' };
    if (response.status === 429) return { ok: false, why: 'too-many' };
    const parsed = v.safeParse(studySchema, await response.json());
    return parsed.success ? { ok: true, pack: parsed.output } : { ok: false, why: 'unreachable' };
  } catch {
    return { ok: false, why: 'unreachable' };
  }
}

/** Another address for other content, so that what is kept under it can never be old. */
export const soundUrl = (id: string, { file, version }: Sound): string =>
  `/media/${encodeURIComponent(id)}/${encodeURIComponent(file)}?v=${encodeURIComponent(version)}`;

export const soundFaults = [
  'audio-too-large',
  'audio-unknown',
  'not-own-pack',
  'not-allowed',
  'sign-in-needed',
  'disk-full',
  'unreachable',
] as const;
export type SoundFault = (typeof soundFaults)[number];

/** Null when it is done. `onshare`: how much of it is sent, 0 to 1. */
export function sendSound(id: string, file: Blob, onshare: (share: number) => void): Promise<SoundFault | null> {
  if (file.size > audioBytesMax) return Promise.resolve('audio-too-large');
  // Not fetch, which cannot tell how much is sent.
  const sending = new XMLHttpRequest();
  sending.open('PUT', soundAddress(id));
  sending.setRequestHeader('content-type', 'application/octet-stream');
  const { bearer } = host;
  if (bearer !== null) sending.setRequestHeader('authorization', `Bearer ${bearer}`);
  sending.upload.addEventListener('progress', ({ loaded, total }) => onshare(total === 0 ? 0 : loaded / total));
  return new Promise((resolve) => {
    sending.addEventListener('load', () => resolve(sending.status === 200 ? null : faultIn(sending.responseText)));
    for (const event of ['error', 'abort', 'timeout']) sending.addEventListener(event, () => resolve('unreachable'));
    sending.send(file);
  });
}

export async function removeSound(id: string): Promise<SoundFault | null> {
  try {
    const { bearer } = host;
    const headers = bearer === null ? {} : { authorization: `Bearer ${bearer}` };
    const response = await fetch(soundAddress(id), { method: 'DELETE', headers });
    return response.ok ? null : faultIn(await response.text());
  } catch {
    return 'unreachable';
  }
}

const soundAddress = (id: string): string => `/api/packs/${encodeURIComponent(id)}/audio`;

function faultIn(body: string): SoundFault {
  return soundFaults.find((fault) => body.includes(`"${fault}"`)) ?? 'unreachable';
}
