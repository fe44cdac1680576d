import type { Page } from '@playwright/test';
import { collect, isDocument, open } from './client';
import { BUSY, PLACES } from './sample_urls';
import { expect, test } from './test';

/** What share dialogs, reading lists and feed readers take from the head. */
const read = (page: Page) =>
  page.evaluate(() =>
    [...document.head.querySelectorAll('title, meta[name=description], meta[property], link[rel], script[type="application/ld+json"]')]
      .map((element) => element.outerHTML.replace(/^<(link|meta)([^>]*?)\/?>$/, '<$1$2>'))
      .sort(),
  );

test('metadata follows when the client shows another page, and when it goes back', async ({ page }) => {
  const served: Record<string, string[]> = {};
  for (const path of [PLACES.home, PLACES.category, BUSY]) {
    await open(page, path);
    served[path] = await read(page);
  }
  await open(page, PLACES.home);
  const documents = collect(page, isDocument);
  await page.getByRole('main').locator(`a[href="${BUSY}"]`).first().click();
  await expect(page).toHaveURL(BUSY);
  expect(await read(page)).toEqual(served[BUSY]);
  expect(await page.locator('link[rel=canonical]').getAttribute('href')).toMatch(new RegExp(`${BUSY}$`));
  await page.getByRole('navigation', { name: 'Menu chính' }).getByRole('link', { name: 'Xây dựng' }).click();
  await expect(page).toHaveURL(PLACES.category);
  expect(await read(page)).toEqual(served[PLACES.category]);
  await page.goBack();
  await page.goBack();
  await expect(page).toHaveURL('/');
  await expect(page.locator('.masthead')).toHaveClass('masthead front');
  expect(await read(page)).toEqual(served[PLACES.home]);
  expect(documents).toEqual([]);
});

test('a link with a fragment on another page moves target and focus there, and so does going back', async ({ page }) => {
  await open(page, BUSY);
  const id = await page.locator('article.comment').last().getAttribute('id');
  await open(page, '/gioi-thieu');
  const documents = collect(page, isDocument);
  await page.evaluate((href) => {
    const link = Object.assign(document.createElement('a'), { href, id: 'test-link', textContent: 'đi' });
    document.querySelector('.masthead')?.append(link);
  }, `${BUSY}#${id}`);
  await page.locator('#test-link').click();
  await expect(page.locator(':target')).toHaveAttribute('id', id!);
  await expect(page.locator(':target')).toBeInViewport();
  await expect(page.locator(`#${id}`)).toBeFocused();
  await page.getByRole('link', { name: 'Liên hệ' }).first().click();
  await expect(page).toHaveURL('/lien-he');
  await page.goBack();
  await expect(page.locator(':target')).toHaveAttribute('id', id!);
  expect(documents).toEqual([]);
});
