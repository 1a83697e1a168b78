/** The bounds of running a server: ending, handing over, backups, and what the doctor looks at. Each with the reason for its number. */
import { playersMax } from './limits.ts';

/** Closing waits this long for what is in flight; supervisors commonly kill after ten seconds. */
export const stopMsMax = 8_000;
/** A request that is not answered by then is an upload on a slow line; phones wait to come back meanwhile. */
export const requestsEndMsMax = 1_000;
/** Before a node ends its phones are let go over this, at least: probes see that it is not ready any more. */
export const partMsMin = 500;
/** Where other nodes take them in, each connection adds this: they take in a thousand a second. */
export const partMsPerConnection = 1;
/** With closing it must stay below the 30 s after which Kubernetes kills, and leave it some to notice. */
export const partMsMax = 15_000;
/** A process that hands its port and folder over waits this long for the one that asked to have the port. */
export const handOverMsMax = 5_000;
/** How long a new process waits for the old one to let go of the data folder. */
export const takeOverMsMax = 30_000;

/**
 * A node that lost what nodes share is not ready for this long, as others may still have it: a slip of its own network is
 * shorter. Who lost it for longer most likely lost it with all, and somebody must hand out the pages.
 */
export const lostAloneMsMax = 10_000;

/**
 * How long who may not try codes waits to hear it: longer than rooms take to be found, so that the time tells nothing. Who
 * shows a token of the room waits as long, and that is not much.
 */
export const heldBackMs = 400;

/** A host who is back by then reloaded the page or was in a tunnel: nobody need know. */
export const hostMissedMs = 5_000;

/** A backup holds files in parts of this size: of a recording of any length this much is in memory. */
export const backupPartBytes = 1_048_576;

/** Free bytes below which the doctor warns: a large room's log is some megabytes, and a store is copied when it is emptied. */
export const freeBytesWanted = 200_000_000;
/** Connections and files that a server for one large room wants: each phone is one, and the rest are pages and files. */
export const connectionsWanted = playersMax + 1_000;
/**
 * Connections that wait in the system while the process is busy: half of the largest room knocks within a moment. Beyond,
 * they are dropped, and phones try again after one, three and seven seconds. Linux holds no more than this unless told to.
 */
export const connectionsWaitingMax = 4_096;
/** A key of fewer different characters is a word or a run of keys: of 24 random ones hardly ever fewer than 12 differ. */
export const differentCharactersMin = 8;
/** So many players who lose their connections within a second did not do so one by one: an operator is told. */
export const lostAtOnceMin = 20;
/** Clocks that are set by the network are milliseconds apart; days and outages are counted by them. */
export const clocksApartMsMax = 5_000;
