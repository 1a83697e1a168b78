/**
 * The command line, and the only reader of the environment: everything else is handed what it needs. It ends the
 * process with the command's exit code.
 */
import { runCommandLine } from './commands/commandLine.ts';
import { readVersion } from './place.ts';

// Nobody reading on (a closed terminal, `| head`) is no reason to end a game.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

/** What was written to a pipe may still be on its way, and exit would drop it. */
const flushed = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => {
    if (stream.writable) stream.write('', () => resolve());
    else resolve();
  });

async function run(): Promise<number> {
  try {
    return await runCommandLine({
      args: process.argv.slice(2),
      env: process.env,
      input: () => process.stdin,
      out: process.stdout,
      err: process.stderr,
      version: readVersion(),
    });
  } catch (error) {
    // A bug, or a machine in a state nobody thought of: here the stack is what helps.
    process.stderr.write(`quizloop: ${error instanceof Error ? error.stack : String(error)}\n`);
    return 1;
  }
}

const exitCode = await run();
await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
// Ends also where a connection that nobody closed would keep the process: all that must be kept is kept.
process.exit(exitCode);
