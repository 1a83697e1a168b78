/** Vad en telefon säger efter en fråga: resultat, placeringar, slutet, och där det inte går vidare. */
import type { laterWords as english } from '../en/later.ts';

/** 1:a, 2:a, 3:e, 4:e, 11:e, 21:a */
const rules = new Intl.PluralRules('sv', { type: 'ordinal' });
const ordinal = (n: number): string => `${String(n)}:${rules.select(n) === 'one' ? 'a' : 'e'}`;

export const laterWords: typeof english = {
  right: 'Rätt!',
  partly: 'Delvis rätt',
  wrong: 'Inte den här gången',
  none: 'Inget svar den här gången',
  thanks: 'Tack!',
  thanksHint: 'Den stora skärmen visar vad rummet tycker.',
  skipped: 'Överhoppad',
  skippedHint: 'Värden gick vidare. Ingen förlorar något på det.',
  gainedSpoken: (points) => `${points} poäng`,
  total: (points) => `${points} poäng sammanlagt`,
  streak: (count) => `${String(count)} rätt i rad`,
  place: ordinal,
  ofPlayers: (players) => `av ${String(players)}`,
  rank: (rank, players) => `${ordinal(rank)} av ${String(players)}`,

  standings: 'Ställningen',
  standingsHint: 'Titta på den stora skärmen',
  standingsKept: 'Värden håller placeringarna hemliga så länge.',

  podiumFirst: 'Du vann!',
  podiumSecond: 'Andra plats!',
  podiumThird: 'Tredje plats!',
  podiumOther: 'Bra spelat!',
  podiumHint: 'Titta upp: prispallen är på den stora skärmen.',
  unscoredEnd: 'Tack för att du var med!',
  unscoredHint: 'Det var den sista.',
  ended: 'Quizet är slut',
  endedHint: 'Nu kan du lägga undan telefonen.',
  another: 'Gå med i ett annat quiz',

  overRemoved: 'Värden har tagit bort dig från rummet.',
  overRemovedHint: 'Om det var ett misstag: prata med värden.',
  overElsewhere: 'Du spelar i ett annat fönster',
  overElsewhereHint: 'Din plats är öppen i en annan flik eller på en annan enhet. Du kan ta tillbaka den.',
  takeBack: 'Spela här',
  overRoom: 'Det här quizet är slut',
  overRoomHint: 'Tack för att du var här.',
  overNoRoom: 'Det finns inget quiz med den koden',
  overNoRoomHint: 'Det kan vara slut. Jämför koden med skärmen.',
  overLocked: 'Rummet är låst',
  overLockedHint: 'Värden släpper inte in någon just nu. Vänta lite och försök igen.',
  overMany: 'Ett ögonblick',
  overManyHint: 'Många felaktiga koder har kommit från det här nätverket. Vänta en minut och försök igen.',
  overUnreachable: 'Quizet går inte att nå',
  overUnreachableHint: 'Har telefonen nätverk? Är den i samma nätverk som quizet?',
  tryAgain: 'Försök igen',
  otherCode: 'En annan kod',
  overReload: 'Det finns en ny version',
  overReloadHint: 'Ladda om sidan: din plats, ditt namn och dina poäng finns kvar.',
  reload: 'Ladda om',
  overFast: 'Det gick lite för fort',
  overFastHint: 'För många tryck kom härifrån på en gång.',
  comeBack: 'Kom in igen',
  overOther: 'Det där gick inte',
  overOtherHint: 'Ladda om sidan eller försök med koden en gång till.',
};
