import { type BrowserContext, test as base } from '@playwright/test';
import { Faults } from './browser_errors';
import { Site, type Settings } from './site';

export { expect } from '@playwright/test';

type Fixtures = {
  /** The site that the test's pages come from. */
  site: Site;
  /** What the browser complains about; a test fails with any of it that it does not allow. */
  faults: Faults;
};

/** For tests that only read: all of a worker share one site. */
export const test = base.extend<Fixtures, { shared: Site }>({
  shared: [
    async ({}, use) => {
      const site = await Site.create();
      await site.start();
      await use(site);
      await site.remove();
    },
    { scope: 'worker' },
  ],
  site: async ({ shared }, use) => use(shared),
  baseURL: async ({ site }, use) => use(site.url),
  faults: [
    async ({ context, javaScriptEnabled }, use) => {
      const faults = new Faults();
      // What Chromium says when it is told to run no scripts.
      if (!javaScriptEnabled) faults.allow(/request failed: csp .*\.js$/, /console warning: .*preloaded using link preload/);
      faults.watch(context);
      await use(faults);
      faults.verify();
    },
    { auto: true },
  ],
});

/** For tests that write: each has a site of its own, with settings of its own. */
export const writing = test.extend<{ settings: Settings; stranger: BrowserContext }>({
  settings: [{}, { option: true }],
  site: async ({ settings }, use) => {
    const quick = { COMMENTS_SECONDS_TO_WRITE: '0', COMMENTS_BURST: '1000' };
    const site = await Site.create({ ...quick, ...settings });
    await site.start();
    await use(site);
    await site.remove();
  },
  /** Another person's browser. */
  stranger: async ({ browser, baseURL, javaScriptEnabled, faults }, use) => {
    const context = await browser.newContext({ baseURL, javaScriptEnabled, locale: 'vi-VN' });
    faults.watch(context);
    await use(context);
    await context.close();
  },
});
