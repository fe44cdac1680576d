import type { Locator, Page } from '@playwright/test';
import { open } from './client';
import { comment, admin as test } from './admin';
import { QUIET } from './sample_urls';
import { expect } from './test';

test.use({ viewport: { width: 360, height: 740 } });

/** Whether two visible elements overlap. */
async function overlap(one: Locator, other: Locator): Promise<boolean> {
  const [a, b] = [await one.boundingBox(), await other.boundingBox()];
  if (!a || !b) throw new Error('one of them is not shown');
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

const toasts = (page: Page): Locator => page.locator('.toast');

test('messages do not cover the reply form', async ({ admin, stranger }) => {
  const reader = await stranger.newPage();
  for (const body of ['Ý kiến thứ nhất.', 'Ý kiến thứ hai.', 'Ý kiến thứ ba.'])
    await comment(reader.request, QUIET, { name: 'Bạn đọc', email: 'ban@example.vn', body });
  await open(admin, '/admin/comments');
  await admin.keyboard.press('s');
  await expect(admin.getByText('Đã chuyển 1 bình luận vào spam.')).toBeVisible();
  await admin.keyboard.press('u');
  // The message with the undo button disappears once its action is undone.
  await expect(admin.getByText('Đã chuyển 1 bình luận vào spam.')).toHaveCount(0);
  await expect(toasts(admin)).toHaveCount(1);
  await admin.keyboard.press('s');
  await expect(admin.getByText('Đã chuyển 1 bình luận vào spam.')).toBeVisible();
  await admin.keyboard.press('r');
  const form = admin.locator('.comment-card form');
  await expect(form.getByRole('textbox')).toBeFocused();
  await expect(toasts(admin)).toHaveCount(1);
  expect(await overlap(form, toasts(admin))).toBe(false);
});

test('settings errors disappear after a successful save, and do not cover the button', async ({ admin, faults }) => {
  faults.allow(/422/);
  await open(admin, '/admin/settings');
  const perPage = admin.getByLabel('Số bài mỗi trang');
  const save = admin.getByRole('button', { name: 'Lưu cài đặt' });
  await perPage.fill('0');
  await save.click();
  await expect(toasts(admin)).toHaveClass(/failed/);
  expect(await overlap(save, toasts(admin))).toBe(false);
  await perPage.fill('7');
  await save.click();
  await expect(toasts(admin)).toHaveCount(1);
  await expect(toasts(admin)).not.toHaveClass(/failed/);
  expect(await overlap(save, toasts(admin))).toBe(false);
});

test('the tab of the current list is visible', async ({ admin }) => {
  for (const path of ['/admin/posts?status=trash', '/admin/comments?status=blocked']) {
    await open(admin, path);
    const current = admin.locator('.tabs [aria-current]');
    await expect(current).toBeInViewport({ ratio: 1 });
    expect(await admin.evaluate(() => window.scrollY)).toBe(0);
  }
});
