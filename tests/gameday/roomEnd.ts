/** How a day's room ends: by its host, after the last item, and with a line in the server's log. */
import { comesTrue, type DayServer } from './day.ts';
import type { Host } from './game.ts';

const toldMsMax = 10_000;

export async function endRoom(server: DayServer, host: Host): Promise<void> {
  await host.toPodium();
  await host.guest.act({ type: 'end' });
  await host.guest.until(({ desk }) => desk?.phase === 'ended');
  await comesTrue(() => server.logged(/^room over$/).length > 0, toldMsMax);
}
