/** What a ring can be drawn in. `tone` is the answer around it. */
export type RingTone = 'accent' | 'glow' | 'ink' | 'soft' | 'right' | 'danger' | 'tone';
