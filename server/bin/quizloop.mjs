#!/usr/bin/env node
/** The `quizloop` command of the published package, where everything is built already. */
import { refuseOldNode } from './nodeVersion.mjs';

refuseOldNode();
import(new URL('../../dist/server/main.js', import.meta.url).href).catch((/** @type {unknown} */ error) => {
  process.stderr.write(`quizloop: ${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
