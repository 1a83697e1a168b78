/** The version of the wire, on its own: a phone needs it and none of the schemas. */

/** Raised by one with every change of a schema or a view; `fingerprint.test.ts` insists. */
export const protocolVersion = 8;
