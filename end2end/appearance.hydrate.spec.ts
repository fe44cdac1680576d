import { open } from './client';
import { admin as test } from './admin';
import { expect } from './test';

const LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="240" height="60"><path d="M0 0h240v60H0z" fill="#c8102e"/></svg>';

test('color, logo, header and footer are drawn before they are saved, and reset gives back the default', async ({ admin, stranger }) => {
  const reader = await stranger.newPage();
  await open(admin, '/admin/appearance');
  const preview = admin.frameLocator('.appearance-preview iframe').first();
  await expect(preview.locator('.masthead.front')).toBeVisible();

  await admin.getByLabel('Màu chủ đạo').fill('#ffcc00');
  await expect(admin.getByText(/Nền sáng: khó đọc.*Trang dùng màu gần nhất/)).toBeVisible();
  await admin.getByLabel('Bố cục đầu trang').selectOption('centered');
  await admin.getByLabel('Tiêu đề cột 1').fill('Về chúng tôi');
  await admin.getByLabel('Nội dung cột 1').fill('- [Giới thiệu](/gioi-thieu)');
  await admin.getByRole('group', { name: 'Logo', exact: true }).getByRole('button', { name: 'Chọn ảnh' }).click();
  const dialog = admin.locator('#choose-picture');
  await dialog.locator('input[type=file]').setInputFiles({ name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(LOGO) });
  await dialog.locator('footer .button:not(.plain)').click();

  await expect(preview.locator('.masthead.centered .logo.on-light')).toBeVisible();
  await expect(preview.getByRole('heading', { name: 'Về chúng tôi', includeHidden: true })).toBeAttached();
  await reader.goto('/');
  await expect(reader.locator('.masthead.centered')).toHaveCount(0);

  await admin.getByRole('button', { name: 'Lưu cài đặt' }).click();
  // Not the message that the logo has been stored.
  await expect(admin.locator('.toast')).toContainText('Đã lưu');
  await reader.goto('/');
  await expect(reader.locator('.masthead.centered .logo.on-light')).toBeVisible();
  await expect(reader.locator('.footer').getByRole('link', { name: 'Giới thiệu' }).first()).toBeVisible();
  const accent = await reader.locator('.skip-link').evaluate((link) => getComputedStyle(link).backgroundColor);
  expect(accent).not.toBe('rgb(11, 90, 73)');

  await admin.getByRole('button', { name: 'Về mặc định' }).first().click();
  await admin.locator('#reset-appearance').getByRole('button', { name: 'Về mặc định' }).click();
  await expect(admin.getByText('Giao diện đã về mặc định.')).toBeVisible();
  await expect(admin.getByLabel('Màu chủ đạo')).toHaveValue('');
  await reader.goto('/');
  await expect(reader.locator('.masthead.centered, .logo')).toHaveCount(0);
  await expect(reader.locator('link[href^="/assets/identity-"]')).toHaveCount(0);
});
