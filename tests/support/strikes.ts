/** More than the gateway forgives one connection. */
export const strikesForTests = 150;
