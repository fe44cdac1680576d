import type { Page } from '@playwright/test';
import { examine } from './axe';
import { hydrated, open } from './client';
import { CommentForm } from './comment_form';
import { BUSY, NOT_FOUND, PLACES, QUIET } from './sample_urls';
import { expect, test } from './test';

/**
 * Examines a page in light and dark colours, at phone and desktop width. What surrounds the content is the same on
 * every page, so it is examined once per page, and in all four variants only if `around` is set.
 */
async function examineEverywhere(page: Page, around = false): Promise<void> {
  let part = 'html';
  for (const width of [360, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect.soft(await examine(page, part), `${colorScheme}, ${width} px`).toEqual([]);
      if (!around) part = 'main';
    }
  }
}

for (const [kind, path] of Object.entries(PLACES)) {
  test(`${kind}: axe-core finds nothing`, async ({ page, faults }) => {
    faults.allow(...NOT_FOUND);
    await open(page, path);
    await examineEverywhere(page, kind === 'home');
  });
}

test('the comment form with faults: axe-core finds nothing', async ({ page, faults }) => {
  faults.allow(/422/);
  await open(page, QUIET);
  const form = new CommentForm(page);
  await form.button.click();
  await expect(form.summary).toBeVisible();
  await examineEverywhere(page);
});

test('a page with faults as the server sends it: axe-core finds nothing', async ({ page, faults }) => {
  faults.allow(/422/);
  await open(page, QUIET);
  await new CommentForm(page).element.evaluate((form: HTMLFormElement) => form.submit());
  await expect(new CommentForm(page).summary).toBeVisible();
  await hydrated(page);
  await examineEverywhere(page);
});

test('an open reply and an unsent comment: axe-core finds nothing', async ({ page, faults }) => {
  faults.allow(/\/api\/comments/);
  await open(page, BUSY);
  await page.route('**/api/comments', (route) => route.abort('connectionfailed'));
  await page.getByRole('link', { name: 'Trả lời Bảy Hiền' }).click();
  await new CommentForm(page).send({ name: 'Lê Thị Sáu', email: 'sau@example.vn', body: 'Chúc mừng anh.' });
  await expect(page.getByRole('article').getByText('Chưa gửi được')).toBeVisible();
  await examineEverywhere(page);
});

test('the notice of an unreachable server: axe-core finds nothing', async ({ page, faults }) => {
  faults.allow(/\/api\/view/);
  await open(page, '/');
  await page.route('**/api/view*', (route) => route.abort('connectionfailed'));
  await page.getByRole('main').getByRole('heading', { level: 2 }).first().getByRole('link').click();
  await expect(page.getByRole('alert')).toBeVisible();
  await examineEverywhere(page, true);
});
