/** Where a host saw the room when pressing a control: what makes a second press harmless. */
import type { Phase } from '../../shared/game/state.ts';
import type { Stage } from '../../shared/protocol/views.ts';

export interface Seen {
  readonly phase: Phase;
  readonly index: number;
  readonly step?: number;
}

export const seenIn = ({ phase, index, item }: Pick<Stage, 'phase' | 'index' | 'item'>): Seen =>
  item === null || item.step === 0 ? { phase, index } : { phase, index, step: item.step };
