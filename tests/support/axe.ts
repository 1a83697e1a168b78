/** What axe says of a page as people see it, once its motions have ended. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from 'vitest';
import type { Page } from './browser.ts';

export async function expectAccessible(page: Page, where: string): Promise<void> {
  // Motion that still runs has half-transparent colours, which are not what people read.
  // A heartbeat never ends, so it is not waited for.
  await page.evaluate(() => {
    const ending = document.getAnimations().filter((each) => each.effect?.getComputedTiming().iterations !== Infinity);
    return Promise.all(ending.map((each) => each.finished.catch(() => {})));
  });
  const { violations } = await new AxeBuilder({ page }).analyze();
  const words = violations.map(
    ({ id, nodes }) => `${where}: ${id} at ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
  );
  expect(words).toEqual([]);
}
