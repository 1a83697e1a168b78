/**
 * `npm start` and `npm run quizloop -- …`: installs what is missing, builds what is stale, and becomes the server, in
 * this very process, so that signals and exit codes are its own. `--quiet` keeps silent about the first two.
 */
import { refuseOldNode } from './nodeVersion.mjs';

refuseOldNode();
followParent();
void Promise.all([import('./install.mjs'), import('./make.mjs'), import('./run.mjs')]).then(
  ([{ ensureInstalled }, { ensureBuilt }, { run }]) =>
    run(async () => {
      const args = process.argv.slice(2);
      const quiet = args[0] === '--quiet';
      if (quiet) args.shift();
      if (args[0] === '--') args.shift();
      ensureInstalled({ quiet });
      await ensureBuilt({ quiet });
      process.argv.splice(2, Infinity, ...args);
      await import(new URL('../../dist/server/main.js', import.meta.url).href);
    }),
);

/**
 * npm hands a SIGTERM only to the shell it started us with, and some shells die of it without telling. Being left
 * behind by that shell is then the only sign that we were meant; without this a stopped `npm start` serves on.
 */
function followParent() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const { ppid } = process;
  const watch = setInterval(() => {
    if (process.ppid === ppid) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 250).unref();
}
