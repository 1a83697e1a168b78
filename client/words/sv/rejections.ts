/** Varför något inte räknades, en mening för varje kod: hur det är och, där det hjälper, vad man gör. */
import type { rejectionSentences as english } from '../en/rejections.ts';

export const rejectionSentences: typeof english = {
  'not-open-yet': 'Lite för tidigt: svaren är inte öppna än.',
  closed: 'Lite för sent: tiden var ute.',
  'answered-already': 'Du har redan svarat, och det första svaret gäller.',
  'not-an-answer': 'Det svarar inte på den här frågan. Försök en gång till.',
  'no-such-item': 'Quizet har gått vidare från den här frågan.',
  'no-such-seat': 'Spelaren är inte kvar i rummet.',
  'not-joined': 'Du har ingen plats i rummet än. Gå med under ditt namn först.',
  'name-taken': 'Någon här heter redan så. Välj ett annat namn.',
  'name-unusable': 'Det kan inte vara ett namn. Det ska ha 1 till 30 tecken som syns.',
  'name-unkind': 'Namnet kan såra. Välj ett annat namn.',
  guarded: 'Tryck på storbildens tecken i ordning. Räknas de inte, vänta på nya.',
  'room-full': 'Rummet är fullt.',
  locked: 'Rummet är låst: värden släpper inte in någon just nu.',
  removed: 'Värden har tagit bort dig från rummet.',
  paused: 'Quizet är pausat. Vänta tills det fortsätter.',
  stale: 'Quizet var redan ett steg längre fram. Inget ändrades.',
  'room-over': 'Det här quizet är slut.',
  'not-host': 'Det kan bara en värd för rummet göra.',
  'too-fast': 'Det var mycket på en gång. Vänta lite och fortsätt sedan.',
  malformed: 'Sidan och servern förstår inte varandra. Ladda om sidan.',
  unavailable: 'Servern kan inte spara något just nu. Ett nytt försök görs av sig självt.',
};
