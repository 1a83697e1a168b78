/** The bounds of accounts: passphrases, sessions, invitations and guesses. Each with the reason for its number. */

/** Below twelve, guessing a stolen hash takes weeks on one rented machine; a sentence is longer by itself. */
export const passphraseCharactersMin = 12;
/** A long sentence. The hash takes any length, and a body has its own bound. */
export const passphraseCharactersMax = 200;
/** "aaaaaaaaaaaa" and "abababababab" are as good as none. */
export const passphraseDifferentMin = 5;
/** Each takes 128 MB and a core for some tenths of a second, and a game is played beside it. */
export const scryptAtOnceMax = 2;
/** Some twenty are through by then. Who waits longer is one of a flood. */
export const scryptTurnMsMax = 8_000;
/** Of one network, on their way in at the same moment: half a staff room. Those of a flood fill no more of everybody's turns. */
export const enteringAtOnceMax = 8;
/** Wrong passphrases for one name within the window: a person gives up earlier, and a list gets nowhere. */
export const guessesMax = 10;
export const guessWindowMs = 15 * 60_000;

/** A month of holidays does not sign a teacher out, half a year on a lost laptop does. */
export const sessionIdleMsMax = 30 * 24 * 3_600_000;
export const sessionMsMax = 180 * 24 * 3_600_000;
/** A session this young shows who sits there, where there is no passphrase to ask for: signing in and finding the place. */
export const sessionFreshMs = 15 * 60_000;
/** How exact "last used" is: a write for each request would be one too many. */
export const sessionSeenEveryMs = 5 * 60_000;
/** Of one account: the one used least lately goes for a new one. */
export const sessionsMax = 50;

/** Long enough for a mail that is read after the weekend. */
export const invitationMs = 7 * 24 * 3_600_000;
/** Whoever holds it has the account. */
export const resetMs = 24 * 3_600_000;
/** Nobody invites more at once by hand, and the list stays one that can be read. */
export const invitationsMax = 200;
/** A large school's staff. */
export const accountsMax = 2_000;

/** What is over is deleted this often; it counts no more from its first moment on. */
export const sweepAccountsEveryMs = 3_600_000;

/** Packs of one account: some years of lessons, and a quarter of what a server takes; nobody fills it alone. */
export const packsOfOneMax = 250;

/** Reports a page shows at a time. */
export const reportsPageMax = 50;
/** The log of a room of 10,000 is some hundred megabytes while it is read. */
export const reportsReadAtOnceMax = 2;
/** Each takes a second or two; who waits longer may ask again. */
export const reportTurnMsMax = 10_000;
/** Who takes nothing of a report for so long has gone, and others wait. */
export const reportStallMsMax = 30_000;

/** Of one account: every device a person has, and some that are lost. */
export const passkeysMax = 20;
/** "The blue key in the staff room": what fits a line of the list. */
export const passkeyLabelCharactersMax = 60;
/** From being asked for a key until it signed: finding the phone, and a second try. */
export const passkeyMsMax = 5 * 60_000;
/** At a provider people look for a password and a second factor; who takes longer begins anew. */
export const providerWayMs = 10 * 60_000;
/** The page changes its ticket for a session as soon as it is loaded. */
export const ticketMs = 60_000;
/** A provider that is there answers in a second, and a person looks at an empty page meanwhile. */
export const providerMsMax = 8_000;
/** Providers call their clients by names, numbers or addresses, and give secrets of 20 to 200 characters. */
export const clientIdCharactersMax = 300;
export const clientSecretCharactersMax = 1_000;
/** It stands on a button. */
export const providerNameCharactersMax = 40;
/** What a provider says of itself changes with its updates. */
export const providerKnownMs = 3_600_000;
/** Ways to a provider and challenges that one network begins in a minute: a staff room at the start of a lesson. */
export const beginningsPerMinute = 60;
/** And all together: what is kept of them until it is swept stays some megabytes. */
export const beginningsPerMinuteAll = 600;
