import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { hydrated } from './client';
import { expect, test as base } from './test';
import { Site } from './site';

/** The export to import; by default the fixture of the import's own tests. */
const EXPORT = resolve(process.env.LONGAN_IMPORT ?? `${__dirname}/../tests/fixtures/wordpress.xml`);

/** A one-pixel image that replaces images of other servers. */
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

const test = base.extend<object, { imported: Site }>({
  imported: [
    async ({}, use) => {
      const site = await Site.create();
      await site.run('import', 'wordpress', EXPORT);
      await site.start();
      await use(site);
      await site.remove();
    },
    { scope: 'worker' },
  ],
  site: async ({ imported }, use) => use(imported),
});

/** Media of the old site are missing, since this import has no uploads folder. */
const MEDIA = /404.*\.(png|jpe?g|gif|webp|mp[34]|mov|ogg)/;

/** The paths on this site that a page links to. */
const links = (page: Page) =>
  page.locator('a[href]').evaluateAll((found) =>
    (found as HTMLAnchorElement[])
      .filter((link) => link.origin === location.origin && !/\.[a-z0-9]+$/i.test(link.pathname))
      .map((link) => link.pathname + link.search)
      // Such a link only moves the form on the same page.
      .filter((path) => !/[?&]reply=/.test(path)),
  );

test('every imported page opens, hydrates without errors, fits a phone and runs no scripts', async ({ page, site, faults }) => {
  test.setTimeout(180_000);
  faults.allow(MEDIA);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.route((url) => url.origin !== site.url, (route) => route.fulfill({ body: PIXEL, contentType: 'image/gif' }));
  const alarms: string[] = [];
  await page.exposeFunction('alert', (text: string) => alarms.push(text));
  const seen = new Set(['/']);
  // Iterating over a set includes elements that are added meanwhile.
  for (const path of seen) {
    const response = await page.goto(path);
    const before = faults.list().length;
    expect.soft(response?.status(), path).toBe(200);
    await hydrated(page);
    expect.soft(faults.list().slice(before), path).toEqual([]);
    const { wide, widest } = await page.evaluate(() => {
      const edge = document.documentElement.clientWidth;
      const over = [...document.querySelectorAll('main *')].find((element) => element.getBoundingClientRect().right > edge + 1);
      return { wide: document.documentElement.scrollWidth > edge, widest: over?.outerHTML.slice(0, 120) };
    });
    expect.soft(wide, `${path} is wider than a phone: ${widest}`).toBe(false);
    for (const link of await links(page)) seen.add(link);
  }
  expect(alarms, 'hostile content has run').toEqual([]);
  expect(seen.size).toBeGreaterThan(5);
  test.info().annotations.push({ type: 'pages opened', description: String(seen.size) });
});

test('links to imported pages load no document, unless they have players', async ({ page, site, faults }) => {
  test.setTimeout(180_000);
  faults.allow(MEDIA);
  await page.route((url) => url.origin !== site.url, (route) => route.fulfill({ body: PIXEL, contentType: 'image/gif' }));
  await page.goto('/');
  await hydrated(page);
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));
  const headlines = page.getByRole('main').getByRole('article').getByRole('heading');
  for (let place = 0; place < (await headlines.count()); place += 1) {
    const headline = (await headlines.nth(place).innerText()).replace(/\s+/g, ' ').trim();
    await headlines.nth(place).getByRole('link').click();
    await expect(page).not.toHaveURL('/');
    await expect(page.getByRole('heading', { level: 1 }).first()).toHaveText(headline);
    // The policy of the front page allows no players.
    const hasPlayer = (await page.locator('.embed-player').count()) > 0;
    expect(await page.evaluate(() => 'sameDocument' in window), headline).toBe(!hasPlayer);
    await page.goBack();
    await expect(page).toHaveURL('/');
    await expect(headlines.first()).toBeVisible();
    if (hasPlayer) {
      await hydrated(page);
      await page.evaluate(() => Object.assign(window, { sameDocument: true }));
    }
  }
});
