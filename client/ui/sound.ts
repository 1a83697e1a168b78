/**
 * The sounds of the stage, synthesised: nothing is fetched. A browser lets a page sound only after somebody touched
 * it; until then, and while muted, playing does nothing.
 */

interface Note {
  readonly hz: number;
  readonly atMs: number;
  readonly lastsMs: number;
  readonly wave?: OscillatorType;
  readonly volume?: number;
}

/** A pentatonic row: whatever sounds together, fits. */
const [d4, f4, g4, a4, c5, d5, f5, a5] = [293.66, 349.23, 392, 440, 523.25, 587.33, 698.46, 880];

const sounds = {
  join: [{ hz: d5, atMs: 0, lastsMs: 90 }],
  open: [
    { hz: a4, atMs: 0, lastsMs: 110 },
    { hz: d5, atMs: 90, lastsMs: 160 },
  ],
  tick: [{ hz: g4, atMs: 0, lastsMs: 45, wave: 'triangle', volume: 0.5 }],
  close: [
    { hz: a4, atMs: 0, lastsMs: 140 },
    { hz: d4, atMs: 120, lastsMs: 260 },
  ],
  reveal: [
    { hz: d4, atMs: 0, lastsMs: 120 },
    { hz: a4, atMs: 100, lastsMs: 120 },
    { hz: f5, atMs: 200, lastsMs: 320 },
  ],
  standings: [
    { hz: f4, atMs: 0, lastsMs: 110 },
    { hz: c5, atMs: 90, lastsMs: 180 },
  ],
  podium: [
    { hz: d4, atMs: 0, lastsMs: 160 },
    { hz: g4, atMs: 140, lastsMs: 160 },
    { hz: a4, atMs: 280, lastsMs: 160 },
    { hz: d5, atMs: 420, lastsMs: 220 },
    { hz: a5, atMs: 600, lastsMs: 600, volume: 0.8 },
  ],
} as const satisfies Readonly<Record<string, readonly Note[]>>;

export type SoundName = keyof typeof sounds;

/** Heard across a room without making anybody jump. */
const loudness = 0.16;

let context: AudioContext | null = null;

function readyContext(): AudioContext | null {
  const isTouched = (navigator as Partial<Navigator>).userActivation?.hasBeenActive ?? true;
  if (!isTouched || !('AudioContext' in window)) return null;
  try {
    context ??= new AudioContext();
  } catch {
    // No sound card, or too many pages with sound: the stage works without.
    return null;
  }
  if (context.state === 'suspended') void context.resume().catch(() => {});
  return context;
}

function playNote(on: AudioContext, note: Note): void {
  const fromS = on.currentTime + note.atMs / 1_000;
  const untilS = fromS + note.lastsMs / 1_000;
  const tone = on.createOscillator();
  const volume = on.createGain();
  tone.type = note.wave ?? 'sine';
  tone.frequency.value = note.hz;
  // A swift rise and a long fall: without them a tone begins and ends with a click.
  volume.gain.setValueAtTime(0.0001, fromS);
  volume.gain.exponentialRampToValueAtTime(loudness * (note.volume ?? 1), fromS + 0.012);
  volume.gain.exponentialRampToValueAtTime(0.0001, untilS);
  tone.connect(volume).connect(on.destination);
  tone.start(fromS);
  tone.stop(untilS + 0.02);
}

export function playSound(name: SoundName, isMuted: boolean): void {
  if (isMuted) return;
  const on = readyContext();
  if (on === null) return;
  for (const note of sounds[name]) playNote(on, note);
}
