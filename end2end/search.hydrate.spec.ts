import type { Page } from '@playwright/test';
import AxeBuilder from '@axe-core/playwright';
import { collect, hold, isDocument, open } from './client';
import { expect, test } from './test';

const field = (page: Page) => page.getByRole('combobox', { name: 'Tìm bài, trang, bình luận' });
const options = (page: Page) => page.getByRole('listbox', { name: 'Gợi ý' }).getByRole('option');

test('suggestions appear while typing, and can be chosen with the keyboard', async ({ page }) => {
  await open(page, '/');
  const documents = collect(page, isDocument);
  await expect(field(page)).toHaveAttribute('aria-expanded', 'false');
  await field(page).pressSequentially('cong ngh');
  await expect(options(page)).not.toHaveCount(0);
  await expect(field(page)).toHaveAttribute('aria-expanded', 'true');
  await expect(field(page)).toHaveAttribute('aria-controls', 'suggestions');
  await expect(page.locator('[aria-live]')).toHaveText(/^\d+ gợi ý/);
  await expect(options(page).first().locator('mark')).toHaveText('Công nghiệp');

  await page.keyboard.press('ArrowDown');
  await expect(options(page).first()).toHaveAttribute('aria-selected', 'true');
  await expect(field(page)).toHaveAttribute('aria-activedescendant', 'suggestion-0');
  await page.keyboard.press('ArrowUp');
  await expect(field(page)).not.toHaveAttribute('aria-activedescendant');
  await page.keyboard.press('ArrowUp');
  await expect(options(page).last()).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('option', { selected: true })).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/posts/cong-nghiep-ho-tro-long-an');
  await expect(page.locator('main#content')).toBeFocused();
  await expect(options(page)).toHaveCount(0);
  expect(documents).toEqual([]);
});

test('Escape closes the list and keeps what was typed; Enter goes to the page of results', async ({ page }) => {
  await open(page, '/');
  const documents = collect(page, isDocument);
  await field(page).pressSequentially('kho lanh');
  await expect(options(page)).not.toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(options(page)).toHaveCount(0);
  await expect(field(page)).toHaveAttribute('aria-expanded', 'false');
  await expect(field(page)).toHaveValue('kho lanh');
  await page.keyboard.press('ArrowDown');
  await expect(options(page)).not.toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/search?q=kho%20lanh');
  await expect(page).toHaveTitle(/kết quả cho “kho lanh”/);
  await expect(options(page)).toHaveCount(0);
  await page.goBack();
  await expect(page).toHaveURL('/');
  expect(documents).toEqual([]);
});

test('a click on a suggestion goes there, the last one to all results', async ({ page }) => {
  await open(page, '/');
  await field(page).pressSequentially('công nghiệp');
  // Until this appears, the list shows suggestions for the beginning of the word.
  await expect(options(page).last()).toHaveText('Xem mọi kết quả cho “công nghiệp”');
  await options(page).last().click();
  await expect(page).toHaveURL('/search?q=c%C3%B4ng+nghi%E1%BB%87p');
  const main = page.getByRole('main');
  // It becomes a combobox when it gets the focus.
  await main.getByRole('searchbox').fill('vành đai');
  await main.getByRole('button', { name: 'Tìm kiếm' }).click();
  await expect(page).toHaveTitle(/kết quả cho “vành đai”/);
});

test('leaving the field closes the list', async ({ page }) => {
  await open(page, '/');
  await field(page).pressSequentially('cong');
  await expect(options(page)).not.toHaveCount(0);
  await page.keyboard.press('Tab');
  await expect(options(page)).toHaveCount(0);
});

test('outdated requests are cancelled, and clearing the field closes the list', async ({ page, faults }) => {
  faults.allow(/request failed: .*\/api\/suggest.*/);
  await open(page, '/');
  const taken: string[] = [];
  page.on('requestfailed', (request) => taken.push(new URL(request.url()).search));
  const release = await hold(page, '**/api/suggest?q=kho');
  // Fills the field at once: slow typing would send, and cancel, a request per letter.
  await field(page).fill('kho');
  await page.waitForRequest('**/api/suggest?q=kho');
  await field(page).fill('kho lanh');
  await expect(options(page).first()).toContainText(/kho lạnh/i);
  release();
  await expect.poll(() => taken).toEqual(['?q=kho']);
  await expect(options(page).first()).toContainText(/kho lạnh/i);
  await field(page).fill('');
  await expect(options(page)).toHaveCount(0);
});

test('an unreachable server leaves the search field as it is', async ({ page, faults }) => {
  faults.allow(/\/api\/suggest/);
  await open(page, '/');
  await page.route('**/api/suggest*', (route) => route.abort('connectionfailed'));
  const asked = page.waitForRequest('**/api/suggest*');
  await field(page).pressSequentially('cong');
  await asked;
  await expect(field(page)).toHaveAttribute('aria-expanded', 'false');
  await field(page).press('Enter');
  await expect(page).toHaveURL('/search?q=cong');
});

for (const width of [360, 1440]) {
  test(`the open list at ${width} px: axe-core finds nothing, and it fits`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    // On a phone, the masthead has a link to the page of results in place of the field.
    await open(page, width < 600 ? '/search' : '/');
    await field(page).pressSequentially('long an');
    await expect(options(page)).not.toHaveCount(0);
    await page.keyboard.press('ArrowDown');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().include(width < 600 ? '.search-header' : '.masthead').analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.failureSummary)}`)).toEqual([]);
    }
    expect(await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth)).toBe(0);
  });
}
