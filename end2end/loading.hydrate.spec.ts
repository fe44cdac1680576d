import { collect, hydrated } from './client';
import { BUSY } from './sample_urls';
import { expect, test } from './test';

const isClient = (request: import('@playwright/test').Request) => /\/pkg\/.*\.(js|wasm)$/.test(request.url());

/** Simulates a browser that sends `Save-Data`. */
const save = () => Object.defineProperty(Navigator.prototype, 'connection', { get: () => ({ saveData: true }) });

test('the client is loaded after the first paint', async ({ page }) => {
  await page.goto(BUSY);
  await hydrated(page);
  const { painted, asked } = await page.evaluate(() => ({
    painted: performance.getEntriesByName('first-contentful-paint')[0].startTime,
    asked: (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
      .filter((entry) => /\.(js|wasm)$/.test(entry.name))
      .map((entry) => entry.startTime),
  }));
  expect(asked).toHaveLength(2);
  for (const time of asked) expect(time).toBeGreaterThanOrEqual(painted);
});

test('with Save-Data, the client is loaded when a comment is going to be written', async ({ page }) => {
  await page.addInitScript(save);
  const files = collect(page, isClient);
  await page.goto(BUSY);
  // Waits longer than the client takes to load without `Save-Data`.
  await page.evaluate(() => new Promise((done) => requestIdleCallback(() => setTimeout(done, 2000))));
  expect(files).toEqual([]);
  await expect(page.locator('html')).not.toHaveAttribute('data-client', /./);
  await page.keyboard.press('Tab');
  await page.mouse.move(300, 300);
  await page.locator('h1').click();
  await page.getByRole('button', { name: 'Nền: theo thiết bị' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', /light|dark/);
  expect(files).toEqual([]);
  await page.locator('#comment-body').focus();
  await hydrated(page);
  expect(files).toHaveLength(2);
});

test('with Save-Data, a link works before the client is loaded', async ({ page }) => {
  await page.addInitScript(save);
  await page.goto(BUSY);
  await page.getByRole('link', { name: 'Giới thiệu' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Giới thiệu');
});
