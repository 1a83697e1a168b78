/**
 * Loaded before a server (`--require`), in its threads too. While the file that GAMEDAY_SLOW_COMMITS names is there, the disk
 * is slow: each job of the thread that waits for it first stands still for as long as the file says, in ms.
 */
const { process } = globalThis;
const { readFileSync } = process.getBuiltinModule('node:fs');
const { parentPort } = process.getBuiltinModule('node:worker_threads');

const signal = process.env['GAMEDAY_SLOW_COMMITS'] ?? '';

/** @returns {number} */
function waitMs() {
  try {
    return Number(readFileSync(signal, 'utf8'));
  } catch {
    return 0;
  }
}

if (parentPort !== null) {
  const port = parentPort;
  const on = port.on.bind(port);
  /** @type {(event: string, listener: (word: unknown) => void) => typeof port} */
  const slowly = (event, listener) =>
    on(event, (word) => {
      const stillMs = event === 'message' ? waitMs() : 0;
      if (stillMs > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, stillMs);
      listener(word);
    });
  Object.assign(port, { on: slowly });
}
