/** The sentences of the desk: the host's controls, dense and plain. */
const count = (n: number, one: string, many: string): string => `${String(n)} ${n === 1 ? one : many}`;

const ordinal = (n: number): string => {
  const end = n % 10;
  const isTeen = n % 100 > 10 && n % 100 < 14;
  return `${String(n)}${isTeen || end === 0 || end > 3 ? 'th' : end === 1 ? 'st' : end === 2 ? 'nd' : 'rd'}`;
};

export const deskWords = {
  pageTitle: (title: string): string => `${title} · Desk`,
  heading: 'Desk',
  toStage: 'Open the stage',
  stage: 'Stage',
  nextNames: {
    start: 'Start the quiz',
    close: 'Close answers and reveal',
    vote: 'Close and go on to the vote',
    reveal: 'Reveal the answer',
    standings: 'Show the standings',
    item: 'Next item',
    podium: 'Show how it ended',
    end: 'End the room',
  },
  nothingNext: 'The room is over',
  pause: 'Pause',
  resume: 'Resume',
  extend: '+15 s',
  extendSpoken: 'Give 15 seconds more',
  skip: 'Skip',
  lock: 'Locked',
  lockHint: 'Nobody new gets in. Who is in can come back.',
  guard: 'Guarded',
  guardHint: 'Who wants to join taps the three signs that the stage shows. Keeps out whoever is not in the room.',
  mute: 'Muted',
  muteHint: 'The stage makes no sound.',
  roomControls: 'The room',
  end: 'End the room',
  endAsk: 'End the room for everybody?',
  endLead: 'All screens say good-bye. It cannot be undone.',
  endNow: 'End it',
  skipAsk: 'Skip this item?',
  skipLead: 'Nobody gets points for it. It cannot be undone.',
  skipNow: 'Skip it',

  phases: {
    lobby: 'In the lobby',
    reading: 'Reading',
    open: 'Answers are open',
    shown: 'On the stage',
    closed: 'Closed',
    revealed: 'Revealed',
    skipped: 'Skipped',
    ranked: 'Standings',
    podium: 'The end',
    ended: 'Over',
    paused: 'Paused',
  },
  position: (at: number, total: number): string => `${String(at)} of ${String(total)}`,
  /** Of an item that is written first and voted on then. */
  parts: { write: 'Step 1 of 2: writing', vote: 'Step 2 of 2: the vote' },
  upNext: 'Up next',
  upNextNothing: 'That was the last item.',
  answered: (n: number, of: number): string => `${String(n)} of ${String(of)} answered`,
  rightShare: (right: number, of: number): string => `${String(right)} of ${String(of)} right`,
  onStage: 'On the stage now',
  lobbyLead: (title: string): string => `“${title}” waits in the lobby.`,

  roster: 'Players',
  counts: (players: number, connected: number): string =>
    connected === players
      ? count(players, 'player', 'players')
      : `${count(players, 'player', 'players')}, ${String(connected)} connected`,
  find: 'Find a player',
  findNothing: (name: string): string => `Nobody is called “${name}”.`,
  nobody: 'Nobody is here yet. The code is on the stage.',
  rosterRest: (n: number): string => `${String(n)} more: find them by name.`,
  isConnected: 'connected',
  isAway: 'away',
  hasLeft: 'left',
  hasAnswered: 'answered',
  points: (n: string): string => `${n} points`,
  rank: (n: number): string => `${String(n)}.`,
  act: (name: string): string => `Rename or remove ${name}`,
  renameLabel: 'New name',
  renameLead: 'Everybody sees it at once. Points and answers stay.',
  renameNow: 'Rename',
  remove: 'Remove from the room',
  removeTitle: (name: string): string => `Remove ${name}?`,
  removeLead:
    'The phone leaves the room, and its points go with it. It cannot be undone. To keep a person out for good, lock the room too.',
  removeNow: 'Remove',
  clearNamed: (name: string): string => `Remove all called “${name}” …`,
  clearAfter: (name: string): string => `Remove all who came after ${name} …`,
  clearSilent: 'Remove all who never answered …',
  /** Who they are, in the questions below. */
  crowdNamed: (name: string): string => `with “${name}” in their name`,
  crowdAfter: (name: string): string => `who came after ${name}`,
  crowdSilent: 'who never answered',
  crowdNobody: 'Nobody to remove',
  crowdNobodyLead: (who: string): string => `There is nobody ${who}.`,
  crowdFine: 'Fine',
  crowdTitle: (n: number, who: string): string => `Remove ${count(n, 'player', 'players')} ${who}?`,
  crowdLead:
    'Their phones leave the room, and their points go with them. It cannot be undone. Lock the room first, so that they do not come back.',
  crowdNow: (n: number): string => (n === 1 ? 'Remove' : `Remove all ${String(n)}`),
  saidCleared: 'They were removed',
  pair: 'Add a device',
  saidExtended: '15 seconds more',
  saidRemoved: (name: string): string => `${name} was removed`,
  saidRenamed: (name: string): string => `Now called ${name}`,

  judging: {
    heading: 'Answers',
    answers: (n: number): string => count(n, 'answer', 'answers'),
    flagged: (n: number): string => (n === 1 ? '1 thinks it was right' : `${String(n)} think they were right`),
    whichItem: 'Answers to',
    ofItem: (at: number): string => `Item ${String(at)}`,
    ofItemFlagged: (at: number, flagged: number): string => `Item ${String(at)} · ${String(flagged)} flagged`,
    reading: 'Reading the answers …',
    none: 'Nobody wrote anything.',
    reference: 'A full answer',
    points: 'What counts in it',

    order: 'Show first',
    orders: { doubt: 'Doubtful', best: 'Best', flagged: 'Flagged' },
    leniency: 'How strict',
    strict: 'strict',
    lenient: 'lenient',
    leniencySaid: (percent: number): string =>
      percent === 0
        ? 'in the middle'
        : percent < 0
          ? `${String(-percent)} % stricter`
          : `${String(percent)} % more lenient`,
    rightNow: (right: number, of: number): string => `${String(right)} of ${String(of)} right`,
    leniencyDone: 'Scored again.',
    names: 'Names on the stage',
    namesHint: 'Who wrote the examples there. You see names anyway.',

    accept: 'Right',
    reject: 'Wrong',
    other: '%',
    otherSpoken: (what: string): string => `Another credit for ${what}`,
    acceptSpoken: (what: string): string => `Right: ${what}`,
    rejectSpoken: (what: string): string => `Wrong: ${what}`,
    creditSpoken: (percent: number): string => `${String(percent)} % of the points`,
    scale: 'Credit in %',
    group: (n: number): string => (n === 1 ? 'this answer' : `these ${String(n)} answers`),
    credit: (percent: number): string => `${String(percent)} %`,
    doubts: { some: 'not sure', much: 'very unsure' },
    odd: {
      empty: 'says nothing',
      unknown: 'says “I don’t know”',
      copied: 'copies the question',
      list: 'only keywords',
      shuffled: 'words in a jumble',
      negated: 'says “not” to a point',
      opposite: 'says the opposite of a point',
    } as Record<string, string>,
    judged: 'judged by you',
    judgedSome: (n: number): string => `${String(n)} judged by you`,
    wasRight: 'thinks it was right',
    opinion: (percent: number): string => `a second opinion says ${String(percent)} %`,
    restAnswers: (n: number): string => `and ${String(n)} more like these`,
    showAll: (n: number): string => `Show all ${String(n)}`,
    restGroups: (n: number): string => `${String(n)} more, written by few. Those listed are the ones to look at.`,

    hint: 'Point at an answer to see what a verdict would change. One click gives it.',
    /** A verdict by its name: the two that have one, or a share. */
    verdict: (percent: number): string =>
      percent === 100 ? 'Right' : percent === 0 ? 'Wrong' : `${String(percent)} % of the points`,
    would: (changed: number, points: number, sum: string): string =>
      changed === 0
        ? 'changes nothing'
        : points === 0
          ? `changes little for ${count(changed, 'player', 'players')}`
          : `${count(changed, 'player', 'players')} ${points > 0 ? 'gain' : 'lose'}${changed === 1 ? 's' : ''} ${sum} points`,
    did: (changed: number, points: number, sum: string): string =>
      changed === 0
        ? 'nothing changed'
        : points === 0
          ? `changed little for ${count(changed, 'player', 'players')}`
          : `${count(changed, 'player', 'players')} ${points > 0 ? 'gained' : 'lost'} ${sum} points`,
    carried: (n: number): string => `${String(n)} nearly the same ${n === 1 ? 'goes' : 'go'} with it`,
    moves: (name: string, from: number, to: number): string => `${name} moves from ${ordinal(from)} to ${ordinal(to)}`,
    moved: (name: string, from: number, to: number): string => `${name} moved from ${ordinal(from)} to ${ordinal(to)}`,
    undo: 'Undo',
    undone: 'Taken back.',
    changedMeanwhile: 'The list has just changed. Look again, then press once more.',
    keysTitle: 'Keys',
    keys: [
      ['↑ ↓', 'from answer to answer'],
      ['A', 'right'],
      ['R', 'wrong'],
      ['1 – 9', '10 % to 90 %'],
      ['Enter', 'open and close'],
      ['Ctrl + Z', 'undo'],
    ] as readonly (readonly [key: string, does: string])[],
  },
};
