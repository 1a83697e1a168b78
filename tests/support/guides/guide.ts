/** What a study guide says, without any of the ways of writing it down. */

export interface PlainGuide {
  readonly title: string;
  readonly episode: { readonly title: string; readonly description: string; readonly durationSeconds: number } | null;
  readonly questions: readonly { readonly text: string; readonly answer: string | null }[];
  readonly essays: readonly string[];
  readonly terms: readonly { readonly term: string; readonly definition: string }[];
  readonly sources: readonly string[];
}
