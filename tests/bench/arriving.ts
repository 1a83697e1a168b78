/** How people come to a bench: from many addresses, and so many on their way in at once. Who they are is not known here. */

/** As from many homes: what one address may do in a minute is another test's subject. Only Linux has all of 127/8. */
export const fromOf = (at: number): string | undefined =>
  process.platform === 'linux' ? `127.0.0.${String(2 + (at % 200))}` : undefined;

/** All of them, so many at once: the next one comes when somebody is in. */
export async function comeIn<Each>(
  all: readonly Each[],
  atOnce: number,
  enter: (each: Each, at: number) => Promise<unknown>,
): Promise<void> {
  const waiting = all.entries();
  const inTurn = async (): Promise<void> => {
    for (const [at, each] of waiting) await enter(each, at);
  };
  await Promise.all(Array.from({ length: atOnce }, inTurn));
}
