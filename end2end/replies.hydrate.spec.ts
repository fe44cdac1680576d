import type { Page } from '@playwright/test';
import { collect, isDocument, open } from './client';
import { CommentForm, comment, draft } from './comment_form';
import { BUSY, QUIET } from './sample_urls';
import { expect, writing as test } from './test';

test.use({ settings: { COMMENTS_MODERATION: 'nobody' } });

/** The comments of the thread, each with its depth and its text. */
const thread = (page: Page) =>
  page.locator('.comment-list > li').evaluateAll((items) =>
    items.map((item) => `${item.className}: ${item.querySelector('.answers')?.textContent ?? ''} ${item.querySelector('.prose')?.textContent}`),
  );

async function reply(page: Page, words: string, body: string): Promise<void> {
  await comment(page, words).locator('.reply').click();
  const form = new CommentForm(page);
  await expect(form.body).toBeFocused();
  await form.send(draft({ body }));
  await expect(comment(page, body).locator('.reply')).toBeVisible();
}

test('the form moves below the comment, keeps its text, and moves back', async ({ page }) => {
  await open(page, BUSY);
  const documents = collect(page, isDocument);
  const form = new CommentForm(page);
  const typed = draft();
  await form.fill(typed);
  await page.getByRole('link', { name: 'Trả lời Bảy Hiền' }).click();
  await expect(form.element).toHaveCount(1);
  await expect(form.body).toBeFocused();
  await form.expectTyped(typed);
  await expect(form.element).toContainText('Trả lời Bảy Hiền');
  await expect(form.button).toHaveText('Gửi trả lời');
  await expect(page.locator('.comment-list > li', { has: comment(page, 'tự rửa chén') }).locator('form')).toBeInViewport();
  await expect(page.getByRole('region', { name: 'Gửi bình luận' })).toHaveCount(0);
  await page.getByRole('link', { name: 'Hủy trả lời' }).click();
  await expect(page.getByRole('region', { name: 'Gửi bình luận' }).locator('form')).toHaveCount(1);
  await form.expectTyped(typed);
  await expect(page).toHaveURL(BUSY);
  expect(documents).toEqual([]);
});

test('an unfinished reply survives a reload', async ({ page }) => {
  await open(page, BUSY);
  const form = new CommentForm(page);
  await page.getByRole('link', { name: 'Trả lời Bảy Hiền' }).click();
  await form.fill(draft({ body: 'Viết dở' }));
  await open(page, BUSY);
  await expect(form.body).toHaveValue('Viết dở');
  await expect(form.element).toContainText('Trả lời Bảy Hiền');
  await expect(form.button).toHaveText('Gửi trả lời');
});

test('a reply appears below its parent, and the form moves back', async ({ page }) => {
  await open(page, BUSY);
  await reply(page, 'tự rửa chén', 'Chúc mừng anh Bảy.');
  const following = page.locator('.comment-list > li', { has: comment(page, 'tự rửa chén') }).locator('+ li');
  await expect(following).toHaveClass('depth-2');
  await expect(following).toContainText('Chúc mừng anh Bảy.');
  await expect(page.getByRole('region', { name: 'Gửi bình luận' }).locator('form')).toHaveCount(1);
  await expect(following.locator('article')).toBeFocused();
  await expect(page.getByRole('heading', { name: '9 bình luận' })).toBeVisible();
});

test('replies are indented to the fourth level; deeper ones name whom they answer', async ({ page }) => {
  await open(page, QUIET);
  await new CommentForm(page).send(draft({ name: 'Một', body: 'lời thứ 1' }));
  await expect(comment(page, 'lời thứ 1').locator('.reply')).toBeVisible();
  for (const level of [2, 3, 4, 5, 6]) {
    await reply(page, `lời thứ ${level - 1}`, `lời thứ ${level}`);
  }
  const seen = await thread(page);
  expect(seen.map((line) => line.split(':')[0])).toEqual(['depth-1', 'depth-2', 'depth-3', 'depth-4', 'depth-4', 'depth-4']);
  await expect(comment(page, 'lời thứ 6')).toContainText('Trả lời Lê Thị Sáu');
  await open(page, QUIET);
  expect(await thread(page)).toEqual(seen);
});

test('a new reply is shown in its final position', async ({ page }) => {
  await open(page, BUSY);
  await reply(page, 'Xưởng tôi mái tôn', 'trả lời ở đầu');
  await reply(page, 'Chưa dám mơ', 'trả lời ở giữa');
  await reply(page, 'đừng ngăn sát vách', 'trả lời ở cuối');
  await reply(page, 'may mà chưa khởi công', 'trả lời sau cuối');
  const seen = await thread(page);
  await open(page, BUSY);
  expect(await thread(page)).toEqual(seen);
});

test('a reply to a deleted comment is refused, and kept', async ({ page, site, faults }) => {
  faults.allow(/422/);
  await open(page, BUSY);
  const id = (await comment(page, 'tự rửa chén').getAttribute('id')) ?? '';
  await page.getByRole('link', { name: 'Trả lời Bảy Hiền' }).click();
  await site.run('comment', 'trash', id.replace('comment-', ''));
  const mine = draft();
  await new CommentForm(page).send(mine);
  await expect(comment(page, mine.body)).toContainText('Bình luận bạn trả lời không còn nữa');
  await expect(new CommentForm(page).body).toHaveValue(mine.body);
});
