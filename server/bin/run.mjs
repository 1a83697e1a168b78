/** The end of every program here: what went wrong becomes one line and exit code 1; a bug keeps its stack. */
import { Stop } from './install.mjs';

/** @param {() => Promise<void>} program */
export async function run(program) {
  try {
    await program();
  } catch (error) {
    const line = error instanceof Stop ? error.message : error instanceof Error ? error.stack : String(error);
    process.stderr.write(`quizloop: ${line}\n`);
    process.exit(1);
  }
}
