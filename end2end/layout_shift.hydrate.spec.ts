import type { Page } from '@playwright/test';
import { hold, hydrated } from './client';
import { BUSY, PLACES } from './sample_urls';
import { expect, test } from './test';

/** Keeps where all elements are, once the fonts are loaded. */
const keep = (page: Page) =>
  page.evaluate(async () => {
    await document.fonts.ready;
    const place = (element: Element) => JSON.stringify(element.getBoundingClientRect());
    const places = [...document.body.querySelectorAll('*')].map((element) => [element, place(element)] as const);
    const moved = () => places.filter(([element, before]) => place(element) !== before).map(([element]) => `${element.nodeName} ${element.className}`);
    Object.assign(window, { moved });
  });

/** The elements that are no longer where they were. */
const moved = (page: Page) => page.evaluate(() => (window as never as { moved: () => string[] }).moved());

for (const width of [390, 768, 1440]) {
  test(`at ${width} px, nothing moves when the client takes over a page`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    for (const path of [PLACES.home, BUSY, PLACES.search]) {
      const release = await hold(page, '**/*.wasm');
      await page.goto(path);
      await keep(page);
      release();
      await hydrated(page);
      expect(await moved(page), path).toEqual([]);
      await page.unroute('**/*.wasm');
    }
  });
}

test('the form has the room for what the client adds', async ({ page }) => {
  const release = await hold(page, '**/*.wasm');
  await page.goto(BUSY);
  await expect(page.getByText('Nhớ tên và email')).toBeHidden();
  release();
  await hydrated(page);
  await expect(page.getByText('Nhớ tên và email')).toBeVisible();
});
