/**
 * Refuses a Node that is too old, in one line. Written so that such a Node can still read it, which is why the
 * programs that use it load everything else only afterwards.
 */
export const nodeMajorMin = 20;

/** @param {string} version such as "20.11.1" */
export function isNodeTooOld(version) {
  return Number(version.split('.')[0]) < nodeMajorMin;
}

export function refuseOldNode() {
  if (!isNodeTooOld(process.versions.node)) return;
  process.stderr.write(
    `quizloop: needs Node ${nodeMajorMin} or newer, and this is ${process.versions.node}. Get it from https://nodejs.org\n`,
  );
  process.exit(1);
}
