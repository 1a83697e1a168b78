/**
 * What a Redis keeps of what it acknowledged, read from its settings and said in words: each sentence names what may be
 * lost, and when. It changes no setting.
 */
import * as v from 'valibot';

const settingsSchema = v.record(v.string(), v.string());
const names = ['appendonly', 'appendfsync', 'save', 'maxmemory', 'maxmemory-policy'];

/** Empty where nothing that was acknowledged is lost, whatever happens to Redis. Rejects where nobody answers. */
export async function checkPromises(ask: (command: readonly string[]) => Promise<unknown>): Promise<readonly string[]> {
  const settings: Record<string, string> = {};
  try {
    for (const name of names) Object.assign(settings, v.parse(settingsSchema, await ask(['CONFIG', 'GET', name])));
  } catch {
    return ['its settings may not be read (CONFIG GET), so what it keeps is not known'];
  }
  return weakIn(settings);
}

export function weakIn(settings: Readonly<Record<string, string>>): string[] {
  const weak: string[] = [];
  if (settings['appendonly'] === 'no') {
    weak.push(
      settings['save'] === ''
        ? 'appendonly is no and nothing is saved: when Redis stops, all rooms in play are lost'
        : 'appendonly is no: when Redis stops, what came after its last snapshot is lost',
    );
  } else if (settings['appendfsync'] === 'everysec') {
    weak.push('appendfsync is everysec: when Redis fails, up to two seconds of answers may be lost');
  } else if (settings['appendfsync'] === 'no') {
    weak.push('appendfsync is no: when its machine fails, half a minute of answers may be lost');
  }
  const policy = settings['maxmemory-policy'] ?? 'noeviction';
  if (settings['maxmemory'] !== '0' && policy !== 'noeviction')
    weak.push(`maxmemory-policy is ${policy}: when its memory is full, rooms in play may be thrown away`);
  return weak;
}
