import { CommentForm, comment, draft } from './comment_form';
import { BUSY, QUIET } from './sample_urls';
import { expect, writing as test } from './test';

const WAITING = 'Bình luận đang chờ duyệt. Chỉ bạn nhìn thấy.';

test.describe('when nobody waits', () => {
  test.use({ settings: { COMMENTS_MODERATION: 'nobody' } });

  test('after sending, the comment is shown, published and counted', async ({ page, stranger }) => {
    await page.goto(QUIET);
    await expect(page.getByText('Chưa có bình luận nào.')).toBeVisible();
    const mine = draft({ body: 'Mái **nhà tôi** cũng vậy.\n\n> Mái có chịu nổi không?' });
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.request().method() === 'POST'),
      new CommentForm(page).send(mine),
    ]);
    expect(answer.status()).toBe(303);
    await expect(page).toHaveURL(new RegExp(`${QUIET}#comment-\\d+$`));
    const shown = comment(page, 'cũng vậy');
    await expect(shown).toBeInViewport();
    await expect(shown.getByRole('strong')).toHaveText('nhà tôi');
    await expect(shown.getByRole('blockquote')).toHaveText('Mái có chịu nổi không?');
    await expect(page.getByRole('heading', { name: '1 bình luận' })).toBeVisible();
    await expect(page.getByText(mine.email)).toHaveCount(0);
    await expect(new CommentForm(page).body).toHaveValue('');

    const other = await stranger.newPage();
    await other.goto(QUIET);
    await expect(comment(other, 'cũng vậy')).toBeVisible();
    await other.goto('/');
    const card = other.getByRole('article').filter({ has: other.locator(`a[href="${QUIET}"]`) });
    await expect(card).toContainText('1 bình luận');
  });

  test('a reply is shown below its parent', async ({ page }) => {
    await page.goto(BUSY);
    const answered = comment(page, 'tự rửa chén');
    await answered.getByRole('link', { name: 'Trả lời Bảy Hiền' }).click();
    await expect(page).toHaveURL(/\?reply=\d+#comment-form$/);
    const form = new CommentForm(page);
    await expect(form.element).toHaveCount(1);
    await expect(form.element).toBeInViewport();
    await expect(form.element).toContainText('Trả lời Bảy Hiền');
    await form.send(draft({ body: 'Chúc mừng anh Bảy.' }));
    await expect(page).toHaveURL(/#comment-\d+$/);
    const following = page.locator('.comment-list > li', { has: answered }).locator('+ li');
    await expect(following).toContainText('Chúc mừng anh Bảy.');
    await expect(following).toHaveClass('depth-2');
  });

  test('a reply can be cancelled', async ({ page }) => {
    await page.goto(BUSY);
    await page.getByRole('link', { name: 'Trả lời Bảy Hiền' }).click();
    await page.getByRole('link', { name: 'Hủy trả lời' }).click();
    await expect(page).toHaveURL(/#comment-form$/);
    await expect(page.getByRole('region', { name: 'Gửi bình luận' })).toBeInViewport();
    await expect(new CommentForm(page).element).not.toContainText('Hủy trả lời');
  });

  test('a comment that is sent twice is stored once', async ({ page }) => {
    const mine = draft();
    for (const _ of ['once', 'twice']) {
      await page.goto(QUIET);
      await new CommentForm(page).send(mine);
      await expect(page).toHaveURL(/#comment-\d+$/);
    }
    await expect(comment(page, mine.body)).toHaveCount(1);
    await expect(page.getByRole('heading', { name: '1 bình luận' })).toBeVisible();
  });
});

test.describe('when everyone waits', () => {
  test.use({ settings: { COMMENTS_MODERATION: 'everyone' } });

  test('a comment is shown only to its author until it is approved', async ({ page, stranger, site }) => {
    await page.goto(BUSY);
    const mine = draft();
    await new CommentForm(page).send(mine);
    await expect(page).toHaveURL(/\?waiting=[^#]+#comment-\d+$/);
    await expect(comment(page, mine.body)).toContainText(WAITING);
    await expect(comment(page, mine.body).locator('.reply')).toHaveCount(0);
    await expect(page.getByRole('heading', { name: '8 bình luận' })).toBeVisible();

    const other = await stranger.newPage();
    await other.goto(BUSY);
    await expect(comment(other, mine.body)).toHaveCount(0);

    expect(await site.run('comment', 'list')).toContain(mine.body);
    const id = new URL(page.url()).hash.replace('#comment-', '');
    await site.run('comment', 'approve', id);
    // The server notices writes of another process within a second.
    await expect(async () => {
      await other.reload();
      await expect(comment(other, mine.body)).toBeVisible({ timeout: 500 });
    }).toPass();
    await expect(other.getByRole('heading', { name: '9 bình luận' })).toBeVisible();
    await page.reload();
    await expect(comment(page, mine.body)).not.toContainText(WAITING);
  });

  test('a comment with a filled honeypot field is never shown', async ({ page, stranger, site }) => {
    await page.goto(QUIET);
    await page.locator('[name=website]').evaluate((field: HTMLInputElement) => (field.value = 'https://rac.example'));
    const mine = draft();
    await new CommentForm(page).send(mine);
    const other = await stranger.newPage();
    await other.goto(QUIET);
    await expect(comment(other, mine.body)).toHaveCount(0);
    expect(await site.run('comment', 'list')).not.toContain(mine.body);
  });
});

test.describe('when first-time commenters wait', () => {
  test.use({ settings: { COMMENTS_MODERATION: 'first-time' } });

  test('the second comment of somebody approved is published at once', async ({ page, site }) => {
    await page.goto(QUIET);
    const first = draft();
    await new CommentForm(page).send(first);
    await expect(comment(page, first.body)).toContainText(WAITING);
    const id = new URL(page.url()).hash.replace('#comment-', '');
    await site.run('comment', 'approve', id);

    await page.goto(QUIET);
    const second = draft({ email: first.email.toUpperCase(), body: 'Tôi viết thêm lần nữa.' });
    await new CommentForm(page).send(second);
    await expect(page).toHaveURL(new RegExp(`${QUIET}#comment-\\d+$`));
    await expect(comment(page, second.body)).not.toContainText(WAITING);
    await expect(page.getByRole('heading', { name: '2 bình luận' })).toBeVisible();
  });
});

test.describe('when comments close after a day', () => {
  test.use({ settings: { COMMENTS_CLOSE_AFTER_DAYS: '1' } });

  test('an old post has its thread, the reason, and no form', async ({ page }) => {
    await page.goto(BUSY);
    await expect(page.getByRole('article', { name: /^Bình luận của/ })).toHaveCount(8);
    await expect(page.getByText('Bài này đăng đã lâu nên không nhận thêm bình luận.')).toBeVisible();
    await expect(new CommentForm(page).element).toHaveCount(0);
    await expect(page.locator('.comment .reply')).toHaveCount(0);
  });
});
