/**
 * Fills a room with people-like bots: `npm run bots -- --code ABC123 --players 50 [--url http://localhost:4555]`.
 * They join over a few seconds, think before they answer, and stay until the room is over or the time is up.
 */
import { parseArgs } from 'node:util';
import { setTimeout as wait } from 'node:timers/promises';
import { answerTo, handIn, nameOf, randomOf, thinkMs } from './support/personality.ts';
import { Guest } from './support/guest.ts';

const playersMax = 2_000;
/** Bots leave after this, whatever happens: nobody wants them for ever. */
const stayMs = 60 * 60_000;
const joinSpreadMs = 4_000;

const { values } = parseArgs({
  options: {
    code: { type: 'string' },
    players: { type: 'string', default: '20' },
    url: { type: 'string', default: 'http://localhost:4555' },
    median: { type: 'string', default: '4000' },
  },
});

const players = Number(values.players);
const medianMs = Number(values.median);
const code = values.code?.toUpperCase().replace(/[^A-Z0-9]/g, '') ?? '';
if (code === '' || !Number.isInteger(players) || players < 1 || players > playersMax || !(medianMs > 0)) {
  process.stderr.write(
    `Usage: npm run bots -- --code ABC123 [--players 1–${String(playersMax)}] [--url http://localhost:4555] [--median ms]\n`,
  );
  process.exit(1);
}

async function live(at: number): Promise<void> {
  const random = randomOf(at);
  await wait(random() * joinSpreadMs);
  const guest = new Guest({ url: values.url, code, transports: ['websocket', 'polling'] });
  await guest.until(() => guest.isConnected || guest.over !== null);
  let joined = await guest.join(nameOf(at));
  for (let again = 2; !joined.ok && joined.why === 'name-taken'; again++) {
    joined = await guest.join(`${nameOf(at)} ${String(again)}`);
  }
  if (!joined.ok) {
    process.stdout.write(`${nameOf(at)} could not join: ${guest.over ?? joined.why}\n`);
    return guest.close();
  }
  let answered = '';
  const isNew = (): boolean => (guest.scene?.phase === 'asked' && stepKey(guest) !== answered) || isOver(guest);
  for (;;) {
    await guest.until(isNew, stayMs);
    const { scene } = guest;
    if (isOver(guest) || scene?.item == null) break;
    answered = stepKey(guest);
    const shownMs = performance.now();
    await wait(Math.max(0, scene.opensAtMs - Date.now()) + thinkMs(random, medianMs));
    if (guest.scene?.phase !== 'asked' || stepKey(guest) !== answered || !scene.item.asked) continue;
    const { index, item } = scene;
    await guest.act({
      type: 'answer',
      item: index,
      ...(item.step > 0 ? { step: item.step } : {}),
      answer: answerTo(item, random, handIn(scene, guest.you)),
      tookMs: performance.now() - shownMs,
    });
  }
  guest.close();
}

/** An item of several steps is answered once in each. */
const stepKey = ({ scene }: Guest): string => `${String(scene?.index)} ${String(scene?.item?.step)}`;

const isOver = (guest: Guest): boolean => guest.over !== null || guest.scene?.phase === 'ended';

process.stdout.write(`${String(players)} bots are on their way to ${code} at ${values.url}. Ctrl+C ends them.\n`);
setTimeout(() => process.exit(0), stayMs).unref();
await Promise.all(Array.from({ length: players }, (_, at) => live(at)));
process.stdout.write('The room is over; the bots went home.\n');
