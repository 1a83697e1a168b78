/** Why something did not count, one sentence for each code: what is so, and where it helps, what to do. */
import type { Rejection } from '../../../shared/game/entry.ts';

export const rejectionSentences: Readonly<Record<Rejection, string>> = {
  'not-open-yet': 'A little too early: the answers are not open yet.',
  closed: 'A little too late: the time was up.',
  'answered-already': 'You have answered already, and the first answer counts.',
  'not-an-answer': 'That does not answer this question. Try once more.',
  'no-such-item': 'The quiz has moved on from this question.',
  'no-such-seat': 'This player is not in the room any more.',
  'not-joined': 'You have no seat in this room yet. Join with your name first.',
  'name-taken': 'Somebody here has this name already. Choose another one.',
  'name-unusable': 'This cannot be a name. It takes 1 to 30 characters that can be seen.',
  'name-unkind': 'This name could hurt. Choose another one.',
  guarded: 'Tap the three signs on the big screen, in order. If they do not count, wait for new ones.',
  'room-full': 'The room is full.',
  locked: 'The room is locked: the host lets nobody in just now.',
  removed: 'The host removed you from this room.',
  paused: 'The quiz is paused. Wait until it goes on.',
  stale: 'The quiz was a step ahead already. Nothing was changed.',
  'room-over': 'This quiz is over.',
  'not-host': 'Only a host of this room can do that.',
  'too-fast': 'That was a lot at once. Wait a moment, then go on.',
  malformed: 'This page and the server do not understand each other. Load the page anew.',
  unavailable: 'The server cannot store anything just now. It is tried again by itself.',
};
