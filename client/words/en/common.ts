/** Sentences that belong to no single page: the frame around them, and what the parts in ui/ say by themselves. */
export const commonWords = {
  home: 'Quizloop: to the start',
  loading: 'One moment…',
  close: 'Close',

  notFoundTitle: 'There is nothing here',
  notFoundHint: 'The address may have a slip in it, or what was here is over.',
  toStart: 'To the start',
  newVersionTitle: 'A new version is here',
  newVersionHint: 'Load the page anew to go on. Nothing is lost: seats, names and points are kept.',
  offlineTitle: 'The page could not be loaded',
  offlineHint: 'Is this device online? As soon as it is, try again.',
  brokenTitle: 'Something went wrong on this page',
  brokenHint: 'It was not your fault. Load the page anew: seats, names and points are kept.',
  reload: 'Load anew',
  tryAgain: 'Try again',

  language: 'Language',
  theme: 'Theme',
  themeNames: { auto: 'As the device', light: 'Light', dark: 'Dark' },

  secondsLeft: (seconds: number): string => (seconds === 1 ? '1 second left' : `${String(seconds)} seconds left`),
  opensIn: (seconds: number): string => (seconds === 1 ? 'Opens in 1 second' : `Opens in ${String(seconds)} seconds`),
  timeUp: 'Time is up',
  paused: 'Paused',

  letters: ['A', 'B', 'C', 'D', 'E', 'F'],
  right: 'right',
  wrong: 'not right',
  yourAnswer: 'your answer',
  answers: (count: number): string => (count === 1 ? '1 answer' : `${String(count)} answers`),
};
