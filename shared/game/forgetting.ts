/**
 * A log without a player: no name, no token and no written word of them is left, and all others keep what they had. What
 * they chose stays as nobody's, so that counts and the votes on what was written still fit. It changes nothing it is given.
 */
import { isSpelling, normalise } from '../grading/spelling.ts';
import type { Json } from '../kinds/kind.ts';
import { nameKey } from '../names.ts';
import type { Entry, Seat } from './entry.ts';
import { fold } from './fold.ts';
import { emptyState } from './state.ts';

type Answered = Extract<Entry, { type: 'answered' }>;
type Naming = Extract<Entry, { type: 'joined' | 'renamed' }>;

/** Null where nobody ever had the seat. */
export function withoutPlayer(entries: readonly Entry[], seat: Seat): readonly Entry[] | null {
  const state = emptyState();
  const counted = entries.map((entry) => fold(state, entry).ok);
  const player = state.players[seat];
  if (player === undefined) return null;
  const { tokenHash } = player;
  const isTheirs = (entry: Naming): boolean =>
    entry.type === 'joined' ? entry.tokenHash === tokenHash : entry.seat === seat;
  const names = entries.flatMap((entry) => (isNaming(entry) && isTheirs(entry) ? [nameKey(entry.name)] : []));
  const stranger = strangerIn(entries, seat);
  const others = answersOfOthers(
    entries.filter((_, at) => counted[at]),
    seat,
  );
  return entries.flatMap((entry, at): Entry[] => {
    const isRefused = counted[at] === false;
    switch (entry.type) {
      case 'joined':
      case 'renamed': {
        // What was refused changed nothing, and nobody else's attempt at the name must succeed now.
        if (isRefused && (isTheirs(entry) || names.includes(nameKey(entry.name)))) return [];
        if (!isTheirs(entry)) return [entry];
        return [
          entry.type === 'joined' ? { ...entry, name: stranger, tokenHash: stranger } : { ...entry, name: stranger },
        ];
      }
      case 'answered': {
        if (entry.seat !== seat) return [entry];
        if (isRefused) return [];
        const said = [...stringsIn(state.items[entry.item]), ...(others.get(roundOf(entry)) ?? [])];
        return [{ ...entry, answer: withoutWords(entry.answer, said, stranger), ref: stranger }];
      }
      default:
        return [entry];
    }
  });
}

const isNaming = (entry: Entry): entry is Naming => entry.type === 'joined' || entry.type === 'renamed';

/** A name that nobody in this room has, or tried to have. */
function strangerIn(entries: readonly Entry[], seat: Seat): string {
  const taken = new Set(entries.filter(isNaming).map(({ name }) => nameKey(name)));
  let name = `(forgotten ${String(seat + 1)})`;
  while (taken.has(nameKey(name))) name = `(${name})x`;
  return name;
}

const roundOf = ({ item, step = 0 }: Answered): string => `${String(item)} ${String(step)}`;

/** What others wrote in each round. */
function answersOfOthers(entries: readonly Entry[], seat: Seat): ReadonlyMap<string, readonly string[]> {
  const texts = new Map<string, string[]>();
  for (const entry of entries) {
    if (entry.type !== 'answered' || entry.seat === seat) continue;
    const round = texts.get(roundOf(entry));
    if (round === undefined) texts.set(roundOf(entry), stringsIn(entry.answer));
    else round.push(...stringsIn(entry.answer));
  }
  return texts;
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

/** What makes two texts the same; one of signs alone is its own. */
const keyOf = (text: string): string => normalise(text) || text;

/**
 * Each text becomes the stranger's, but one that says what the pack or somebody else says as well becomes theirs: it is
 * no word of this player's own, and what was right or written twice stays so for the others.
 */
function withoutWords(answer: Json, said: readonly string[], stranger: string): Json {
  if (typeof answer === 'string') {
    const key = keyOf(answer);
    const same = said.find((text) => keyOf(text) === key);
    return same ?? said.find((text) => isSpelling(key, keyOf(text), true)) ?? stranger;
  }
  if (Array.isArray(answer)) return answer.map((part: Json) => withoutWords(part, said, stranger));
  if (typeof answer !== 'object' || answer === null) return answer;
  return Object.fromEntries(Object.entries(answer).map(([key, part]) => [key, withoutWords(part, said, stranger)]));
}
