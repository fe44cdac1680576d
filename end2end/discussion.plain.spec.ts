import { CommentForm, comment, draft } from './comment_form';
import { LONG, longDiscussion } from './exports';
import { expect, writing } from './test';

const test = writing.extend({
  settings: { COMMENTS_MODERATION: 'everyone', COMMENTS_CLOSE_AFTER_DAYS: '0' },
  site: async ({ site }, use) => {
    await site.run('import', 'wordpress', await longDiscussion(250));
    await use(site);
  },
});

test('all comments of a long discussion are reached by links', async ({ page }) => {
  await page.goto(LONG);
  await expect(page.locator('article.post .prose')).toContainText('Đoạn 29');
  await page.getByRole('link', { name: 'Xem thêm bình luận' }).click();
  await expect(page.getByRole('link', { name: 'Đọc bài viết' })).toBeVisible();
  await expect(comment(page, 'Ý kiến số 150,')).toBeVisible();
  await page.getByRole('link', { name: 'Xem thêm bình luận' }).click();
  await expect(comment(page, 'Ý kiến số 249,')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Xem thêm bình luận' })).toHaveCount(0);
  await page.getByRole('link', { name: '← Bình luận trước đó' }).click();
  await expect(comment(page, 'Ý kiến số 150,')).toBeVisible();
});

test('a waiting reply on a later page is shown to its author', async ({ page }) => {
  await page.goto(LONG);
  await page.getByRole('link', { name: 'Xem thêm bình luận' }).click();
  await page.getByRole('link', { name: 'Trả lời Người thứ 150' }).click();
  await expect(page.locator('.comment-list form.comment-form')).toContainText('Người thứ 150');
  const mine = draft();
  await new CommentForm(page).send(mine);
  await expect(comment(page, mine.body)).toContainText('đang chờ duyệt');
  await expect(comment(page, mine.body)).toBeInViewport();
  await expect(comment(page, 'Ý kiến số 150,')).toBeVisible();
});
