/** The roles of accounts, as pages and servers call them. What a role may, the server decides. */

/** From the one who may most. */
export const roles = ['owner', 'host', 'author'] as const;
export type Role = (typeof roles)[number];
