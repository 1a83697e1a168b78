/**
 * What must hold after quiet: the server is a fold of its log, every screen shows what the server would show it now, and
 * whatever anybody was told is true.
 */
import { answeringOf } from '../../client/pages/play/moment.ts';
import { isDeepStrictEqual } from 'node:util';
import { fold } from '../../shared/game/fold.ts';
import { emptyState, seatOf, type Round, type State } from '../../shared/game/state.ts';
import { laterStep } from '../../shared/game/steps.ts';
import { deskView, sceneView, stageView, youView, type Presence } from '../../shared/game/views.ts';
import { kindOf } from '../../shared/kinds/index.ts';
import type { Json } from '../../shared/kinds/kind.ts';
import type { Scene, You } from '../../shared/protocol/views.ts';
import { hashToken } from '../../server/live/tokens.ts';
import type { Mine } from '../../client/live/room.svelte.ts';
import type { Host } from './host.ts';
import { handIn } from '../support/personality.ts';
import type { Answering } from './truth.ts';
import { code, type Page, type World } from './world.ts';

const print = (thing: unknown): string => JSON.stringify(thing);

/** A view without its place in the log: entries that change nothing for this audience move it on. */
function bare<V extends { readonly seq: number }>(view: V | null): Omit<V, 'seq'> | null {
  if (view === null) return null;
  const { seq: _seq, ...rest } = view;
  return rest;
}

export async function checkAll(world: World, host: Host): Promise<void> {
  const live = await world.rooms?.find(code);
  if (live === null || live === undefined) {
    // Its code is free again once it is over and the server was started anew.
    if (world.truth.state.phase !== 'ended') world.truth.wrong('the server does not know the room');
    for (const page of world.pages) checkOver(world, page);
    return checkAnswers(world);
  }
  const { state, presence } = live.room;
  checkState(world, state);
  checkAnswers(world);
  for (const page of world.pages) checkPage(world, host, page, state, presence);
  checkLastWords(world);
  checkPresence(
    world,
    state,
    [...presence].map(([seat]) => seat),
  );
  checkAwaited(
    world,
    state,
    [...presence].map(([seat]) => seat),
  );
}

function checkState({ truth }: World, state: State): void {
  const fresh = emptyState();
  for (const entry of JSON.parse(print(truth.entries)) as typeof truth.entries) fold(fresh, entry);
  if (!isDeepStrictEqual(state, fresh))
    truth.wrong(`the server's state is no fold of its log: ${differing(state, fresh)}`);
  for (const [seat, player] of fresh.players.entries()) {
    const earned = fresh.rounds.reduce((sum, round) => sum + (round.awards[seat]?.points ?? 0), 0);
    if (player.points !== earned)
      truth.wrong(`seat ${String(seat)} has ${String(player.points)}, earned ${String(earned)}`);
  }
  for (const round of fresh.rounds) {
    const seats = [...round.answers.keys()].filter((seat) => round.answers[seat] !== null);
    const most = seats.length;
    // Who is removed while it is open is taken out of the count, who is removed later is not.
    const least = seats.filter((seat) => fresh.players[seat]?.removed !== true).length;
    const isRight = round.answerCount >= least && round.answerCount <= (round.outcome === 'open' ? least : most);
    if (!isRight)
      truth.wrong(`item ${String(round.item)} counts ${String(round.answerCount)} answers of ${String(most)}`);
  }
}

function checkAnswers({ truth }: World): void {
  for (const [ref, { player, answer, told }] of truth.answers) {
    const counted = truth.counted(ref);
    if (counted.length > 1) truth.wrong(`the answer ${ref} counts ${String(counted.length)} times`);
    if (told?.ok === true && counted.length === 0)
      truth.wrong(`player ${String(player)} was told ${ref} counts; it does not`);
    // Who left is told that of everything asked before, too.
    if (told?.ok === false && told.why !== 'not-joined' && counted.length > 0)
      truth.wrong(`player ${String(player)} was told ${print(told)}, yet ${ref} counts`);
    if (told?.ok === true && counted.some(({ round, step }) => !isAt(answer, round, step)))
      truth.wrong(`${ref} counts for another item or step`);
  }
  for (const { seat, round, step, given } of truth.all()) {
    const sent = truth.answers.get(given.ref);
    const item = truth.state.items[round.item];
    const owner = truth.playerByHash.get(truth.state.players[seat]?.tokenHash ?? '');
    if (sent === undefined || item === undefined) {
      truth.wrong(`nobody sent the answer ${given.ref}`);
      continue;
    }
    const later = laterStep(item, step);
    const { answer: raw } = sent.answer;
    const parsed = later === undefined ? kindOf(item).parse(item, raw) : later.parse(item, round.board, seat, raw);
    if (sent.player !== owner || !isAt(sent.answer, round, step) || !isDeepStrictEqual(parsed, given.answer)) {
      const where = `item ${String(round.item)}, step ${String(step)}`;
      truth.wrong(`seat ${String(seat)}, ${where}: what counts is not what its player sent`);
    }
  }
}

const isAt = (answer: Answering, round: Round, step: number): boolean =>
  answer.item === round.item && (answer.step ?? 0) === step;

/** An answer outlives the page it was given on: where a page is open, each player's last one has had its word. */
function checkLastWords({ truth, pages }: World): void {
  const last = new Map([...truth.answers.values()].map((asked) => [asked.player, asked]));
  for (const { room, token, audience } of pages) {
    const asked = last.get(truth.playerByHash.get(hashToken(token)) ?? -1);
    if (audience !== 'player' || room.over !== null || asked === undefined || asked.isSettled) continue;
    truth.wrong(`player ${String(asked.player)} never heard of the answer ${asked.answer.ref}`);
  }
}

function checkPage(world: World, host: Host, page: Page, state: State, presence: Presence): void {
  const { truth } = world;
  const { room, audience } = page;
  const who = whoseOf(world, page);
  if (room.over !== null) return checkOver(world, page);
  const same = (name: string, held: unknown, fresh: unknown): void => {
    if (!isDeepStrictEqual(held, fresh)) truth.wrong(`${who} holds another ${name}: ${differing(held, fresh)}`);
  };
  if (audience === 'stage') same('stage', bare(room.stage), bare(stageView(state, presence)));
  else if (audience === 'desk') {
    same('desk', bare(room.desk), bare(deskView(state, presence, host.found.get(page) ?? '')));
  } else {
    same('scene', bare(room.scene), bare(sceneView(state)));
    checkYou(world, who, page, state, presence, same);
  }
}

function checkYou(
  world: World,
  who: string,
  { room, token }: Page,
  state: State,
  presence: Presence,
  same: (name: string, held: unknown, fresh: unknown) => void,
): void {
  const seat = seatOf(state, hashToken(token));
  const isSeated = seat !== undefined && state.players[seat]?.left === false;
  if (!isSeated) return same('you', room.you, null);
  const nowMs = world.clock.nowMs;
  const scene = sceneView(state);
  // In a pause a phone goes on asking: what it holds back is no fault.
  const isHeldBack = room.mine?.state === 'sending' && state.pausedAtMs !== null;
  const mine = isHeldBack ? null : room.mine;
  same('you', drawn(scene, room.you, mine, nowMs), drawn(scene, youView(state, seat), null, nowMs));
  if (!presence.has(seat)) world.truth.wrong(`${who} is connected, and not present`);
  if (mine?.state === 'sending') world.truth.wrong(`${who} waits for ever for an acknowledgement`);
}

/** What a phone makes of its own view: of the last item's, and of its own answer that it knows more of. */
function drawn(scene: Scene, you: You | null, mine: Mine | null, nowMs: number): Json {
  if (you === null) return null;
  const { answer } = answeringOf(scene, you, mine, nowMs);
  const result = you.index === scene.index ? you.result : null;
  const { seat, name, points, streak, rank } = you;
  const flagged = you.index === scene.index && you.flagged === true;
  const own = { seat, name, points, streak, rank, flagged, hand: handIn(scene, you), answer };
  return { ...own, result: result === null ? null : { ...result } };
}

function checkOver(world: World, page: Page): void {
  const { truth } = world;
  const { over } = page.room;
  const seat = seatOf(truth.state, hashToken(page.token));
  const isRemoved = seat !== undefined && truth.state.players[seat]?.removed === true;
  const isDue =
    (over === 'removed' && isRemoved) ||
    (over === 'elsewhere' && page.hadRival) ||
    ((over === 'room-over' || over === 'no-such-room') && truth.state.phase === 'ended');
  if (!isDue) truth.wrong(`${whoseOf(world, page)} was parted with "${String(over)}" for no reason`);
}

const whoseOf = ({ truth }: World, { audience, token }: Page): string =>
  audience === 'player' ? `player ${String(truth.playerByHash.get(hashToken(token)))}` : audience;

/** Nobody is waited for who is not there. */
function checkPresence({ truth, pages }: World, state: State, present: readonly number[]): void {
  const here = [...pages].filter(({ room }) => room.link === 'up').map(({ token }) => hashToken(token));
  for (const seat of present) {
    const { tokenHash, name } = state.players[seat] ?? {};
    if (tokenHash === undefined || !here.includes(tokenHash))
      truth.wrong(`${String(name)} is present, and not connected`);
  }
}

/** A question that everybody has answered does not stay open. */
function checkAwaited({ truth }: World, state: State, present: readonly number[]): void {
  const round = state.rounds.at(-1);
  const item = round === undefined ? undefined : state.items[round.item];
  if (state.phase !== 'asked' || state.pausedAtMs !== null || item === undefined || round === undefined) return;
  if (!kindOf(item).asked) return;
  const missing = present.filter((seat) => (round.answers[seat] ?? null) === null);
  if (present.length > 0 && missing.length === 0) truth.wrong('everybody has answered, and the question stays open');
}

/** Where two things differ: the paths, and both sides, shortened. */
function differing(held: unknown, fresh: unknown, path = ''): string {
  if (typeof held !== 'object' || typeof fresh !== 'object' || held === null || fresh === null) {
    return isDeepStrictEqual(held, fresh)
      ? ''
      : ` ${path || '(all)'}: holds ${print(held)}, should ${print(fresh)}`.slice(0, 400);
  }
  const keys = new Set([...Object.keys(held), ...Object.keys(fresh)]);
  return [...keys]
    .map((key) => {
      const side = (of: object): unknown => (of as Record<string, unknown>)[key];
      return differing(side(held), side(fresh), `${path}.${key}`);
    })
    .join('');
}
