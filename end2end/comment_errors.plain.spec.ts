import type { Page } from '@playwright/test';
import { CommentForm, type Draft, comment, draft } from './comment_form';
import { BUSY, QUIET } from './sample_urls';
import { expect, writing as test } from './test';

/** Sends a comment that is rejected: the answer is the page with this status. */
async function sendInVain(page: Page, typed: Draft, status = 422): Promise<CommentForm> {
  const form = new CommentForm(page);
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === 'POST'),
    form.send(typed),
  ]);
  expect(answer.status()).toBe(status);
  expect(answer.headers()['cache-control']).toContain('no-store');
  await expect(form.summary).toContainText('Bình luận chưa gửi được');
  await expect(form.summary).toBeInViewport();
  return form;
}

test.beforeEach(({ faults }) => faults.allow(/status 4(22|29|03)/, /console error: .*4(22|29)/));

test('all missing fields are reported at once', async ({ page }) => {
  await page.goto(QUIET);
  const form = await sendInVain(page, { name: '', email: '', body: ' ' });
  await form.expectFault(form.name, /Xin cho biết tên của bạn\./);
  await form.expectFault(form.email, /Xin cho biết email/);
  await form.expectFault(form.body, /Bạn chưa viết gì\./);
  await expect(form.summary.getByRole('link')).toHaveCount(3);
  await form.summary.getByRole('link', { name: /^Email/ }).click();
  await expect(form.email).toBeFocused();
});

const REFUSED: [string, Partial<Draft>, 'name' | 'email' | 'body', RegExp][] = [
  ['an address that is none', { email: 'sau@xom' }, 'email', /Email này chưa đúng/],
  ['a name without end', { name: 'Ơ'.repeat(81) }, 'name', /tối đa 80 ký tự/],
  ['a comment without end', { body: 'ơ'.repeat(10_001) }, 'body', /tối đa 10000 ký tự/],
  ['more links than there may be', { body: 'https://a.vn https://b.vn https://c.vn' }, 'body', /nhiều liên kết: tối đa 2/],
];

for (const [what, wrong, field, message] of REFUSED) {
  test(`${what} is reported at its field, and the text is kept`, async ({ page }) => {
    await page.goto(QUIET);
    const typed = draft(wrong);
    const form = await sendInVain(page, typed);
    await form.expectFault(form[field], message);
    await expect(form.summary.getByRole('link')).toHaveCount(1);
    await form.expectTyped(typed);
    const right = draft();
    await form.send(right);
    await expect(comment(page, right.body)).toBeVisible();
  });
}

test('markup in a comment is shown as text', async ({ page }) => {
  await page.goto(QUIET);
  const typed = draft({ name: '"><script>alert(1)</script>', email: 'x', body: '</textarea><script>alert(2)</script>&amp;' });
  const form = await sendInVain(page, typed);
  await form.expectTyped(typed);
  expect(await page.locator('main script:not([type="application/json"])').count()).toBe(0);
  await form.email.fill('sau@example.vn');
  await form.button.click();
  await expect(comment(page, '</textarea><script>alert(2)</script>')).toBeVisible();
  expect(await page.locator('main script:not([type="application/json"])').count()).toBe(0);
});

test('a refused reply keeps its position and its text', async ({ page }) => {
  await page.goto(BUSY);
  await page.getByRole('link', { name: 'Trả lời Bảy Hiền' }).click();
  const typed = draft({ email: 'không phải' });
  const form = await sendInVain(page, typed);
  await form.expectTyped(typed);
  await expect(form.element).toContainText('Trả lời Bảy Hiền');
  await form.email.fill('sau@example.vn');
  await form.button.click();
  await expect(page.locator('.comment-list > li', { has: comment(page, 'tự rửa chén') }).locator('+ li')).toContainText(typed.body);
});

test('a reply to a deleted comment can be sent as a new comment', async ({ page, site }) => {
  await page.goto(BUSY);
  const id = await comment(page, 'tự rửa chén').getAttribute('id');
  await page.getByRole('link', { name: 'Trả lời Bảy Hiền' }).click();
  await site.run('comment', 'trash', String(id).replace('comment-', ''));
  const typed = draft();
  const form = await sendInVain(page, typed);
  await expect(form.summary).toContainText('Bình luận bạn trả lời không còn nữa');
  await form.expectTyped(typed);
  await form.button.click();
  await expect(comment(page, typed.body)).toBeVisible();
});

test('a form with an invalid token gets a new one', async ({ page }) => {
  await page.goto(QUIET);
  await page.locator('[name=stamp]').evaluate((field: HTMLInputElement) => (field.value = 'giả'));
  const typed = draft();
  const form = await sendInVain(page, typed);
  await expect(form.summary).toContainText('biểu mẫu hết hạn');
  await form.expectTyped(typed);
  await form.button.click();
  await expect(comment(page, typed.body)).toBeVisible();
});

test.describe('with a minute to write', () => {
  test.use({ settings: { COMMENTS_SECONDS_TO_WRITE: '60' } });
  test('a form that is sent at once is refused, and the text is kept', async ({ page }) => {
    await page.goto(QUIET);
    const typed = draft();
    const form = await sendInVain(page, typed);
    await expect(form.summary).toContainText('Bạn gửi quá nhanh');
    await form.expectTyped(typed);
  });
});

test.describe('with one comment in a row', () => {
  test.use({ settings: { COMMENTS_BURST: '1' } });
  test('a comment beyond the rate limit is told to wait', async ({ page }) => {
    await page.goto(QUIET);
    await new CommentForm(page).send(draft());
    await page.goto(QUIET);
    const typed = draft();
    const form = await sendInVain(page, typed, 429);
    await expect(form.summary).toContainText(/Xin chờ [12] phút/);
    await form.expectTyped(typed);
  });
});

test('a form on another site cannot send a comment here', async ({ request }) => {
  const form = { post: '1', ...draft(), stamp: '' };
  const foreign = await request.post(QUIET, { form, headers: { 'Sec-Fetch-Site': 'cross-site' } });
  expect(foreign.status()).toBe(403);
});
