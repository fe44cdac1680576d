import type { Page } from '@playwright/test';
import { NOT_FOUND, PLACES } from './sample_urls';
import { expect, test } from './test';

/** By how many CSS pixels the page overflows horizontally. */
async function overflow(page: Page): Promise<number> {
  return page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
}

for (const [kind, path] of Object.entries(PLACES)) {
  test(`${kind}: no horizontal overflow`, async ({ page, faults }) => {
    faults.allow(...NOT_FOUND);
    await page.goto(path);
    for (const width of [320, 360, 768, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await overflow(page), `at ${width} px`).toBe(0);
    }
  });
}

test('the sidebar is below the content on a phone, and beside it on a desktop', async ({ page }) => {
  await page.goto(PLACES.category);
  const place = async () => {
    const main = await page.getByRole('main').boundingBox();
    const sidebar = await page.getByRole('complementary').boundingBox();
    if (!main || !sidebar) throw new Error('no main or no sidebar');
    return { main, sidebar };
  };
  await page.setViewportSize({ width: 360, height: 740 });
  const phone = await place();
  expect(phone.sidebar.y).toBeGreaterThanOrEqual(phone.main.y + phone.main.height - 1);
  await page.setViewportSize({ width: 1440, height: 900 });
  const admin = await place();
  expect(admin.sidebar.x).toBeGreaterThanOrEqual(admin.main.x + admin.main.width);
  expect(admin.sidebar.y).toBeLessThan(admin.main.y + admin.main.height);
});

test('lines of a post are 60 to 75 letters long where there is room, and large enough on a phone', async ({ page }) => {
  await page.goto(PLACES.post);
  const measure = () =>
    page.locator('.prose > p').first().evaluate((paragraph) => {
      const range = document.createRange();
      const text = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT).nextNode();
      if (!text?.textContent) throw new Error('the paragraph has no text');
      let letters = 0;
      let top: number | undefined;
      for (; letters < text.textContent.length; letters += 1) {
        range.setStart(text, letters);
        range.setEnd(text, letters + 1);
        const box = range.getBoundingClientRect();
        top ??= box.top;
        if (box.top > top + box.height / 2) break;
      }
      return { letters, size: Number.parseFloat(getComputedStyle(paragraph).fontSize) };
    });
  await page.setViewportSize({ width: 1440, height: 900 });
  const admin = await measure();
  expect(admin.letters).toBeGreaterThanOrEqual(58);
  expect(admin.letters).toBeLessThanOrEqual(78);
  await page.setViewportSize({ width: 360, height: 740 });
  expect((await measure()).size).toBeGreaterThanOrEqual(18);
});

test('wide tables scroll by themselves, and can be scrolled with the keyboard', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(PLACES['post with a table']);
  const scroller = page.locator('.prose :has(> table)').first();
  expect(await scroller.evaluate((element) => element.scrollWidth > element.clientWidth)).toBe(true);
  await expect(scroller).toHaveAttribute('tabindex', '0');
});
