import { chromium } from '@playwright/test';
import { createServer } from 'node:net';
import { PLACES } from './sample_urls';
import { expect, test } from './test';

/** Categories that do not depend on the speed of the machine. Performance does; `make bench` measures it. */
const CATEGORIES = ['accessibility', 'best-practices', 'seo'];

/** Finds a free port. */
function findPort(): Promise<number> {
  return new Promise((found, lost) => {
    const server = createServer();
    server.on('error', lost);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => found(port));
    });
  });
}

for (const [kind, path] of Object.entries({
  home: PLACES.home,
  post: PLACES.post,
  category: PLACES.category,
  search: '/search',
})) {
  test(`${kind}: Lighthouse scores are perfect`, async ({ site, faults: _, launchOptions }) => {
    const { default: lighthouse } = await import('lighthouse');
    const port = await findPort();
    const args = [...(launchOptions.args ?? []), `--remote-debugging-port=${port}`];
    const browser = await chromium.launch({ ...launchOptions, args });
    try {
      const run = await lighthouse(site.url + path, { port, onlyCategories: CATEGORIES, logLevel: 'error' });
      const report = run?.lhr;
      expect(report?.runtimeError).toBeUndefined();
      for (const category of Object.values(report?.categories ?? {})) {
        const lost = category.auditRefs.map((reference) => report?.audits[reference.id]).filter((audit) => audit?.score !== null && audit?.score !== undefined && audit.score < 1);
        expect.soft(category.score, `${category.title}: ${lost.map((audit) => audit?.id).join(', ')}`).toBe(1);
      }
      expect(Object.keys(report?.categories ?? {})).toHaveLength(CATEGORIES.length);
    } finally {
      await browser.close();
    }
  });
}
