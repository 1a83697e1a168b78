/** What a kind's components are given. They draw one item; they know neither the room nor the socket. */
import type { Item } from '../../shared/kinds/index.ts';
import type { Json } from '../../shared/kinds/kind.ts';
import type { ItemView, ResultView, RevealView, Stage } from '../../shared/protocol/views.ts';

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
  /** What this player alone may see in a later step; null in the first. */
  readonly hand?: Json;
  /** What the own answer earned, from the reveal on. */
  readonly result?: ResultView | null;
  /** What was written and not sent: it outlives a reload. */
  readonly draft?: string;
  readonly ondraft?: (draft: string) => void;
  readonly onanswer: (answer: Json) => void;
}

export interface StageProps {
  readonly item: ItemView;
  readonly isOpen: boolean;
  readonly reveal: Stage['reveal'];
  readonly answered: number;
  readonly players: number;
}

/** Edits the fields of an item that are its kind's own; text, time and points are the page's. */
export interface EditorProps<Edited extends Item = Item> {
  readonly item: Edited;
  readonly onchange: (item: Edited) => void;
}
