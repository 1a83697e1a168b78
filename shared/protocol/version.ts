/** The version of the wire, on its own: a phone needs it and none of the schemas. */

/**
 * Raised with every change of a schema or a view; `fingerprint.test.ts` insists. By one where pages and servers that do not
 * know of the change may leave it out: something is said in addition, behind what was said before. Else by two.
 */
export const protocolVersion = 11;

/** Versions beside each other speak with each other: pages are of one, and servers of another, for as long as an update takes. */
export const isSpoken = (version: number): boolean => Math.abs(version - protocolVersion) <= 1;
