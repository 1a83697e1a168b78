/**
 * Refuses a Node that is too old, in one line. Written so that such a Node can still read it, which is why the
 * programs that use it load everything else only afterwards.
 */

/** The oldest that the build tools run on: 20.19, and of the newer ones not the first of 22. As in package.json. */
export const nodeNeeded = '20.19 or newer (of 22: 22.12 or newer)';

/** @param {string} version such as "20.11.1" */
export function isNodeTooOld(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major === 20) return minor < 19;
  if (major === 22) return minor < 12;
  return major < 22;
}

export function refuseOldNode() {
  const version = process.versions.node;
  if (!isNodeTooOld(version)) return;
  process.stderr.write(`quizloop: needs Node ${nodeNeeded}, and this is ${version}. Get it from https://nodejs.org\n`);
  process.exit(1);
}
