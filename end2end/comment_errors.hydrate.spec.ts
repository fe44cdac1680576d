import { NETWORK, open } from './client';
import { CommentForm, type Draft, comment, draft } from './comment_form';
import { PLACES, QUIET } from './sample_urls';
import { expect, writing as test } from './test';

test.use({ settings: { COMMENTS_MODERATION: 'nobody' } });

const API = '**/api/comments';

test('all missing fields are reported at once, and the summary is focused', async ({ page, faults }) => {
  faults.allow(/422/);
  await open(page, QUIET);
  const form = new CommentForm(page);
  await form.button.click();
  await expect(form.summary).toBeFocused();
  await expect(form.summary).toBeInViewport();
  await expect(form.summary.getByRole('link')).toHaveCount(3);
  await form.expectFault(form.name, /Xin cho biết tên của bạn\./);
  await form.expectFault(form.email, /Xin cho biết email/);
  await form.expectFault(form.body, /Bạn chưa viết gì\./);
  await expect(page.locator('article.comment')).toHaveCount(0);
  await form.summary.getByRole('link', { name: /^Tên/ }).click();
  await expect(form.name).toBeFocused();
  const mine = draft();
  await form.send(mine);
  await expect(page.getByRole('heading', { name: '1 bình luận' })).toBeVisible();
  await expect(form.summary).toHaveCount(0);
  await expect(form.name).not.toHaveAttribute('aria-invalid');
});

const REFUSED: [string, Partial<Draft>, 'name' | 'email' | 'body', RegExp][] = [
  ['an address that is none', { email: 'sau@xom' }, 'email', /Email này chưa đúng/],
  ['a name without end', { name: 'Ơ'.repeat(81) }, 'name', /tối đa 80 ký tự/],
  ['more links than there may be', { body: 'https://a.vn https://b.vn https://c.vn' }, 'body', /nhiều liên kết: tối đa 2/],
];

for (const [what, wrong, field, message] of REFUSED) {
  test(`${what} is reported at its field, and the text is kept`, async ({ page, faults }) => {
    faults.allow(/422/);
    await open(page, QUIET);
    const form = new CommentForm(page);
    const typed = draft(wrong);
    await form.send(typed);
    await form.expectFault(form[field], message);
    await expect(form.summary).toBeFocused();
    await form.expectTyped(typed);
  });
}

test('an unsent comment shows the reason, keeps its text, and can be sent again', async ({ page, faults }) => {
  faults.allow(...NETWORK);
  await open(page, QUIET);
  await page.route(API, (route) => route.abort('connectionfailed'));
  const mine = draft();
  const form = new CommentForm(page);
  await form.send(mine);
  const shown = comment(page, mine.body);
  await expect(shown).toContainText('Chưa gửi được: Không liên lạc được với máy chủ.');
  await form.expectTyped(mine);
  await page.unroute(API);
  await shown.getByRole('button', { name: 'Gửi lại' }).click();
  await expect(page.getByRole('heading', { name: '1 bình luận' })).toBeVisible();
  await expect(shown).toHaveCount(1);
  await expect(shown).not.toContainText('Chưa gửi được');
  await expect(form.body).toHaveValue('');
});

test('an unsent comment can be discarded', async ({ page, faults }) => {
  faults.allow(...NETWORK);
  await open(page, QUIET);
  await page.route(API, (route) => route.abort('connectionfailed'));
  const mine = draft();
  await new CommentForm(page).send(mine);
  await comment(page, mine.body).getByRole('button', { name: 'Xóa' }).click();
  await expect(comment(page, mine.body)).toHaveCount(0);
});

test('an unsent comment can be sent after a reload', async ({ page, faults }) => {
  faults.allow(...NETWORK);
  await open(page, QUIET);
  await page.route(API, (route) => route.abort('connectionfailed'));
  const mine = draft();
  const form = new CommentForm(page);
  await form.send(mine);
  await expect(comment(page, mine.body)).toContainText('Chưa gửi được');
  await open(page, QUIET);
  await expect(form.body).toHaveValue(mine.body);
});

test('a comment that is sent too fast is refused, and its text is kept', async ({ page, faults }) => {
  faults.allow(/422/);
  await open(page, QUIET);
  await page.route(API, (route) => route.fulfill({ status: 422, json: { Invalid: [{ field: 'Form', fault: 'TooFast' }] } }));
  const mine = draft();
  await new CommentForm(page).send(mine);
  await expect(comment(page, mine.body)).toContainText('Bạn gửi quá nhanh');
  await new CommentForm(page).expectTyped(mine);
});

test('an unfinished comment survives a reload, another visit and navigation, until it is sent', async ({ page, context }) => {
  await open(page, QUIET);
  const form = new CommentForm(page);
  const mine = draft();
  await form.fill(mine);
  await page.reload();
  await expect(form.body).toHaveValue(mine.body);
  const again = await context.newPage();
  await open(again, QUIET);
  await expect(new CommentForm(again).body).toHaveValue(mine.body);
  await open(again, PLACES.post);
  await expect(new CommentForm(again).body).toHaveValue('');
  await again.close();

  await open(page, QUIET);
  await page.getByRole('link', { name: 'Liên hệ' }).first().click();
  await expect(page).toHaveURL('/lien-he');
  await page.goBack();
  await expect(form.body).toHaveValue(mine.body);
  await form.send(mine);
  await expect(page.getByRole('heading', { name: '1 bình luận' })).toBeVisible();
  await open(page, QUIET);
  await expect(form.body).toHaveValue('');
});

test('name and email are remembered when the reader wishes, and forgotten when not', async ({ page }) => {
  await open(page, QUIET);
  const form = new CommentForm(page);
  const mine = draft();
  await expect(form.remember).not.toBeChecked();
  await form.fill(mine);
  await form.remember.check();
  await form.button.click();
  await expect(page.getByRole('heading', { name: '1 bình luận' })).toBeVisible();
  await open(page, PLACES.post);
  await form.expectTyped({ ...mine, body: '' });
  await expect(form.remember).toBeChecked();
  await form.body.fill('Thêm một lời.');
  await form.remember.uncheck();
  await form.button.click();
  await expect(page.getByRole('heading', { name: '9 bình luận' })).toBeVisible();
  await open(page, QUIET);
  await form.expectTyped({ name: '', email: '', body: '' });
});
