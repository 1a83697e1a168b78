/**
 * Puts answers of one likeness together, so that a host judges thirty at a glance, and says for which answers a verdict
 * holds too. Answers that deny each other, take opposite sides or differ in a number are never put together. Who is
 * in which group depends on the texts alone, never on their order or their credits.
 */
import type { LanguageName } from './languages.ts';
import { agree, isSureSlip, languageNameOf, wordingOf, type Wording } from './wording.ts';

export interface GroupedAnswer {
  readonly id: number;
  readonly text: string;
  /** 0 to 1. */
  readonly credit: number;
  readonly flags: readonly string[];
}

export interface Group {
  /** Best example first: as most have put it, then with most credit. */
  readonly ids: number[];
  /** The best example. */
  readonly text: string;
  /** The median of its answers, 0 to 1. */
  readonly credit: number;
  /** 0 to 1: how unsure the credit is. */
  readonly doubt: number;
}

/** Answers that are the same but for case, accents and punctuation. */
interface Form {
  readonly answers: GroupedAnswer[];
  readonly wording: Wording;
  /** Words of meaning, slips put right, each once. */
  readonly stems: readonly string[];
  readonly denied: ReadonlyMap<string, boolean>;
}

/** A form that others joined: what all of them deny, and the sides that they take, must agree. */
interface Cluster {
  readonly at: number;
  readonly leader: Form;
  readonly places: ReadonlyMap<string, number>;
  readonly forms: Form[];
  readonly denied: Map<string, boolean>;
  readonly sides: Map<string, string>;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The longer of two answers of one group has at most a third as many words again. */
const longerMax = 4 / 3;

/** Misspelt stems, each with the one that more have written. */
function slipsIn(wordings: ReadonlyMap<Wording, number>, name: LanguageName): Map<string, string> {
  const counts = new Map<string, number>();
  for (const [{ stems }, count] of wordings)
    for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + count);
  const slips = new Map<string, string>();
  const kept = new Map<string, string[]>();
  const shelf = (stem: string, longer: number): string => `${stem.charAt(0)}${stem.length + longer}`;
  const byCount = [...counts].sort(([a, m], [b, n]) => n - m || compare(a, b));
  for (const [stem] of byCount) {
    let right: string | undefined;
    for (const longer of [0, 1, -1, 2, -2])
      right ??= kept.get(shelf(stem, longer))?.find((other) => isSureSlip(stem, other, name));
    if (right !== undefined) slips.set(stem, right);
    else kept.set(shelf(stem, 0), [...(kept.get(shelf(stem, 0)) ?? []), stem]);
  }
  return slips;
}

/** Signs alone are nothing when normalised, and yet not all the same; and a minus is lost. */
function keyOf(text: string, name: LanguageName): string {
  const { normal, must } = wordingOf(text, name);
  return `${normal || text}\n${must}`;
}

function formsOf(answers: readonly GroupedAnswer[], name: LanguageName): Form[] {
  const byNormal = new Map<string, GroupedAnswer[]>();
  for (const answer of answers) {
    const key = keyOf(answer.text, name);
    const same = byNormal.get(key);
    if (same === undefined) byNormal.set(key, [answer]);
    else same.push(answer);
  }
  const read = [...byNormal.values()].map((same) => {
    const text = same.reduce((first, answer) => (answer.text < first ? answer.text : first), same[0]?.text ?? '');
    return { same, wording: wordingOf(text, name) };
  });
  const slips = slipsIn(new Map(read.map(({ same, wording }) => [wording, same.length])), name);
  return read.map(({ same, wording }) => {
    const stems = [...new Set(wording.stems.map((stem) => slips.get(stem) ?? stem))];
    return {
      answers: same,
      wording,
      stems: wording.isList ? stems.sort(compare) : stems,
      denied: new Map([...wording.denied].map(([stem, denied]) => [slips.get(stem) ?? stem, denied])),
    };
  });
}

/** Whether the words that both have come in the same order. */
function keepsOrder({ places }: Cluster, { stems }: Form): boolean {
  let last = -1;
  for (const stem of stems) {
    const place = places.get(stem);
    if (place === undefined) continue;
    if (place < last) return false;
    last = place;
  }
  return true;
}

/** How alike, up to 1; 0 where the two do not belong together. */
function likenessOf(cluster: Cluster, form: Form, longest: number): number {
  const { leader, places } = cluster;
  const [fewer, more] = [leader.stems.length, form.stems.length].sort((a, b) => a - b) as [number, number];
  if (leader.wording.must !== form.wording.must || more > fewer * longest) return 0;
  // One has all that the other has: a word in place of another one says something else.
  const both = form.stems.filter((stem) => places.has(stem)).length;
  if (both < fewer) return 0;
  if (!agree(cluster.denied, form.denied) || !agree(cluster.sides, form.wording.sides)) return 0;
  if (!keepsOrder(cluster, form)) return 0;
  return (2 * both) / (fewer + more);
}

/** Clusters by their words, so that a form meets only those it can belong to. */
class Index {
  private readonly all = new Map<string, Cluster[]>();
  private readonly byRarest = new Map<string, Cluster[]>();
  constructor(private readonly counts: ReadonlyMap<string, number>) {}

  private rarest(stems: Iterable<string>): string {
    let [rarest, least] = ['', Infinity];
    for (const stem of stems) {
      const count = this.counts.get(stem) ?? 0;
      if (count < least || (count === least && stem < rarest)) [rarest, least] = [stem, count];
    }
    return rarest;
  }

  add(cluster: Cluster): void {
    const put = (map: Map<string, Cluster[]>, stem: string): void => {
      const there = map.get(stem);
      if (there === undefined) map.set(stem, [cluster]);
      else there.push(cluster);
    };
    for (const stem of cluster.places.keys()) put(this.all, stem);
    put(this.byRarest, this.rarest(cluster.places.keys()));
  }

  /** Those that have all words of the form, or the other way round, and a few more. */
  *near({ stems }: Form): Generator<Cluster> {
    yield* this.all.get(this.rarest(stems)) ?? [];
    for (const stem of stems) yield* this.byRarest.get(stem) ?? [];
  }
}

function clustersOf(forms: readonly Form[], name: LanguageName): Cluster[] {
  const counts = new Map<string, number>();
  for (const { stems } of forms) for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  const index = new Index(counts);
  const clusters: Cluster[] = [];
  // Of a language that nobody described, one word more may be its "not".
  const longest = name === 'other' ? 1 : longerMax;
  for (const form of forms) {
    let best: Cluster | null = null;
    let most = 0;
    for (const cluster of index.near(form)) {
      const alike = likenessOf(cluster, form, longest);
      if (alike > most || (alike === most && best !== null && cluster.at < best.at)) [best, most] = [cluster, alike];
    }
    if (best !== null) {
      best.forms.push(form);
      for (const [stem, denied] of form.denied) best.denied.set(stem, denied);
      for (const [matter, side] of form.wording.sides) best.sides.set(matter, side);
      continue;
    }
    const cluster = {
      at: clusters.length,
      leader: form,
      places: new Map(form.stems.map((stem, place) => [stem, place])),
      forms: [form],
      denied: new Map(form.denied),
      sides: new Map(form.wording.sides),
    };
    clusters.push(cluster);
    if (form.stems.length > 0) index.add(cluster);
  }
  return clusters;
}

/** Nobody doubts that these are no answers. */
const sureFlags = new Set(['empty', 'unknown', 'copied']);
/** What a flag on every answer of a group adds to its doubt. */
const flagDoubt = 0.5;

/** What a group is worth, 0 to 1, and how unsure that is: credits may change while who is in the group does not. */
export function weigh(answers: readonly Pick<GroupedAnswer, 'credit' | 'flags'>[]): Pick<Group, 'credit' | 'doubt'> {
  const credits = answers.map(({ credit }) => credit).sort((a, b) => a - b);
  const at = (place: number): number => credits[place] ?? 0;
  const credit = (at(Math.floor((credits.length - 1) / 2)) + at(Math.floor(credits.length / 2))) / 2;
  const odd = answers.filter(({ flags }) => flags.some((flag) => !sureFlags.has(flag))).length / answers.length;
  const spread = at(credits.length - 1) - at(0);
  // Any of the three is reason enough to look, and more of them are more.
  const sure = Math.abs(2 * credit - 1) * (1 - flagDoubt * odd) * (1 - spread);
  return { credit, doubt: 1 - sure };
}

function groupOf({ forms }: Cluster): Group {
  const size = new Map(forms.flatMap(({ answers }) => answers.map(({ id }) => [id, answers.length] as const)));
  const answers = forms
    .flatMap((form) => form.answers)
    .sort((a, b) => (size.get(b.id) ?? 0) - (size.get(a.id) ?? 0) || b.credit - a.credit || a.id - b.id);
  return { ids: answers.map(({ id }) => id), text: answers[0]?.text ?? '', ...weigh(answers) };
}

const first = ({ ids }: Group): number => ids[0] ?? 0;
/** What a host should look at comes first. */
const doubtfulFirst = (a: Group, b: Group): number =>
  b.doubt - a.doubt || b.ids.length - a.ids.length || first(a) - first(b);

/** `language` as in a pack. Ids are each given once, and each stands in exactly one group. Most doubtful first. */
export function groupAnswers(answers: readonly GroupedAnswer[], language: string): Group[] {
  const name = languageNameOf(language);
  // What most have written leads; of equals the shorter one, which more others can join.
  const forms = formsOf(answers, name).sort(
    (a, b) =>
      b.answers.length - a.answers.length ||
      a.stems.length - b.stems.length ||
      compare(a.wording.normal, b.wording.normal) ||
      compare(a.answers[0]?.text ?? '', b.answers[0]?.text ?? ''),
  );
  return clustersOf(forms, name).map(groupOf).sort(doubtfulFirst);
}

/**
 * Tells of any answer whether it says nearly the same as one of `texts`: the same words in the same order, but for
 * inflection, articles and slips that are certain. Stricter than a group, since nobody looks at each before it counts.
 */
export function nearlySameAs(texts: readonly string[], language: string): (text: string) => boolean {
  const name = languageNameOf(language);
  const byLength = new Map<number, Wording[]>();
  const keys = new Set(texts.map((text) => keyOf(text, name)));
  for (const text of texts) {
    const wording = wordingOf(text, name);
    const { length } = wording.strict;
    byLength.set(length, [...(byLength.get(length) ?? []), wording]);
  }
  return (text) => {
    if (keys.has(keyOf(text, name))) return true;
    const { strict, must, denied, sides } = wordingOf(text, name);
    if (strict.length === 0) return false;
    return (byLength.get(strict.length) ?? []).some(
      (other) =>
        other.must === must &&
        other.strict.every((stem, at) => stem === strict[at] || isSureSlip(stem, strict[at] ?? '', name)) &&
        agree(denied, other.denied) &&
        agree(sides, other.sides),
    );
  };
}

/** Of two answers alone. For one beside many, `nearlySameAs` is quicker. */
export const isNearlySame = (a: string, b: string, language: string): boolean => nearlySameAs([a], language)(b);
