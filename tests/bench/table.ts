/** The bench's figures as rows: what they are called, how they follow from a run, and how they are printed. */
import { median, type RunFigures, type Usage } from './figures.ts';

export interface Row {
  system: string;
  players: number;
  openP50Ms: number;
  openP95Ms: number;
  openP99Ms: number;
  spreadMs: number;
  ackP50Ms: number;
  ackP99Ms: number;
  /** The same with all answers inside half a second. */
  ackBurstP99Ms: number;
  resultsP99Ms: number;
  resultsLastMs: number;
  cpuMsPerPlayerQuestion: number;
  bytesPerPlayerQuestion: number;
  framesPerPlayerQuestion: number;
  bytesPerIdlePlayer: number;
  joinsPerSecond: number;
  cpuMsPerJoin: number;
  reconnectsPerSecond: number;
  loopP99Ms: number;
  longestPauseMs: number;
  lost: number;
  driverLagMs: number;
  /** Null for servers that keep no time. */
  deadlineOffMs: number | null;
}

type Figure = Exclude<keyof Row, 'system' | 'deadlineOffMs'>;

export function rowOf(system: string, players: number, run: RunFigures, usage: ReadonlyMap<string, Usage>): Row {
  const { questions } = run;
  const slow = questions.filter(({ answersOverMs }) => answersOverMs >= 1_000);
  const burst = questions.filter(({ answersOverMs }) => answersOverMs < 1_000);
  type Question = RunFigures['questions'][number];
  const over = (pick: (question: Question) => number, of = questions): number => median(of.map(pick));
  const [empty, joined, warm, done] = ['empty', 'joined', 'warm', 'done'].map((mark) => usage.get(mark));
  return {
    system,
    players,
    openP50Ms: over((question) => question.openP50Ms),
    openP95Ms: over((question) => question.openP95Ms),
    openP99Ms: over((question) => question.openP99Ms),
    spreadMs: over((question) => question.spreadMs),
    ackP50Ms: over((question) => question.ackP50Ms, slow),
    ackP99Ms: over((question) => question.ackP99Ms, slow),
    ackBurstP99Ms: over((question) => question.ackP99Ms, burst),
    resultsP99Ms: over((question) => question.resultsP99Ms),
    resultsLastMs: over((question) => question.resultsLastMs),
    cpuMsPerPlayerQuestion: ((done?.cpuMs ?? 0) - (warm?.cpuMs ?? 0)) / questions.length / players,
    bytesPerPlayerQuestion: over((question) => question.bytes) / players,
    framesPerPlayerQuestion: over((question) => question.frames) / players,
    bytesPerIdlePlayer: Math.max(0, (joined?.rssBytes ?? 0) - (empty?.rssBytes ?? 0)) / players,
    cpuMsPerJoin: ((joined?.cpuMs ?? 0) - (empty?.cpuMs ?? 0)) / players,
    joinsPerSecond: (players / run.joinMs) * 1_000,
    reconnectsPerSecond: (players / run.reconnectMs) * 1_000,
    loopP99Ms: done?.loopP99Ms ?? 0,
    longestPauseMs: done?.longestPauseMs ?? 0,
    lost: run.reconnectLost + questions.reduce((sum, question) => sum + question.lost, 0),
    driverLagMs: run.driverLagMs,
    deadlineOffMs: run.deadlineOffMs,
  };
}

const columns: readonly (readonly [name: string, figure: Figure, digits: number])[] = [
  ['open p50', 'openP50Ms', 1],
  ['p95', 'openP95Ms', 1],
  ['p99', 'openP99Ms', 1],
  ['spread', 'spreadMs', 1],
  ['ack p50', 'ackP50Ms', 1],
  ['p99', 'ackP99Ms', 1],
  ['in 0.5 s', 'ackBurstP99Ms', 1],
  ['result p99', 'resultsP99Ms', 1],
  ['last', 'resultsLastMs', 1],
  ['CPU/p/q', 'cpuMsPerPlayerQuestion', 3],
  ['bytes/p/q', 'bytesPerPlayerQuestion', 0],
  ['frames', 'framesPerPlayerQuestion', 2],
  ['idle B/p', 'bytesPerIdlePlayer', 0],
  ['joins/s', 'joinsPerSecond', 0],
  ['CPU/join', 'cpuMsPerJoin', 3],
  ['backs/s', 'reconnectsPerSecond', 0],
  ['loop p99', 'loopP99Ms', 1],
  ['GC max', 'longestPauseMs', 1],
  ['lost', 'lost', 0],
];

/** Of several runs of one system at one size: the median of each figure, and the worst of what must not happen. */
export function medianRow(rows: readonly Row[]): Row {
  const [first] = rows;
  if (first === undefined) throw new Error('no runs');
  const figures = Object.keys(first).filter((key): key is Figure => key !== 'system' && key !== 'deadlineOffMs');
  const row = { ...first };
  for (const figure of figures) row[figure] = median(rows.map((each) => each[figure]));
  row.lost = Math.max(...rows.map(({ lost }) => lost));
  row.driverLagMs = Math.max(...rows.map(({ driverLagMs }) => driverLagMs));
  if (first.deadlineOffMs !== null)
    row.deadlineOffMs = Math.max(...rows.map(({ deadlineOffMs }) => deadlineOffMs ?? 0));
  return row;
}

const line = (cells: readonly string[]): string =>
  cells.map((cell, at) => cell.padStart(at === 1 ? 11 : at === 0 ? 7 : 10)).join('');

export const headLine = (): string => line(['players', 'system', ...columns.map(([name]) => name), 'deadline']);

export const rowLine = (row: Row): string =>
  line([
    String(row.players),
    row.system,
    ...columns.map(([, figure, digits]) => row[figure].toFixed(digits)),
    row.deadlineOffMs?.toFixed(1) ?? '–',
  ]);

/** Ours beside another's: times, costs and bytes, less is better; joins and comebacks, more is. */
export const ratioLine = (ours: Row, other: Row): string =>
  line([
    '',
    `/ ${other.system}`,
    ...columns.map(([, figure]) => (other[figure] === 0 ? '–' : `${(ours[figure] / other[figure]).toFixed(2)}×`)),
  ]);
