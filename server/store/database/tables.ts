/** The tables of the store, as the queries see them: the same in SQLite and in PostgreSQL. How they are made is in migrations.ts. */

/** Packs that are made here, where several nodes share them. */
export interface PackTable {
  id: string;
  /** As the pack file would be. */
  body: string;
  /** Counts its changes from 1: who changes names the one it has read. */
  version: number;
  changed_ms: number;
}

/** The sound of those packs, in parts that are small enough to hold. */
export interface SoundTable {
  pack: string;
  /** Its name holds a hash of the content: what stands under a name never changes. */
  file: string;
  part: number;
  bytes: Uint8Array;
}

/** Rooms that are over, each with its log. */
export interface ArchiveTable {
  room: string;
  code: string;
  title: string;
  opened_ms: number;
  ended_ms: number;
  players: number;
  /** JSON lines, gzipped. */
  log: Uint8Array;
  /** The account that opened it; null where there was none, or it is gone. */
  owner: string | null;
}

/** People who host or make packs, where the operator wants accounts. */
export interface AccountTable {
  id: string;
  name: string;
  /** The same for two names that are one to the eye. */
  name_key: string;
  role: 'owner' | 'host' | 'author';
  /** scrypt with its parameters and its salt; null for who comes another way. */
  passphrase: string | null;
  created_ms: number;
}

/** Who is signed in where. */
export interface SessionTable {
  id: string;
  /** SHA-256 of its token. */
  hash: string;
  account: string;
  /** Browser and system, in words. */
  label: string;
  created_ms: number;
  seen_ms: number;
}

/** A link that lets somebody make an account, or choose a new passphrase for one. */
export interface InvitationTable {
  id: string;
  hash: string;
  role: 'owner' | 'host' | 'author';
  /** Whose passphrase is chosen anew; null: somebody comes for the first time. */
  account: string | null;
  /** The owner who made it, and with whom it goes; null: whoever has the machine. */
  maker: string | null;
  until_ms: number;
}

/** Guesses at one name's passphrase, whether there is such an account or not. */
export interface GuessTable {
  /** SHA-256 of the name's key. */
  name_hash: string;
  since_ms: number;
  count: number;
}

/** What was begun and is to be ended once, on whichever node, within minutes: challenges, flows, tickets. */
export interface PendingTable {
  id: string;
  kind: string;
  /** JSON. */
  body: string;
  until_ms: number;
}

/** Keys of devices that sign an account in. */
export interface PasskeyTable {
  /** The credential's id, base64url. */
  id: string;
  account: string;
  label: string;
  /** COSE, base64url. */
  public_key: string;
  counter: number;
  created_ms: number;
  used_ms: number | null;
}

/** Whom an OpenID provider means by a subject. */
export interface IdentityTable {
  issuer: string;
  subject: string;
  account: string;
}

/** Whose a pack is. Without a row it is nobody's. */
export interface PackOwnerTable {
  pack: string;
  account: string;
}

export interface Tables {
  account: AccountTable;
  session: SessionTable;
  invitation: InvitationTable;
  guess: GuessTable;
  pending: PendingTable;
  passkey: PasskeyTable;
  identity: IdentityTable;
  pack_owner: PackOwnerTable;
  pack: PackTable;
  sound: SoundTable;
  archive: ArchiveTable;
  /** One row: how many steps of migrations.ts this database has seen. */
  quizloop_schema: { steps: number };
}
