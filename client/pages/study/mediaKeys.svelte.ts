/** The keys of lock screens, headphones and keyboards, over the browser's media session, and what those screens show. */
import { skipSeconds, type Player } from './player.svelte.ts';
import type { StudyPack } from './studyPack.ts';

/** Obeys them until the returned function is called. Does nothing where the browser has none. */
export function followMediaKeys(player: Player, pack: StudyPack): () => void {
  if (!('mediaSession' in navigator)) return () => {};
  const { mediaSession } = navigator;
  mediaSession.metadata = new MediaMetadata({
    title: pack.guide?.episode?.title ?? pack.title,
    artist: 'Quizloop',
    album: pack.title,
    artwork: [{ src: '/icon-512.png', sizes: '512x512', type: 'image/png' }],
  });
  const actions: readonly (readonly [MediaSessionAction, MediaSessionActionHandler])[] = [
    ['play', () => player.play()],
    ['pause', () => player.pause()],
    ['stop', () => player.pause()],
    ['seekbackward', ({ seekOffset }) => player.skip(-(seekOffset ?? skipSeconds))],
    ['seekforward', ({ seekOffset }) => player.skip(seekOffset ?? skipSeconds)],
    ['seekto', ({ seekTime }) => player.seek(seekTime ?? 0)],
  ];
  const set = (action: MediaSessionAction, run: MediaSessionActionHandler | null): void => {
    // Browsers throw at actions that they do not know.
    try {
      mediaSession.setActionHandler(action, run);
    } catch {
      return;
    }
  };
  for (const [action, run] of actions) set(action, run);
  const stop = $effect.root(() => {
    $effect(() => {
      mediaSession.playbackState = player.isPlaying ? 'playing' : player.atSeconds > 0 ? 'paused' : 'none';
    });
    $effect(() => {
      const { totalSeconds: duration, atSeconds, rate: playbackRate } = player;
      if (duration === null || duration <= 0) return;
      mediaSession.setPositionState({ duration, playbackRate, position: Math.min(atSeconds, duration) });
    });
  });
  return () => {
    stop();
    for (const [action] of actions) set(action, null);
    mediaSession.metadata = null;
    mediaSession.playbackState = 'none';
  };
}
