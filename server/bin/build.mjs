/** `npm run build`, and what `npm pack` runs first: both halves, built anew. Installs the tools when they are missing. */
import { refuseOldNode } from './nodeVersion.mjs';

refuseOldNode();
void Promise.all([import('./install.mjs'), import('./make.mjs'), import('./run.mjs')]).then(
  ([{ ensureInstalled }, { ensureBuilt }, { run }]) =>
    run(async () => {
      const quiet = process.argv.includes('--quiet');
      ensureInstalled({ quiet });
      await ensureBuilt({ quiet, all: true });
    }),
);
