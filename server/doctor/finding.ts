/** What a look at one thing found: a sentence, and what to do where it is not well. */
export interface Finding {
  readonly says: string;
  /** What mends it; null where all is well. */
  readonly mend: string | null;
}

export const well = (says: string): Finding => ({ says, mend: null });
export const ill = (says: string, mend: string): Finding => ({ says, mend });
