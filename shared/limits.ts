/**
 * Every bound in the system, each with the reason for its number. A bound that is not here does not exist; a
 * module that needs one imports it from here. Units stand last in the name.
 */

/** Lets a table of thirty-one letters fit a projected tile and a phone; longer names are cut by nobody but refused. */
export const nameCharactersMax = 30;
/** 24 letters to the power of six is 191 million codes: see `roomsMax`. */
export const codeLength = 6;
/** No vowels (no words), nothing that is misread from the last row: no 0/O, 1/I/L, 5/S, and of B/8 and 2/Z only one. */
export const codeAlphabet = 'BCDFGHJKMNPQRTVWXY234679';
/** The design's aim for one room; the gateway refuses seats beyond it. */
export const playersMax = 10_000;
/** What a pack keeps of its study guide: a long course. Beyond it nobody learns from one page. */
export const guideQuestionsMax = 300;
export const guideTermsMax = 1_500;
export const guideEssaysMax = 100;
export const guideSourcesMax = 200;
export const guideTextCharactersMax = 3_000;
/** Sentences of an episode: three hours of speech. */
export const transcriptLinesMax = 3_000;
/** Seats a room ever gives, those of people who left included: coming and going must not grow the state for ever. */
export const seatsMax = 2 * playersMax;
/** 256 bits, as 43 base64url characters: cannot be guessed, short enough for a header. */
export const tokenBytes = 32;

/** A question that cannot be read aloud in 20 s does not fit a projector either. */
export const promptCharactersMax = 400;
/** Fits two lines of a tile on a phone of 390 px. */
export const optionCharactersMax = 140;
/** The reveal shows it beside the distribution; more is a page, not an explanation. */
export const explanationCharactersMax = 800;
/** Shapes, colours and letters exist for six. */
export const optionsMax = 6;
export const optionsMin = 2;
/** A typed answer is a word or two. */
export const typedCharactersMax = 80;
export const acceptedAnswersMax = 40;
/** The reference answer of a study guide is two or three sentences; twice a long one still fits a phone. */
export const referenceCharactersMax = 1_200;
/** Twice what is asked for: who writes more has stopped answering, and everybody waits. */
export const writtenCharactersMax = 1_000;
/** A definition that is read on a phone among five others, while a ring runs. */
export const definitionCharactersMax = 300;
export const termCharactersMax = 80;
/** Key points of one reference answer: more are one heap on a phone. */
export const keyPointsMax = 8;
export const keyPointCharactersMax = 300;
/** Other ways to say a point, and words it must mention. */
export const pointWaysMax = 20;
export const synonymGroupsMax = 100;
/** Two pairs are a coin's toss; more than six do not fit a phone. */
export const pairsMin = 3;
export const pairsMax = 6;
/** Wrong definitions at hand for a room that invents too few: with the true one they fill the six tiles. */
export const decoysMax = 5;
/** A definition of one's own is a sentence. */
export const inventionCharactersMax = 200;
/** What others are to read of a thought in a minute. */
export const thoughtCharactersMax = 400;
/** Inventions one voter chooses among, beside the true one: six tiles. */
export const inventionsShown = 5;
/** Thoughts that one voter reads: seven at twenty words each are half a minute. */
export const thoughtsShown = 7;
/** Items of one guide line each are the rule; a match of six pairs has a few lines to each. */
export const itemLinesMax = 200;
/** A slide is a thought, not a document. */
export const slideCharactersMax = 1_200;
export const itemsMax = 200;
export const titleCharactersMax = 100;
export const descriptionCharactersMax = 600;
/** A pack file: 200 full items and the text of a long study guide stay below it. */
export const packBytesMax = 2_000_000;
/** A pack's id stands in addresses and logs. */
export const packIdCharactersMax = 64;
/** Aliases (*name) in a pack file: following them takes quadratic time, and nobody writes a hundred by hand. */
export const packAliasesMax = 100;
/** A pack nests five deep. The reader recurses, and a stack that overflows inside it ends the whole process. */
export const packNestingMax = 40;
/** Words and signs in a pack file: 200 full items have some 50,000; a megabyte of commas takes seconds to read. */
export const packTokensMax = 200_000;
/** Problems told of one pack file: whoever mends twenty reads the next twenty then. */
export const packProblemsMax = 20;

/** Steps of one item after its first: write, vote, and room for a kind that goes on. */
export const stepsMax = 4;
/** Groups of like answers that the desk is sent at once: nobody judges more one by one while a room waits. */
export const reviewGroupsMax = 400;
/** Answers that a group lists: they say the same, and all its seats are judged together. */
export const reviewAnswersMax = 12;
/** Seats that a group names, and so a verdict: at six bytes each they fit a message; a verdict carries over to the rest. */
export const reviewSeatsMax = 2_000;
/** Different answers that are compared with each other: a thousand take a tenth of a second, ten thousand would take ten. */
export const comparedAnswersMax = 1_000;
/** Earlier items that the desk can go back to: who was wronged says so within an hour. */
export const judgedItemsMax = 30;

/** Below five seconds slow readers and screen readers have no chance; above ten minutes it is homework. */
export const windowSecondsMin = 5;
export const windowSecondsMax = 600;
export const readSecondsMax = 30;
/** A host who needs more time than this wants to pause. */
export const extendMsMax = 120_000;

/** Answers that the network delayed still count for this long after the window; their time is clamped to it. */
export const graceMs = 1_000;
/** A phone whose clock estimate runs ahead may be this early without being refused; it gains nothing by it. */
export const earlyMs = 250;
/** Nobody reads and taps faster; a quicker time is a guess or a forgery and scores as this. */
export const answerMsMin = 250;
/** Content leaves this long before it opens, so that it is on every screen when it does (design, "Time is fair"). */
export const leadMsMin = 500;
export const leadMsMax = 1_000;
/** After an outage people need this long to be back before their time runs on. */
export const outageGraceMs = 3_000;

/** A room nobody touched for this long is over: its timers and memory go back. */
export const roomIdleMs = 12 * 3_600_000;
/** At the podium everything is said; people may linger for a look at their phones. */
export const podiumIdleMs = 3_600_000;
/** Rooms in play on one node: so that at most one code in 100,000 is in use there. 300 rooms of 30 is the design's aim. */
export const roomsMax = 1_900;

/** One answer with a 400-character text in a 4-byte script is under 3 kB; 16 kB refuses everything hostile. */
export const messageBytesMax = 16_384;
/** Player actions a connection may send: a burst of ten, then four a second. A thumb cannot do more. */
export const actionsBurst = 10;
export const actionsPerSecond = 4;
/** Host controls: leaning on the space bar (30 a second) must not cut the host off. */
export const hostActionsBurst = 60;
export const hostActionsPerSecond = 30;
/** Wrong codes per address a minute: a school shares one address, 30 pupils mistype once or twice. */
export const wrongCodesPerMinute = 60;
/** Wrong codes from everybody a minute: guessing all 191 million codes at this pace takes 36 years. */
export const wrongCodesPerMinuteAll = 600;
/** New connections per address a minute: a lecture hall of 2,000 behind one address that reconnects three times. */
export const connectionsPerMinute = 6_000;
/** Players that a node takes in a second: below the 1,750 who join and the 2,800 who come back on one core in the bench. */
export const admittedPerSecond = 1_500;
/** So many at once need not be spread: they are in within a fifth of a second, and rooms of this size wait for nothing. */
export const admittedBurst = 300;
/** The farthest moment that is kept for somebody: the largest room is in before, and a flood of strangers fills no more. */
export const admittedWithinMs = 10_000;
/** A moment that was kept stays kept for so long: what a phone on bad radio takes for a handshake. */
export const keptMomentMs = 20_000;
/** Of a round trip that a page's script answered, this much is believed: what bad mobile networks take, and no more. */
export const pageTripMsMax = 400;
/** Signs to tap for a seat: 120 ways, of which two count. */
export const signsCount = 3;
/**
 * Wrong signs per address a minute from which on they are to be right twice in a row, and from which on three times. One
 * bot in 60 is lucky once, one in 4,760 twice, one in 380,000 three times: about one gets in a minute, however many try.
 */
export const wrongSignsPerMinute = { twice: 60, thrice: 3_600 };
/** Signs change after this, and count once as long again: time to look up and tap, none to pass them around. */
export const signsEveryMs = 20_000;
/** A connection that does not take a seat within this time makes room for one that does. */
export const seatlessMs = 120_000;

/** Written to a connection and not taken: a hundred views, or an hour of answers. A phone that reads holds none of it. */
export const queuedBytesMax = 262_144;
/** A connection that takes nothing for this long is gone or hostile; a tunnel is shorter, and who comes back resumes. */
export const undrainedMsMax = 10_000;

/** A page that loaded itself anew does so again after this at the earliest: sooner it would mean that the first did not help. */
export const reloadAgainMs = 60_000;
/** Before a page of an older version is told to load anew, people have seen what their answer brought. */
export const oldPageLookMs = 3_000;

/** Counters on the stage change at most four times a second: more is unreadable and costs every screen. */
export const countersEveryMs = 250;
/** Names the stage shows in the lobby; the rest are a number. */
export const lobbyNamesMax = 60;
/** Rows of the standings on the stage: what the last row of a hall can read. */
export const standingsRows = 8;
/** Players the desk lists at once; others are found by typing their name. */
export const rosterRows = 300;
/** Groups of like answers that the stage shows for a typed item. */
export const tallyGroups = 8;

/** A proxy on the machine, one of the network, one of a provider: beyond that a number is a slip of the finger. */
export const proxiesMax = 10;
/** 16 random characters of 64 are 96 bits; fewer are more likely a word than a key. */
export const hostKeyCharactersMin = 16;
export const hostKeyCharactersMax = 128;

/** 128 random bits: identities of rooms from different homes never meet. */
export const roomIdBytes = 16;
/** What was forgotten is gone from the disk within a moment; and a hundred rooms that end together cost it once. */
export const wipeAfterMs = 1_000;
/** From one commit to the next while appends keep coming: a third less CPU than without, and nobody feels 4 ms. */
export const commitEveryMs = 4;
/** While a game runs, an outage is measured to the second; people need longer than that to notice one. */
export const beatEveryMs = 1_000;
/** Past the longest window a quiet room has nothing open to extend, and an idle laptop may let its disk sleep. */
export const beatsAfterEntryMs = 15 * 60_000;
/** What the grader reads of one answer or reference: three pages; time grows with the product of the two lengths. */
export const gradedCharactersMax = 5_000;
/** Words an item remembers having compared: those of a large room's answers; beyond, the memory starts anew. */
export const comparedWordsMax = 5_000;
/** Answers remembered as they are compared with each other, at 3 kB each: those of the largest room. */
export const wordingsMax = playersMax;
/** A line for `quizloop grade`: question, reference and answer at their limits are a hundredth of it. */
export const gradedLineCharactersMax = 1_000_000;
/** Items that `quizloop grade` keeps prepared: lines come grouped by question, and an item takes some 20 kB. */
export const preparedItemsMax = 1_000;

/** A study guide's text: a long one has 60 kB; this leaves room for the transcript that it was copied with. */
export const guideBytesMax = 1_048_576;
/** A guide as a document: pictures of a long one are some megabytes, and nobody waits for more to be uploaded. */
export const documentBytesMax = 20_000_000;
/** What a docx unpacks to: a megabyte of text is ten of its XML, and its pictures come on top. */
export const docxUnpackedBytesMax = 60_000_000;
/** The XML among it: a megabyte of text in short paragraphs is ten, and its tree takes twenty times that in memory. */
export const docxXmlBytesMax = 16_000_000;
/** Ordinary documents are read in under a second; whoever waits for a preview gives up after five. */
export const documentMsMax = 4_000;
/** The tree of a document's XML takes some twenty times its size; a small server has half a gigabyte to spare. */
export const documentMemoryMegabytesMax = 384;
/** Lines of a study guide: a megabyte of ordinary ones are 15,000; each costs time, however short. */
export const guideLinesMax = 100_000;
/** Questions, essays or terms of one guide: a megabyte of ordinary terms are 7,000. More is a dictionary, or an attack. */
export const guidePartsMax = 8_000;
/** Guides read at once: a document may take a core and the memory above, and rooms are played beside it. */
export const guidesReadAtOnceMax = 1;
/** Then a guide waits its turn for as long as ordinary ones take; with the reading itself a refusal comes within 5 s. */
export const guideTurnMsMax = 900;
/** Guides on their way in at once: each may be held in memory as a whole. */
export const guidesComingMax = 8;
/** After a refusal, what is still being sent is dropped for this long, so that the refusal arrives. */
export const lingerMs = 500;
/** The name of a file that is brought, as it stands in a header: file systems allow 255 letters. */
export const fileNameCharactersMax = 1_000;
/** Packs made here: a school's work of some years. Every look at the shelf goes through them all. */
export const ownPacksMax = 1_000;

/** Answers in one request for a second opinion: few enough that a model keeps them apart and is done in seconds. */
export const opinionBatchAnswers = 10;
/** Different answers that one question asks about: beyond, nobody looks at the suggestions one by one. */
export const opinionAnswersMax = 400;
/** Requests under way at once, of all rooms: a model on the operator's own machine does one or two at a time. */
export const opinionRequestsMax = 2;
/** Requests that wait for their turn: those of two rooms. Whoever comes later goes without. */
export const opinionWaitingMax = 80;
/** A host has judged by then; what comes later suggests nothing to anybody. */
export const opinionMsMax = 20_000;
/** Ten numbers are 100 bytes; the rest is what a talkative service sends around them. */
export const opinionReplyBytesMax = 65_536;
/** Keys of services are 50 to 200 characters long; model names shorter. */
export const opinionKeyCharactersMax = 500;
export const opinionModelCharactersMax = 200;

/** The sound of a pack: an hour of speech at 192 kbit/s is 86 MB, a quarter of an hour of uncompressed speech 43. */
export const audioBytesMax = 100_000_000;
/** Sound up to this size is kept for offline use without being asked for: a minute or two, like one large picture. */
export const audioKeptUnaskedBytesMax = 2_000_000;
/** An essay that is drafted on the study page: ten pages, and all of a guide's drafts fit what a browser keeps. */
export const essayDraftCharactersMax = 20_000;
/** A learner's progress as a file: 1,500 terms in both directions and a hundred drafts stay below it. */
export const progressBytesMax = 4_000_000;
/** Cards that one never saw, in one sitting: more are not learned in an evening, and all come back tomorrow. */
export const newCardsMax = 10;

/** Days that a room is kept after its end, at most: ten years is longer than any school must. */
export const keepDaysMax = 3_650;
/** Rooms that could not be archived are tried again, and old ones purged: half of the minute in which a report must be there. */
export const archiveEveryMs = 30_000;
/** Connections of one node to PostgreSQL: it archives one room at a time, and packs are saved now and then. */
export const databaseConnectionsMax = 4;
/** A database that is there answers in milliseconds; one that is away must be known before people give up on a page. */
export const databaseConnectMsMax = 3_000;
/** A connection that went dead unnoticed is not used for longer: what is to be there a minute after an outage is. */
export const databaseConnectionSecondsMax = 30;
/** The log of the largest room, some megabytes, on a slow line. */
export const databaseQueryMsMax = 20_000;
/** A pack saved on one node is on the shelf of the others after this: sooner than anybody has changed the page. */
export const sharedPacksEveryMs = 1_000;
/** Sound is stored in parts of this size: a node never holds more of a recording in memory. */
export const soundPartBytes = 1_048_576;

/** A room that is over stays at most this long, so that phones still show how it ended. */
export const roomLingerMs = 15 * 60_000;
/** Nobody looked at it for about this long: a phone that slept through the end may still wake in time. */
export const roomAwayMs = 60_000;
/** Redis answers in a millisecond, over a bad network in 300. What takes longer than this has no known end: people ask again. */
export const redisAnswerMsMax = 2_000;
/** From one try to reach Redis to the next, on the average: play is to go on well within 5 s of its return. */
export const redisRetryMs = 250;
/** A node gives a life sign this often: two may be late before it counts as an outage. */
export const nodeBeatEveryMs = 500;
/** When no node gave a life sign for this long, a question that was open is given the time back. Nobody notices less. */
export const outageMsMin = 1_500;
/** Nodes tell each other of a change of who is connected this often: as often as the host's screens show it. */
export const presenceEveryMs = 250;
/** And all of it this often: what got lost is put right before anybody looks twice. */
export const wholePresenceEveryMs = 1_000;
/** A node that was not heard for as many of one's own is taken for dead; its people were waited for that long. */
export const silentBeatsMax = 5;
