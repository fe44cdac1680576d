import type { Page } from '@playwright/test';
import { open } from './client';
import { DUYEN, LAN, admin as test } from './admin';
import { expect } from './test';

/**
 * Makes the next call of a function answer that it needs recent authentication, as it does some minutes after a login.
 */
async function expire(page: Page, path: string): Promise<void> {
  const body = '"ReauthenticationRequired"';
  await page.route(path, (route) => route.fulfill({ status: 403, contentType: 'application/json', body }), { times: 1 });
}

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Xác nhận là bạn' });

async function typePassword(page: Page, password: string): Promise<void> {
  await dialog(page).getByLabel('Mật khẩu').fill(password);
  await dialog(page).getByRole('button', { name: 'Xác nhận' }).click();
}

async function invite(page: Page): Promise<void> {
  await open(page, '/admin/users');
  await page.getByRole('button', { name: 'Thêm người' }).click();
  await page.getByLabel('Tên', { exact: true }).fill(LAN.name);
  await page.getByLabel('Email').fill(LAN.email);
  await page.getByRole('radio', { name: 'Biên tập viên' }).check();
  await expire(page, '**/api/admin/users/invite');
  await page.getByRole('button', { name: 'Tạo liên kết mời' }).click();
  await expect(dialog(page).getByLabel('Mật khẩu')).toBeFocused();
}

test('reauthentication with the password repeats the action', async ({ admin, faults }) => {
  faults.allow(/403|422/);
  await invite(admin);
  await typePassword(admin, 'sai mật khẩu rồi');
  await expect(dialog(admin).getByText('Mật khẩu hiện tại không đúng.')).toBeVisible();
  await typePassword(admin, DUYEN.password);
  await expect(dialog(admin)).toBeHidden();
  await expect(admin.getByLabel('Sao chép liên kết')).toHaveValue(/\/admin\/invitation\?token=/);
  await expect(admin.getByText(LAN.email)).toBeVisible();
});

test('cancelled reauthentication changes nothing and keeps what was typed', async ({ admin, faults }) => {
  faults.allow(/403/);
  await invite(admin);
  await admin.keyboard.press('Escape');
  await expect(dialog(admin)).toBeHidden();
  await expect(admin.getByRole('alert').getByText('Những gì đã nhập vẫn còn ở đây')).toBeVisible();
  await expect(admin.getByLabel('Tên', { exact: true })).toHaveValue(LAN.name);
  await expect(admin.getByLabel('Email')).toHaveValue(LAN.email);
  await expect(admin.getByRole('radio', { name: 'Biên tập viên' })).toBeChecked();
  await admin.getByRole('button', { name: 'Tạo liên kết mời' }).click();
  await expect(admin.getByLabel('Sao chép liên kết')).toHaveValue(/\/admin\/invitation\?token=/);
});

test('a backup is downloaded after reauthentication', async ({ admin }) => {
  await open(admin, '/admin/backup');
  const ways = { is_needed: true, email: DUYEN.email, has_password: true, has_passkeys: false };
  await admin.route('**/api/admin/reauthentication*', (route) => route.fulfill({ json: ways }), { times: 2 });
  await admin.getByRole('button', { name: /Tải bản sao lưu/ }).click();
  await expect(dialog(admin).getByLabel('Mật khẩu')).toBeFocused();
  const download = admin.waitForEvent('download');
  await typePassword(admin, DUYEN.password);
  expect((await download).suggestedFilename()).toMatch(/\.db$/);
});
