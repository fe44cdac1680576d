import type { Locator, Page } from '@playwright/test';
import { open } from './client';
import { comment, admin as test } from './admin';
import { QUIET } from './sample_urls';
import { expect } from './test';

const card = (page: Page, words: string): Locator => page.getByRole('article').filter({ hasText: words });

/** Sends comments that wait; the queue shows the last one first. */
async function send(page: Page, ...bodies: string[]): Promise<void> {
  for (const [number, body] of bodies.entries()) {
    await comment(page.request, QUIET, { name: `Bạn đọc ${number}`, email: `ban${number}@example.vn`, body });
  }
}

test('the queue can be used with the keyboard, including undo', async ({ admin, stranger }) => {
  const reader = await stranger.newPage();
  await send(reader, 'Ý kiến thứ nhất.', 'Ý kiến thứ hai.', 'Ý kiến thứ ba.', 'Ý kiến thứ tư.');
  await open(admin, '/admin/comments');
  await admin.keyboard.press('j');
  await expect(card(admin, 'thứ ba')).toHaveAttribute('aria-current', 'true');
  await expect(card(admin, 'thứ ba')).toBeFocused();
  await admin.keyboard.press('k');
  await expect(card(admin, 'thứ tư')).toBeFocused();

  await admin.keyboard.press('a');
  await expect(admin.getByText('Đã duyệt 1 bình luận.')).toBeVisible();
  await expect(card(admin, 'thứ tư')).toHaveCount(0);
  await expect(card(admin, 'thứ ba')).toBeFocused();
  await admin.keyboard.press('u');
  await expect(card(admin, 'thứ tư')).toBeFocused();
  expect((await (await reader.request.get(QUIET)).text()).includes('Ý kiến thứ tư.')).toBe(false);

  await admin.keyboard.press('s');
  await expect(admin.getByText('Đã chuyển 1 bình luận vào spam.')).toBeVisible();
  await expect(card(admin, 'thứ ba')).toBeFocused();
  await admin.keyboard.press('d');
  await expect(admin.getByText('Đã bỏ 1 bình luận vào thùng rác.')).toBeVisible();

  await expect(card(admin, 'thứ hai')).toBeFocused();
  await admin.keyboard.press('r');
  const answer = admin.getByLabel('Trả lời Bạn đọc 1');
  await expect(answer).toBeFocused();
  // Keyboard shortcuts are off while typing in a field.
  await answer.pressSequentially('das kra');
  await expect(answer).toHaveValue('das kra');
  await admin.keyboard.press('Control+Enter');
  await expect(admin.getByText('Đã trả lời Bạn đọc 1.')).toBeVisible();
  const page = await (await reader.request.get(QUIET)).text();
  expect(page.includes('Ý kiến thứ hai.') && page.includes('das kra')).toBe(true);

  // Bulk action. The commenter who got a reply is known now, so only the other comments still wait.
  await send(reader, 'Nhiều một.');
  await open(admin, '/admin/comments');
  await admin.keyboard.press('x');
  await admin.keyboard.press('j');
  await admin.keyboard.press('x');
  await expect(admin.getByText('Đã chọn 2 bình luận')).toBeVisible();
  await admin.keyboard.press('d');
  await expect(admin.getByText('Đã bỏ 2 bình luận vào thùng rác.')).toBeVisible();
  await admin.getByRole('status').getByRole('button', { name: 'Hoàn tác' }).click();
  await expect(card(admin, 'Nhiều một')).toBeVisible();
  await expect(card(admin, 'thứ nhất')).toBeVisible();
});

test('the queue is searched without marks, from one status to the next', async ({ admin, stranger }) => {
  const reader = await stranger.newPage();
  await send(reader, 'Đường Đức Hòa ngập nước.', 'Chợ phiên cuối tuần.');
  await open(admin, '/admin/comments');
  const search = admin.getByRole('searchbox');
  await search.pressSequentially('duc hoa');
  await expect(card(admin, 'Chợ phiên')).toHaveCount(0);
  await expect(card(admin, 'Đức Hòa')).toBeVisible();
  await expect(search).toBeFocused();
  await expect(admin).toHaveURL(/text=duc%20hoa/);
  await card(admin, 'Đức Hòa').getByRole('button', { name: /^Duyệt/ }).click();
  await expect(admin.getByText('Không tìm thấy bình luận nào')).toBeVisible();
  await admin.getByRole('navigation', { name: 'Trạng thái' }).getByRole('link', { name: /Đã đăng/ }).click();
  await expect(card(admin, 'Đức Hòa')).toBeVisible();
  await expect(search).toHaveValue('duc hoa');
});

test('new comments are announced in the queue, and blocking an address can be undone', async ({ admin, stranger }) => {
  const reader = await stranger.newPage();
  await send(reader, 'Có trước.');
  await open(admin, '/admin/comments');
  await send(reader, 'Đến sau.');
  const fresh = admin.getByRole('button', { name: '1 bình luận mới' });
  await expect(fresh).toBeVisible({ timeout: 40_000 });
  await fresh.click();
  await expect(card(admin, 'Đến sau.')).toBeFocused();

  await card(admin, 'Đến sau.').getByRole('button', { name: 'Chặn' }).click();
  await admin.getByRole('button', { name: /ban0@example\.vn/ }).click();
  await expect(card(admin, 'Đến sau.')).toHaveCount(0);
  await admin.getByRole('status').getByRole('button', { name: 'Hoàn tác' }).click();
  await expect(card(admin, 'Đến sau.')).toBeVisible();
});

test('blocking a mail provider says what it hits and asks twice, and unblocking gives the comments back', async ({ admin, stranger }) => {
  const reader = await stranger.newPage();
  await comment(reader.request, QUIET, { name: 'Lan', email: 'lan@gmail.com', body: 'Ý kiến của Lan.' });
  await open(admin, '/admin/comments');
  await card(admin, 'của Lan').getByRole('button', { name: 'Chặn' }).click();
  await admin.getByRole('button', { name: /@gmail\.com$/ }).last().click();
  const dialog = admin.getByRole('dialog', { name: 'Chặn' });
  await expect(dialog.getByText('1 bình luận đang chờ duyệt sẽ bị chuyển vào spam.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Chặn', exact: true })).toBeDisabled();
  await dialog.getByRole('checkbox').check();
  await dialog.getByRole('button', { name: 'Chặn', exact: true }).click();
  await expect(card(admin, 'của Lan')).toHaveCount(0);

  await open(admin, '/admin/comments?status=blocked');
  await admin.getByRole('button', { name: 'Bỏ chặn @gmail.com' }).click();
  await admin.getByRole('button', { name: 'Bỏ chặn và đưa về chờ duyệt' }).click();
  await expect(admin.getByText('1 bình luận đã về hàng chờ duyệt')).toBeVisible();
  await open(admin, '/admin/comments');
  await expect(card(admin, 'của Lan')).toBeVisible();
});

/** Sends key events as an input method does: without names of their own in Playwright. */
async function press(page: Page, ...keys: string[]): Promise<void> {
  await page.evaluate((keys) => {
    for (const key of keys) document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  }, keys);
}

test('shortcuts work after a whole page, and with a Telex input method', async ({ admin, stranger }) => {
  const reader = await stranger.newPage();
  for (let number = 0; number < 28; number++)
    await comment(reader.request, QUIET, { name: `Bạn ${number}`, email: `ban${number}@example.vn`, body: `Ý kiến số ${number}.` });
  await open(admin, '/admin/comments');
  await admin.getByRole('checkbox', { name: 'Chọn cả trang' }).check();
  await admin.locator('h1').click();
  await admin.keyboard.press('d');
  await expect(admin.getByText('Đã bỏ 25 bình luận vào thùng rác.')).toBeVisible();
  await expect(card(admin, 'Ý kiến số 2.')).toBeFocused();
  await admin.keyboard.press('a');
  await expect(card(admin, 'Ý kiến số 2.')).toHaveCount(0);
  await expect(card(admin, 'Ý kiến số 1.')).toBeFocused();
  // "s" after "a" arrives as a backspace and "á".
  await press(admin, 'Backspace', 'á');
  await expect(admin.getByText('Đã chuyển 1 bình luận vào spam.')).toBeVisible();
  await expect(card(admin, 'Ý kiến số 1.')).toHaveCount(0);
});

test('on a narrow screen, buttons of comments are large and have no key hints', async ({ admin, stranger }) => {
  await send(await stranger.newPage(), 'Ý kiến.');
  await admin.setViewportSize({ width: 390, height: 844 });
  await open(admin, '/admin/comments');
  const approve = card(admin, 'Ý kiến.').getByRole('button', { name: /^Duyệt/ });
  expect((await approve.boundingBox())!.height).toBeGreaterThanOrEqual(44);
  await expect(approve.locator('kbd')).toBeHidden();
});
