/** Vägen in på svenska: koden, sedan namnet. */
import type { joinWords as english } from '../en/join.ts';

export const joinWords: typeof english = {
  pageTitle: 'Gå med i ett quiz',
  heading: 'Gå med i ett quiz',
  codeLabel: 'Kod',
  codeHint: 'Sex bokstäver och siffror: de står på den stora skärmen.',
  look: 'Vidare',
  looking: 'Letar efter rummet…',
  noSuchRoom: 'Inget quiz har den koden. Jämför med skärmen en gång till: ofta är det en enda bokstav.',
  codeLetters: (letters) => `I koderna finns aldrig ${letters}. Titta på skärmen en gång till.`,
  tooMany: 'Många felaktiga koder har kommit från det här nätverket. Vänta en minut och försök igen.',
  unreachable: 'Quizet går inte att nå just nu. Har telefonen nätverk?',
  isOver: 'Det här quizet är slut.',
  isLocked: 'Rummet är låst: värden släpper inte in någon just nu. Det öppnas från värdens kontrollbord.',
  tryAgain: 'Försök igen',
  otherCode: 'En annan kod',
  host: 'Håll ett quiz själv',

  nameHeading: 'Vad ska vi kalla dig?',
  nameLabel: 'Ditt namn',
  nameHint: 'Alla får se det på skärmen.',
  nameEmpty: 'Ett namn har minst en bokstav, en siffra eller ett tecken.',
  nameLong: (most) => `Högst ${String(most)} tecken.`,
  suggest: 'Föreslå ett namn',
  join: 'Gå med',
  joining: 'Tar din plats…',
  taken: (name) => `”${name}” är redan här.`,
  takeInstead: (name) => `Heta ”${name}”`,
  roomIn: (title) => `Du går med i ”${title}”`,
};
