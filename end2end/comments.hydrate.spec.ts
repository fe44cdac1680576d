import { collect, hold, isComment, isDocument, open } from './client';
import { CommentForm, comment, draft } from './comment_form';
import { BUSY, QUIET } from './sample_urls';
import { expect, writing as test } from './test';

const WAITING = 'Bình luận đang chờ duyệt. Chỉ bạn nhìn thấy.';

test.describe('when nobody waits', () => {
  test.use({ settings: { COMMENTS_MODERATION: 'nobody' } });

  test('a comment appears at once, and is published without a reload', async ({ page }) => {
    await open(page, QUIET);
    const documents = collect(page, isDocument);
    const release = await hold(page, '**/api/comments');
    const mine = draft({ body: 'Mái **nhà tôi** cũng vậy.' });
    const form = new CommentForm(page);
    await form.send(mine);
    const shown = comment(page, 'nhà tôi');
    await expect(shown).toContainText('Đang gửi…');
    await expect(shown).toContainText(mine.name);
    await expect(page.getByText('Chưa có bình luận nào.')).toHaveCount(0);
    release();
    await expect(shown.getByRole('strong')).toHaveText('nhà tôi');
    await expect(shown).not.toContainText('Đang gửi…');
    await expect(page.getByRole('heading', { name: '1 bình luận' })).toBeVisible();
    await expect(form.body).toHaveValue('');
    await expect(page.locator('p[aria-live]')).toHaveText('Đã gửi bình luận.');
    expect(documents).toEqual([]);
    await page.reload();
    await expect(comment(page, 'cũng vậy')).toHaveCount(1);
  });

  test('the count is right on the post and on the pages that list it, without a reload', async ({ page }) => {
    await open(page, '/');
    const documents = collect(page, isDocument);
    const card = page.getByRole('article').filter({ has: page.locator(`a[href="${BUSY}"]`) });
    await expect(card).toContainText('8 bình luận');
    await card.getByRole('heading').getByRole('link').click();
    await expect(page.getByRole('heading', { name: '8 bình luận' })).toBeVisible();
    // Prefetches the front page before the comment is sent.
    await page.getByRole('link', { name: 'Trang nhất' }).hover();
    await new CommentForm(page).send(draft());
    await expect(page.getByRole('heading', { name: '9 bình luận' })).toBeVisible();
    await page.getByRole('link', { name: 'Trang nhất' }).click();
    await expect(page).toHaveURL('/');
    await expect(card).toContainText('9 bình luận');
    await page.goBack();
    await expect(page.getByRole('heading', { name: '9 bình luận' })).toBeVisible();
    expect(documents).toEqual([]);
  });

  test('a comment is sent although its author leaves the page', async ({ page }) => {
    await open(page, QUIET);
    const release = await hold(page, '**/api/comments');
    const mine = draft();
    await new CommentForm(page).send(mine);
    await expect(comment(page, mine.body)).toContainText('Đang gửi…');
    await page.getByRole('link', { name: 'Giới thiệu' }).first().click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Giới thiệu');
    release();
    await expect(page.locator('p[aria-live]')).toHaveText('Đã gửi bình luận.');
    await page.goBack();
    await expect(comment(page, mine.body)).not.toContainText('Đang gửi…');
    await expect(page.getByRole('heading', { name: '1 bình luận' })).toBeVisible();
    await expect(new CommentForm(page).body).toHaveValue('');
  });

  test('two comments in a row both arrive', async ({ page }) => {
    await open(page, QUIET);
    const form = new CommentForm(page);
    const [first, second] = [draft(), draft()];
    await form.send(first);
    await expect(form.body).toHaveValue('');
    await form.send(second);
    await expect(page.getByRole('heading', { name: '2 bình luận' })).toBeVisible();
    await expect(page.locator('.comment .prose')).toHaveText([first.body, second.body]);
  });

  test('pressing the button twice sends one comment', async ({ page }) => {
    await open(page, QUIET);
    const release = await hold(page, '**/api/comments');
    const mine = draft();
    const form = new CommentForm(page);
    await form.send(mine);
    await form.button.click();
    release();
    await expect(page.getByRole('heading', { name: '1 bình luận' })).toBeVisible();
    await expect(page.getByText('Đang gửi…')).toHaveCount(0);
    await expect(comment(page, mine.body)).toHaveCount(1);
  });

  test('an expired form token is renewed automatically', async ({ page, faults }) => {
    faults.allow(/422/);
    await open(page, QUIET);
    const expired = { Invalid: [{ field: 'Form', fault: 'Expired' }] };
    await page.route('**/api/comments', (route) => route.fulfill({ status: 422, json: expired }), { times: 1 });
    const sent = collect(page, isComment);
    const mine = draft();
    await new CommentForm(page).send(mine);
    await expect(page.getByRole('heading', { name: '1 bình luận' })).toBeVisible();
    await expect(comment(page, mine.body)).not.toContainText('Chưa gửi được');
    expect(sent).toHaveLength(2);
  });
});

test.describe('when everyone waits', () => {
  test.use({ settings: { COMMENTS_MODERATION: 'everyone' } });

  test('a waiting comment is shown to its author, after a reload, too, and to nobody else', async ({ page, stranger, site }) => {
    await open(page, BUSY);
    const mine = draft();
    await new CommentForm(page).send(mine);
    await expect(comment(page, mine.body)).toContainText(WAITING);
    await expect(page.locator('p[aria-live]')).toHaveText(WAITING);
    await expect(page.getByRole('heading', { name: '8 bình luận' })).toBeVisible();
    await open(page, BUSY);
    await expect(comment(page, mine.body)).toContainText(WAITING);
    await page.getByRole('link', { name: 'Giới thiệu' }).first().click();
    await expect(page).toHaveURL('/gioi-thieu');
    await page.goBack();
    await expect(comment(page, mine.body)).toContainText(WAITING);

    const other = await stranger.newPage();
    await open(other, BUSY);
    await expect(comment(other, 'tự rửa chén')).toBeVisible();
    await expect(comment(other, mine.body)).toHaveCount(0);

    const id = (await comment(page, mine.body).getAttribute('id')) ?? '';
    await site.run('comment', 'approve', id.replace('comment-', ''));
    await open(page, BUSY);
    await expect(comment(page, mine.body)).not.toContainText(WAITING);
    await expect(page.getByRole('heading', { name: '9 bình luận' })).toBeVisible();
    expect(await page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('waiting')))).toEqual([]);
  });

  test('a removed waiting comment is no longer shown to its author', async ({ page, site }) => {
    await open(page, BUSY);
    const mine = draft();
    await new CommentForm(page).send(mine);
    await expect(comment(page, mine.body)).toContainText(WAITING);
    const id = (await comment(page, mine.body).getAttribute('id')) ?? '';
    await site.run('comment', 'trash', id.replace('comment-', ''));
    const recalled = page.waitForResponse('**/api/view*');
    await open(page, BUSY);
    await recalled;
    await expect(comment(page, mine.body)).toHaveCount(0);
  });

  test('two waiting comments both come back', async ({ page }) => {
    await open(page, QUIET);
    const form = new CommentForm(page);
    const both = [draft(), draft()];
    for (const mine of both) {
      await form.send(mine);
      await expect(comment(page, mine.body)).toContainText(WAITING);
      await expect(form.body).toHaveValue('');
    }
    await open(page, QUIET);
    for (const mine of both) await expect(comment(page, mine.body)).toContainText(WAITING);
  });
});
