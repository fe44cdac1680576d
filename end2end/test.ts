import { type BrowserContext, test as base } from '@playwright/test';
import { Faults } from './browser_errors';
import { Site, type Settings } from './site';

export { expect } from '@playwright/test';

type Fixtures = {
  /** The site under test. */
  site: Site;
  /** Errors of the browser; a test fails if there is one that it does not allow. */
  faults: Faults;
};

/** For tests that only read: all tests of a worker share one site. */
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
      // Messages of Chromium when scripts are disabled.
      if (!javaScriptEnabled) faults.allow(/request failed: csp .*\.js$/, /console warning: .*preloaded using link preload/);
      faults.watch(context);
      await use(faults);
      faults.verify();
    },
    { auto: true },
  ],
});

/** For tests that write: each has its own site and its own settings. */
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
