import type { Page } from '@playwright/test';
import { collect, isDocument } from './client';
import { CommentForm, comment, draft } from './comment_form';
import { BUSY, QUIET } from './sample_urls';
import { expect, writing as test } from './test';

test.use({ settings: { COMMENTS_MODERATION: 'nobody' } });

/** Checks that links and forms work as in plain documents. */
async function readPlainly(page: Page): Promise<void> {
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('data-client', 'off', { timeout: 15_000 });
  const documents = collect(page, isDocument);
  await page.getByRole('main').getByRole('heading', { level: 2 }).first().getByRole('link').click();
  await expect(page).toHaveURL(BUSY);
  await expect(page.locator('html')).toHaveAttribute('data-client', 'off', { timeout: 15_000 });
  expect(documents).toHaveLength(1);
  await page.goBack();
  await expect(page).toHaveURL('/');
  await expect(page.getByRole('main').getByRole('heading', { level: 2 }).first()).toBeVisible();

  await page.goto(QUIET);
  await expect(page.locator('html')).toHaveAttribute('data-client', 'off', { timeout: 15_000 });
  const mine = draft();
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === 'POST'),
    new CommentForm(page).send(mine),
  ]);
  expect(answer.status()).toBe(303);
  await expect(comment(page, mine.body)).toBeVisible();
  await expect(page).toHaveURL(/#comment-\d+$/);
  await page.goto(BUSY);
  await expect(page.locator('html')).toHaveAttribute('data-client', 'off', { timeout: 15_000 });
  await page.getByRole('link', { name: 'Trả lời Bảy Hiền' }).click();
  await expect(page).toHaveURL(/\?reply=\d+#comment-form$/);
  await expect(page.locator('.comment-list form')).toBeVisible();
}

test('the site works without WebAssembly', async ({ page, faults }) => {
  faults.allow(/\.wasm/, /Longan runs without its client/);
  await page.route('**/*.wasm', (route) => route.abort());
  await readPlainly(page);
});

test('a tab of an older release still works', async ({ page, faults }) => {
  faults.allow(/\/pkg\//, /Longan runs without its client/);
  await page.route(/\/pkg\/.*\.(js|wasm)$/, (route) => route.fulfill({ status: 404 }));
  await readPlainly(page);
});

test('a page that a translator changed before hydration still works', async ({ page, faults }) => {
  // Hydration errors in the console are expected here.
  faults.allow(/console (error|warning)/, /page error/);
  await page.addInitScript(() => {
    const wrap = (text: Node) => {
      const parent = text.parentElement;
      if (!text.textContent?.trim() || !parent || parent.closest('script, style, title, textarea, font')) return;
      const font = document.createElement('font');
      text.parentNode?.replaceChild(font, text);
      font.append(text);
    };
    new MutationObserver(() => {
      const walker = document.createTreeWalker(document.body ?? document, NodeFilter.SHOW_TEXT);
      const texts: Node[] = [];
      while (walker.nextNode()) texts.push(walker.currentNode);
      texts.forEach(wrap);
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto('/');
  await page.getByRole('main').getByRole('heading', { level: 2 }).first().getByRole('link').click();
  await expect(page).toHaveURL(BUSY);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  // The discussion on this page cannot be hydrated.
  await page.goto(QUIET);
  await expect(page.locator('html')).toHaveAttribute('data-client', /on|off/, { timeout: 15_000 });
  const mine = draft();
  await new CommentForm(page).send(mine);
  await expect(comment(page, mine.body)).toBeVisible();
  await page.reload();
  await expect(comment(page, mine.body)).toBeVisible();
});

test('a page that an extension changed before hydration still works', async ({ page, faults }) => {
  faults.allow(/console (error|warning)/, /page error/);
  await page.addInitScript(() => {
    document.addEventListener('readystatechange', () => {
      if (document.readyState !== 'interactive') return;
      document.body.prepend(document.createElement('extension-bar'));
      document.querySelector('main')?.prepend(document.createElement('extension-bar'));
    });
  });
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('data-client', /on|off/, { timeout: 15_000 });
  await page.getByRole('main').getByRole('heading', { level: 2 }).first().getByRole('link').click();
  await expect(page).toHaveURL(BUSY);
  await expect(page.getByRole('article', { name: /^Bình luận của/ })).toHaveCount(8);
});
