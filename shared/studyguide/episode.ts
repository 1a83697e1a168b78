/**
 * The recording that a page shows above the guide: its title and description stand before the line with its length.
 * Without a length there is no episode: nothing else tells its title from any other line.
 */
import type { Episode } from './guide.ts';
import { endsSentence, type Line } from './lines.ts';
import { tidy } from './inline.ts';

/** Where a time that stands alone still belongs to the top of a page. */
const frontLinesMax = 12;

const time = String.raw`(?:\d{1,2}:)?\d{1,2}:\d{2}`;
const player = new RegExp(`^${time} ?[/|] ?(${time})$`);
const leading = new RegExp(`^(${time})(?=$|[\\s·•|,–-])(.*)$`);
const labelled = new RegExp(
  `^(?:duration|length|running time|längd|speltid|dauer|länge|laufzeit|duración|durée|longueur) ?:? ?(${time})\\b`,
  'i',
);
/** What stands beside the length of a recording, and never beside a time in a transcript. */
const size = /\d(?:[.,]\d+)? ?(?:[kmg]i?b|[kmg]o)\b/i;
const plays =
  /\d ?(?:plays?|listens?|views?|uppspelningar|uppspelning|lyssningar|wiedergaben?|aufrufe|reproducciones|reproducción|escuchas|lectures?|écoutes?|vues)\b/i;

export function secondsOf(text: string): number {
  return text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}

interface Length {
  readonly at: number;
  readonly durationSeconds: number;
}

/** The line that says how long it is. The player's own line says it too, but stands below what describes it. */
function findLength(lines: readonly Line[]): Length | null {
  let played: Length | null = null;
  const alone: Length[] = [];
  for (const [at, { text }] of lines.entries()) {
    if (text.length > 200) continue;
    const named = labelled.exec(text);
    if (named !== null) return { at, durationSeconds: secondsOf(named[1] ?? '') };
    const ofPlayer = player.exec(text);
    if (ofPlayer !== null) played ??= { at, durationSeconds: secondsOf(ofPlayer[1] ?? '') };
    const match = leading.exec(text);
    if (match === null || ofPlayer !== null) continue;
    const [, length = '', rest = ''] = match;
    const found = { at, durationSeconds: secondsOf(length) };
    if (size.test(rest) || plays.test(rest)) return found;
    if (rest.trim() === '') alone.push(found);
  }
  if (played !== null) return alone.find((found) => found.durationSeconds === played.durationSeconds) ?? played;
  // A single time may be a length; several are a transcript's.
  const [only, ...others] = alone;
  return only !== undefined && others.length === 0 && only.at < frontLinesMax ? only : null;
}

/** Words of the page around a recording: neither its title nor its description. */
const pageWords =
  /^(?:audio ?player|ljudspelare|lecteur audio|reproductor de audio|play|pause|download|share|back|home|listen|podcast|episodes?|avsnitt|spela|dela|ladda ner|tillbaka|hem|abspielen|teilen|zurück|startseite|herunterladen|reproducir|compartir|descargar|volver|inicio|lire|partager|télécharger|retour|accueil)$/i;
/** `#4 DevOps`: which of the series it is. */
const seriesLabel = /^#\d+\b/;

interface Described {
  readonly title: Line;
  readonly description: readonly Line[];
}

/** The sentences last before the length describe it; the line before them is its title. */
function describe(lines: readonly Line[]): Described | null {
  const own = lines.filter(({ text }) => !pageWords.test(text) && !seriesLabel.test(text));
  const textAt = (at: number): string => own[at]?.text ?? '';
  let from = own.length;
  while (from > 1 && endsSentence(textAt(from - 1))) from -= 1;
  const isTitled = from < own.length;
  const last = own.length - 1;
  // No sentences: two lines are title and description, one is the title.
  const titleAt = isTitled ? from - 1 : last > 0 && textAt(last).length > textAt(last - 1).length ? last - 1 : last;
  const title = own[titleAt];
  return title === undefined ? null : { title, description: own.slice(titleAt + 1) };
}

export function findEpisode(lines: readonly Line[], isGuideTitle: (line: Line) => boolean): Episode | null {
  const length = findLength(lines);
  if (length === null || length.durationSeconds === 0) return null;
  const before = lines.slice(0, length.at).filter((line) => !isGuideTitle(line));
  const described = describe(before);
  const lengthLines = lines.filter(({ text }, at) => at === length.at || player.test(text));
  return {
    title: described?.title.text ?? '',
    description: tidy(described?.description.map(({ text }) => text).join(' ') ?? ''),
    durationSeconds: length.durationSeconds,
    lines: [described?.title, ...(described?.description ?? []), ...lengthLines].flatMap((line) => line?.numbers ?? []),
  };
}
