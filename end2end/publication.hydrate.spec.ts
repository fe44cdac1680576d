import type { Page } from '@playwright/test';
import { open } from './client';
import { admin as test } from './admin';
import { expect } from './test';

/** Begins a post and waits until it is autosaved. */
async function begin(page: Page, title: string): Promise<void> {
  await open(page, '/admin/posts/new');
  await page.getByLabel('Tiêu đề', { exact: true }).fill(title);
  await expect(page).toHaveURL(/\/admin\/posts\/\d+$/);
  await expect(page.getByText(/lưu lúc/).first()).toBeVisible();
}

test('publishing shows what is missing, and can be undone', async ({ admin }) => {
  await begin(admin, 'Mùa nước nổi');
  await admin.getByRole('button', { name: 'Đăng', exact: true }).click();
  const dialog = admin.getByRole('dialog', { name: 'Đăng bài?' });
  await expect(dialog.getByRole('listitem')).toHaveText([/^Nội dung/, /^Chuyên mục/, /^Ảnh đại diện/, /^Sapô/]);
  await expect(dialog.getByText(/\/posts\/mua-nuoc-noi$/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Hủy' }).click();
  expect((await admin.request.get('/posts/mua-nuoc-noi')).status()).toBe(404);

  await admin.getByRole('button', { name: 'Đăng', exact: true }).click();
  await dialog.getByRole('button', { name: 'Đăng', exact: true }).click();
  await expect(admin.getByText('Đã đăng bài.')).toBeVisible();
  expect((await admin.request.get('/posts/mua-nuoc-noi')).status()).toBe(200);
  // Also after the editor was left.
  await admin.getByRole('link', { name: 'Bài viết' }).first().click();
  await expect(admin).toHaveURL(/\/admin\/posts$/);
  await admin.getByRole('status').getByRole('button', { name: 'Hoàn tác' }).click();
  await expect(admin.getByText('Bài đã về bản nháp.')).toBeVisible();
  expect((await admin.request.get('/posts/mua-nuoc-noi')).status()).toBe(404);
});

test('a publication that waits for the connection is announced and can be called off', async ({ admin, faults }) => {
  faults.allow(/\/api\/admin\//, /net::ERR/);
  await begin(admin, 'Bài đăng khi mất mạng');
  await admin.route('**/api/admin/**', (route) => route.abort('connectionfailed'));
  await admin.getByRole('button', { name: 'Đăng', exact: true }).click();
  await admin.getByRole('dialog').getByRole('button', { name: 'Đăng', exact: true }).click();
  await expect(admin.getByRole('alert').getByText(/Bài sẽ tự đăng ngay khi nối lại/)).toBeVisible();
  await admin.getByRole('button', { name: 'Không đăng nữa' }).click();
  await expect(admin.getByRole('alert').getByText(/Bài sẽ tự đăng/)).toHaveCount(0);
  await admin.unroute('**/api/admin/**');
  await expect(admin.getByText(/^Bản nháp, lưu lúc/).first()).toBeVisible({ timeout: 30_000 });
  expect((await admin.request.get('/posts/bai-dang-khi-mat-mang')).status()).toBe(404);
});

test('restoring a version of a published post asks before', async ({ admin }) => {
  await begin(admin, 'Tên cũ');
  await admin.getByRole('button', { name: 'Đăng', exact: true }).click();
  await admin.getByRole('dialog').getByRole('button', { name: 'Đăng', exact: true }).click();
  await expect(admin.getByText('Đã đăng bài.')).toBeVisible();
  await admin.getByLabel('Tiêu đề', { exact: true }).fill('Tên mới');
  await admin.keyboard.press('Control+S');
  await expect(admin.getByText('Đã cập nhật bài.')).toBeVisible();
  await admin.getByRole('button', { name: 'Lịch sử' }).click();
  await admin.locator('.revision-list button').nth(1).click();
  await admin.getByRole('button', { name: 'Lấy lại bản này' }).click();
  const dialog = admin.getByRole('dialog', { name: 'Lấy lại bản này' });
  await expect(dialog).toBeVisible();
  await expect(admin.getByLabel('Tiêu đề', { exact: true })).toHaveValue('Tên mới');
  await dialog.getByRole('button', { name: 'Lấy lại bản này' }).click();
  await expect(admin.getByLabel('Tiêu đề', { exact: true })).toHaveValue('Tên cũ');
});

test('the time for scheduling is proposed, and the bar says it afterwards', async ({ admin }) => {
  await begin(admin, 'Bài hẹn giờ');
  await admin.getByRole('button', { name: 'Cách đăng khác' }).click();
  await admin.getByRole('button', { name: /Chọn ngày giờ/ }).click();
  const dialog = admin.getByRole('dialog', { name: 'Ngày giờ đăng' });
  const at = await dialog.getByLabel('Đăng lúc', { exact: true }).inputValue();
  const [, year, month, day, hour] = at.match(/^(\d{4})-(\d\d)-(\d\d)T(\d\d):00$/)!;
  await dialog.getByRole('button', { name: 'Hẹn giờ đăng' }).click();
  await expect(admin.getByText(`Hẹn đăng lúc ${hour}:00, ${Number(day)}/${Number(month)}/${year}, lưu lúc`)).toBeVisible();
});
