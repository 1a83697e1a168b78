/** The questions of the bench: like a real one in size, about 210 bytes of text and options. */

/** The first one warms the server up and is not counted. */
export const questions = 7;

export const benchPack = {
  title: 'Bench',
  // After those that are timed one whose time runs out, as somebody keeps silent.
  items: Array.from({ length: questions + 1 }, (_, at) => ({
    kind: 'choice',
    text: `Question ${String(at + 1)}: which of these practices gives a team the earliest word that something went wrong?`,
    options: [
      { text: 'Watching what users meet', right: true },
      { text: 'A longer test plan' },
      { text: 'A yearly review' },
      { text: 'A bigger release' },
    ],
    seconds: at < questions ? 20 : 5,
    explanation: 'What users meet is measured while it happens; plans and reviews come later.',
  })),
};
