/** The sentences for the games that are over. */
const count = (n: number, one: string, many: string): string => `${String(n)} ${n === 1 ? one : many}`;

export const reportsWords = {
  pageTitle: 'Past games',
  lead: 'Each can be kept as a file. The server deletes it by itself after a time.',
  toLibrary: 'To the packs',
  loading: 'Fetching the games…',
  emptyTitle: 'No game is over yet',
  emptyLead: 'When a room is ended, its game is kept here.',
  players: (n: number): string => count(n, 'player', 'players'),
  minutes: (n: number): string => count(n, 'minute', 'minutes'),
  by: (name: string): string => `by ${name}`,
  download: 'Download',
  downloading: 'Fetching…',
  busy: 'Others are fetching their games just now. Try again in a moment.',
  downloadOf: (title: string, moment: string): string => `Download “${title}”, ${moment}`,
  remove: 'Delete',
  removeOf: (title: string, moment: string): string => `Delete “${title}”, ${moment}`,
  removeTitle: (title: string): string => `Delete the game “${title}”?`,
  removeLead: 'Answers, names and points of this game go for good. The quiz itself stays.',
  removed: (title: string): string => `The game “${title}” is deleted.`,
  more: 'Show more',
  fetchingMore: 'Fetching…',
};
