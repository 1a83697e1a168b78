/** Meningar som inte hör till någon enskild sida: ramen runt dem, och det som delarna i ui/ säger själva. */
import type { commonWords as english } from '../en/common.ts';

export const commonWords: typeof english = {
  home: 'Quizloop: till början',
  loading: 'Ett ögonblick…',
  close: 'Stäng',

  notFoundTitle: 'Här finns ingenting',
  notFoundHint: 'Adressen kan ha blivit fel, eller så är det som fanns här över.',
  toStart: 'Till början',
  newVersionTitle: 'Det finns en ny version',
  newVersionHint: 'Ladda om sidan för att fortsätta. Inget går förlorat: platser, namn och poäng finns kvar.',
  offlineTitle: 'Sidan gick inte att ladda',
  offlineHint: 'Har enheten nätverk? Försök igen när den har det.',
  brokenTitle: 'Något gick fel på den här sidan',
  brokenHint: 'Det var inte ditt fel. Ladda om sidan: platser, namn och poäng finns kvar.',
  reload: 'Ladda om',
  tryAgain: 'Försök igen',

  language: 'Språk',
  theme: 'Utseende',
  themeNames: { auto: 'Som enheten', light: 'Ljust', dark: 'Mörkt' },

  secondsLeft: (seconds) => (seconds === 1 ? '1 sekund kvar' : `${String(seconds)} sekunder kvar`),
  opensIn: (seconds) => (seconds === 1 ? 'Öppnar om 1 sekund' : `Öppnar om ${String(seconds)} sekunder`),
  timeUp: 'Tiden är ute',
  paused: 'Paus',

  letters: ['A', 'B', 'C', 'D', 'E', 'F'],
  right: 'rätt',
  wrong: 'inte rätt',
  yourAnswer: 'ditt svar',
  answers: (count) => `${String(count)} svar`,
};
