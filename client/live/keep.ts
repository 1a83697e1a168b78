/**
 * What a browser keeps for us between visits. Private windows and full disks refuse: then it lasts as long as the page,
 * and nobody has to know.
 */

/** The part of Web Storage that we use; tests bring their own. */
export interface Keep {
  get(key: string): string | null;
  set(key: string, text: string): void;
  remove(key: string): void;
  keys(): string[];
}

/** Every key begins with this, so that several programs may live on one address. */
const prefix = 'quizloop.';

export function createKeep(storage: () => Storage): Keep {
  /** What the browser refused to keep, and null for what it refused to forget. */
  const spare = new Map<string, string | null>();
  const attempt = <T>(run: (storage: Storage) => T, otherwise: T): T => {
    try {
      return run(storage());
    } catch {
      return otherwise;
    }
  };
  return {
    get(key) {
      const kept = spare.get(key);
      return kept === undefined ? attempt((s) => s.getItem(prefix + key), null) : kept;
    },
    set(key, text) {
      const isKept = attempt((s) => {
        s.setItem(prefix + key, text);
        return true;
      }, false);
      if (isKept) spare.delete(key);
      else spare.set(key, text);
    },
    remove(key) {
      const isGone = attempt((s) => {
        s.removeItem(prefix + key);
        return true;
      }, false);
      if (isGone) spare.delete(key);
      else spare.set(key, null);
    },
    keys() {
      const stored = attempt((s) => Object.keys(s), [])
        .filter((key) => key.startsWith(prefix))
        .map((key) => key.slice(prefix.length));
      const all = new Set([...stored, ...spare.keys()]);
      return [...all].filter((key) => spare.get(key) !== null);
    },
  };
}

/** Read anew each time: merely to name `localStorage` throws where cookies are blocked. */
export const keep: Keep = createKeep(() => localStorage);

/** For as long as the tab is open, and across reloads: drafts that nobody wants to find again next week. */
export const tabKeep: Keep = createKeep(() => sessionStorage);
