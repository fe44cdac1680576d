import AxeBuilder from '@axe-core/playwright';
import { type Page, expect } from '@playwright/test';

/** The violations that axe-core finds in a part of a page, shortened. */
export async function examine(page: Page, part = 'html'): Promise<string[]> {
  // During a transition, colours have no meaningful contrast.
  await expect.poll(() => page.evaluate(() => document.getAnimations().length)).toBe(0);
  // The pages have no frames, so legacy mode suffices; it does not need a second page.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().include(part).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)} | ${node.failureSummary}`));
}
