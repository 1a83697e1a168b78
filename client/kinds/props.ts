/** What a kind's components are given. They draw one item; they know neither the room nor the socket. */
import type { Json } from '../../shared/kinds/kind.ts';
import type { ItemView, RevealView, Stage } from '../../shared/protocol/views.ts';

/**
 * How the own answer stands. `waiting`: not open yet. `closed`: time is up. The answer locks with `sending`; a
 * refused one that may be given again is back in `open`.
 */
export type AnswerState = 'waiting' | 'open' | 'sending' | 'saved' | 'closed' | 'revealed';

export interface PhoneProps {
  readonly item: ItemView;
  readonly isOpen: boolean;
  /** The own answer, saved or on its way; null before. */
  readonly answer: Json;
  readonly state: AnswerState;
  readonly reveal: RevealView | null;
  readonly onanswer: (answer: Json) => void;
}

export interface StageProps {
  readonly item: ItemView;
  readonly isOpen: boolean;
  readonly reveal: Stage['reveal'];
  readonly answered: number;
  readonly players: number;
}
