/** Spel som är över, på svenska. */
import type { reportsWords as english } from '../en/reports.ts';

const count = (n: number, one: string, many: string): string => `${String(n)} ${n === 1 ? one : many}`;

export const reportsWords: typeof english = {
  pageTitle: 'Tidigare spel',
  lead: 'Varje spel kan sparas som en fil. Efter en tid tar servern bort det av sig själv.',
  toLibrary: 'Till quizen',
  loading: 'Hämtar spelen…',
  emptyTitle: 'Inget spel är över än',
  emptyLead: 'När ett rum avslutas sparas spelet här.',
  players: (n) => `${String(n)} spelare`,
  minutes: (n) => count(n, 'minut', 'minuter'),
  by: (name) => `av ${name}`,
  download: 'Ladda ner',
  downloading: 'Hämtar…',
  busy: 'Andra hämtar sina spel just nu. Försök igen om en stund.',
  downloadOf: (title, moment) => `Ladda ner ”${title}”, ${moment}`,
  remove: 'Ta bort',
  removeOf: (title, moment) => `Ta bort ”${title}”, ${moment}`,
  removeTitle: (title) => `Ta bort spelet ”${title}”?`,
  removeLead: 'Svar, namn och poäng från spelet försvinner för gott. Själva quizet blir kvar.',
  removed: (title) => `Spelet ”${title}” är borttaget.`,
  more: 'Visa fler',
  fetchingMore: 'Hämtar…',
};
