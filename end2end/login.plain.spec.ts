import { DUYEN, setUp } from './admin';
import { expect, writing as test } from './test';

test('setting up, logging out and in, without script', async ({ page, site, faults }) => {
  faults.allow(/422|403/);
  await page.goto('/admin');
  await expect(page.getByText('Chưa có tài khoản nào')).toBeVisible();
  await page.goto('/admin/setup?token=guessed');
  await expect(page.getByText('không còn dùng được')).toBeVisible();

  await page.goto(site.setupLink);
  await page.getByLabel('Họ tên').fill(DUYEN.name);
  await page.getByLabel('Email').fill('duyen@bao.example');
  await page.getByLabel('Mật khẩu').fill('1234567890');
  await page.getByRole('button', { name: 'Tạo tài khoản' }).click();
  await expect(page.getByText('quá phổ biến')).toBeVisible();
  await expect(page.getByLabel('Họ tên')).toHaveValue(DUYEN.name);

  await setUp(page, site);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.context().clearCookies();
  await page.goto('/admin/media');
  await page.getByLabel('Email').fill(DUYEN.email);
  await page.getByLabel('Mật khẩu').fill('sai mật khẩu rồi');
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await expect(page.getByText('Email hoặc mật khẩu không đúng.')).toBeVisible();
  await expect(page.getByLabel('Email')).toHaveValue(DUYEN.email);
  await page.getByLabel('Mật khẩu').fill(DUYEN.password);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await expect(page).toHaveURL(/\/admin\/media$/);
});
