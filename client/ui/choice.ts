/** One of the things a person can pick in a select or a segmented control. */
export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** One sentence on what it does. */
  readonly hint?: string;
}
