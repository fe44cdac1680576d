import type { Page } from '@playwright/test';
import { hydrated, open } from './client';
import { PLACES } from './sample_urls';
import { expect, test } from './test';

const LIGHT = 'rgb(247, 246, 240)';
const DARK = 'rgb(18, 23, 21)';

const paper = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

test('the theme follows the system until the reader chooses', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(page, '/');
  expect(await paper(page)).toBe(DARK);
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await paper(page)).toBe(LIGHT);
  // First the other theme, then that of the system as a choice, then as the system again.
  for (const [name, colour] of [['theo thiết bị', DARK], ['tối', LIGHT], ['sáng', LIGHT]]) {
    await page.getByRole('button', { name: `Nền: ${name}`, exact: true }).click();
    expect(await paper(page)).toBe(colour);
  }
  await expect(page.getByRole('button', { name: 'Nền: theo thiết bị' })).toBeVisible();
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await paper(page)).toBe(DARK);
});

test('a chosen theme persists over pages and reloads, without a flash', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await open(page, '/');
  await page.getByRole('button', { name: /^Nền:/ }).click();
  expect(await paper(page)).toBe(DARK);
  await page.getByRole('link', { name: 'Giới thiệu' }).first().click();
  await expect(page).toHaveURL('/gioi-thieu');
  expect(await paper(page)).toBe(DARK);
  await page.addInitScript(() => {
    // Reads the theme when the body begins, before anything is painted.
    new MutationObserver((_, observer) => {
      if (!document.body) return;
      observer.disconnect();
      Object.assign(window, { themeAtFirst: document.documentElement.dataset.theme });
    }).observe(document, { childList: true, subtree: true });
  });
  await page.reload();
  expect(await page.evaluate(() => (window as never as { themeAtFirst: string }).themeAtFirst)).toBe('dark');
  await hydrated(page);
  expect(await paper(page)).toBe(DARK);
  await page.getByRole('button', { name: 'Nền: tối' }).click();
  expect(await paper(page)).toBe(LIGHT);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.reload();
  expect(await paper(page)).toBe(LIGHT);
});

test('the theme can be switched without storage', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', { get: () => { throw new DOMException('no', 'SecurityError'); } });
  });
  await open(page, PLACES.post);
  await page.getByRole('button', { name: /^Nền:/ }).click();
  expect(await paper(page)).toBe(DARK);
});

test('a chosen theme follows to other tabs', async ({ page, context }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await open(page, '/');
  const other = await context.newPage();
  await other.emulateMedia({ colorScheme: 'light' });
  await open(other, PLACES.post);
  await page.getByRole('button', { name: /^Nền:/ }).click();
  await expect(other.locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(await paper(other)).toBe(DARK);
});

test('the link of a post is copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, PLACES.post);
  await page.getByRole('button', { name: 'Sao chép liên kết' }).click();
  await expect(page.getByRole('button', { name: 'Đã sao chép' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
});
