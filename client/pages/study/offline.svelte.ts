/**
 * What this device keeps of a pack for when there is no network, and whether it can be an app here. Browsers allow both
 * over https and on the machine itself only; elsewhere the page works as long as there is a network.
 */
import { audioKeptUnaskedBytesMax } from '../../../shared/limits.ts';
import { packCache, soundCache } from './caches.ts';
import { soundUrl, type StudyPack } from './studyPack.ts';

/** Made of 'worker.ts' by vite.config.ts. Its folder is all that it can control. */
const workerUrl = '/study/worker.js';

/** Chromium's own: it can be asked to install the page. */
interface InstallOffer extends Event {
  prompt(): Promise<unknown>;
}

export type OfflineState = 'impossible' | 'preparing' | 'ready';

export class Offline {
  readonly #pack: StudyPack;
  #state = $state.raw<OfflineState>('impossible');
  #isSoundKept = $state.raw(false);
  #isKeeping = $state.raw(false);
  #hasFailed = $state.raw(false);
  #offer = $state.raw<InstallOffer | null>(null);

  constructor(pack: StudyPack) {
    this.#pack = pack;
  }

  get state(): OfflineState {
    return this.#state;
  }
  get isSoundKept(): boolean {
    return this.#isSoundKept;
  }
  get isKeeping(): boolean {
    return this.#isKeeping;
  }
  /** The device did not take it: mostly it is full. */
  get hasFailed(): boolean {
    return this.#hasFailed;
  }
  get canInstall(): boolean {
    return this.#offer !== null;
  }

  /** Begins to keep the page; returns how to stop listening. */
  start(): () => void {
    const take = (event: Event): void => {
      event.preventDefault();
      this.#offer = event as InstallOffer;
    };
    const done = (): void => void (this.#offer = null);
    addEventListener('beforeinstallprompt', take);
    addEventListener('appinstalled', done);
    void this.#prepare();
    return () => {
      removeEventListener('beforeinstallprompt', take);
      removeEventListener('appinstalled', done);
    };
  }

  async install(): Promise<void> {
    const offer = this.#offer;
    this.#offer = null;
    await offer?.prompt().catch(() => {});
  }

  async keepSound(): Promise<void> {
    const url = this.#url;
    if (url === null || this.#isKeeping) return;
    this.#isKeeping = true;
    this.#hasFailed = false;
    try {
      const cache = await caches.open(soundCache);
      await this.#dropFrom(cache, url);
      await cache.add(url);
      this.#isSoundKept = true;
    } catch {
      this.#hasFailed = true;
    } finally {
      this.#isKeeping = false;
    }
  }

  async dropSound(): Promise<void> {
    await this.#dropFrom(await caches.open(soundCache), '');
    this.#isSoundKept = false;
  }

  get #url(): string | null {
    return this.#pack.audio === null ? null : soundUrl(this.#pack.id, this.#pack.audio);
  }

  async #prepare(): Promise<void> {
    // The development server has no worker.
    if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
    this.#state = 'preparing';
    try {
      await navigator.serviceWorker.register(workerUrl, { scope: '/study/', updateViaCache: 'none' });
      await navigator.serviceWorker.ready;
      // The worker was not there yet when this page asked for its pack.
      const packs = await caches.open(packCache);
      await packs.add(`/api/study/${encodeURIComponent(this.#pack.id)}`).catch(() => {});
      await this.#lookForSound();
      this.#state = 'ready';
    } catch {
      this.#state = 'impossible';
    }
  }

  async #lookForSound(): Promise<void> {
    const { audio } = this.#pack;
    const url = this.#url;
    if (audio === null || url === null) return;
    const cache = await caches.open(soundCache);
    this.#isSoundKept = (await cache.match(url)) !== undefined;
    const isSmall = audio.bytes <= audioKeptUnaskedBytesMax;
    if (!this.#isSoundKept && isSmall && navigator.onLine) await this.keepSound();
  }

  /** Forgets the pack's sound but what is under this address: a new recording takes the place of the old. */
  async #dropFrom(cache: Cache, kept: string): Promise<void> {
    const folder = `${location.origin}/media/${encodeURIComponent(this.#pack.id)}/`;
    for (const request of await cache.keys())
      if (request.url.startsWith(folder) && request.url !== location.origin + kept) await cache.delete(request);
  }
}
