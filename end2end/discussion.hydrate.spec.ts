import { collect, isDocument, isView, open } from './client';
import { CommentForm, comment, draft } from './comment_form';
import { LONG, longDiscussion } from './exports';
import { expect, writing } from './test';

const test = writing.extend({
  settings: { COMMENTS_MODERATION: 'nobody', COMMENTS_CLOSE_AFTER_DAYS: '0' },
  site: async ({ site }, use) => {
    await site.run('import', 'wordpress', await longDiscussion(250));
    await use(site);
  },
});

/** The comments' numbers in page order. */
const numbers = (page: import('@playwright/test').Page) =>
  page.locator('.comment .prose').evaluateAll((found) => found.map((body) => Number(body.textContent?.match(/số (\d+)/)?.[1])));

test('loading more comments keeps the scroll position', async ({ page }) => {
  await open(page, LONG);
  const documents = collect(page, isDocument);
  const first = await numbers(page);
  expect(first.length).toBeLessThanOrEqual(100);
  const more = page.getByRole('link', { name: 'Xem thêm bình luận' });
  await more.scrollIntoViewIfNeeded();
  const last = page.locator('.comment').last();
  const id = await last.getAttribute('id');
  const top = () => page.evaluate((id) => document.getElementById(id ?? '')?.getBoundingClientRect().top, id);
  const before = await top();
  await more.click();
  await expect(page.locator('.comment')).not.toHaveCount(first.length);
  expect(await top()).toBeCloseTo(before ?? 0, 0);
  await expect(page).toHaveURL(LONG);
  await expect(page.locator('p[aria-live]')).toHaveText(/^Đã hiện thêm \d+ bình luận\.$/);
  // The keyboard focus moves to the first new comment.
  await expect(page.locator('.comment:focus .prose')).toContainText(`số ${first.length},`);
  await more.click();
  await expect(more).toHaveCount(0);
  expect(await numbers(page)).toEqual(Array.from({ length: 250 }, (_, number) => number));
  await expect(page.getByRole('heading', { name: '250 bình luận' })).toBeVisible();
  expect(documents).toEqual([]);
});

test('comments of later pages are interactive, and a sent one is shown once', async ({ page }) => {
  await open(page, LONG);
  const form = new CommentForm(page);
  const mine = draft();
  await form.send(mine);
  await expect(page.getByRole('heading', { name: '251 bình luận' })).toBeVisible();
  const more = page.getByRole('link', { name: 'Xem thêm bình luận' });
  await more.click();
  await expect(comment(page, 'Ý kiến số 150,')).toBeVisible();
  await expect(comment(page, mine.body)).toHaveCount(1);
  await more.click();
  await expect(more).toHaveCount(0);
  await expect(comment(page, mine.body)).toHaveCount(1);
  await page.getByRole('link', { name: 'Trả lời Người thứ 150' }).click();
  const answer = draft();
  await form.send(answer);
  await expect(comment(page, answer.body)).toBeVisible();
  await expect(comment(page, answer.body)).not.toContainText('Đang gửi…');
  await expect(page.locator('li.depth-2').filter({ hasText: answer.body })).toBeVisible();
});

test('a link to a comment that is on another page leads to it', async ({ page }) => {
  await open(page, LONG);
  await page.getByRole('link', { name: 'Xem thêm bình luận' }).click();
  const far = comment(page, 'Ý kiến số 150,');
  const id = await far.getAttribute('id');
  await page.goto('about:blank');
  await page.goto(`${LONG}#${id}`);
  await expect(page).toHaveURL(new RegExp(`\\?comment=\\d+#${id}$`));
  await expect(far).toBeInViewport();
});

test('hovering over the link prefetches the next page of comments', async ({ page }) => {
  await open(page, LONG);
  const more = page.getByRole('link', { name: 'Xem thêm bình luận' });
  await Promise.all([page.waitForResponse('**/api/view*'), more.hover()]);
  const views = collect(page, isView);
  await more.click();
  await expect(comment(page, 'Ý kiến số 150,')).toBeVisible();
  expect(views).toEqual([]);
});

test('when the server cannot be reached, shown comments stay', async ({ page, context, faults }) => {
  faults.allow(/request failed: .*\/api\//, /console error: .*Failed to load resource.*\/api\//, /net::ERR_.*\/api\//);
  await open(page, LONG);
  const shown = await page.locator('.comment').count();
  await context.setOffline(true);
  await page.getByRole('link', { name: 'Xem thêm bình luận' }).click();
  await expect(page.getByRole('alert')).toContainText('Không liên lạc được với máy chủ.');
  await expect(page.locator('.comment')).toHaveCount(shown);
  await context.setOffline(false);
});

test('on a later page comments are sent, and the way back leads to the post', async ({ page }) => {
  await open(page, LONG);
  const next = await page.getByRole('link', { name: 'Xem thêm bình luận' }).getAttribute('href');
  await open(page, next ?? '');
  const before = await numbers(page);
  const mine = draft();
  await new CommentForm(page).send(mine);
  await expect(comment(page, mine.body)).not.toContainText('Đang gửi…');
  await page.getByRole('link', { name: '← Bình luận trước đó' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bài có nhiều bình luận');
  await expect(page.locator('article.post .prose')).toContainText('Đoạn 29');
  await page.goBack();
  await expect(page.getByRole('link', { name: 'Đọc bài viết' })).toBeVisible();
  expect((await numbers(page)).slice(0, before.length)).toEqual(before);
});
