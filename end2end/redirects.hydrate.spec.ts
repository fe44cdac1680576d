import { open } from './client';
import { admin as test } from './admin';
import { expect } from './test';

test('a path that readers request in vain can be redirected', async ({ admin, stranger }) => {
  const reader = await stranger.newPage();
  expect((await reader.request.get('/2019/05/bai-cu')).status()).toBe(404);
  await open(admin, '/admin/terms/redirects');
  const line = admin.getByRole('listitem').filter({ hasText: '/2019/05/bai-cu' });
  await expect(line.getByText('1 lượt')).toBeVisible();
  await line.getByRole('button', { name: 'Chuyển hướng /2019/05/bai-cu' }).click();
  await expect(admin.getByRole('textbox', { name: 'Địa chỉ cũ' })).toHaveValue('/2019/05/bai-cu');
  await expect(admin.getByLabel('Dẫn đến', { exact: true })).toBeFocused();
  await admin.getByLabel('Dẫn đến', { exact: true }).fill('/gioi-thieu');
  await admin.getByRole('button', { name: 'Thêm địa chỉ' }).click();
  await expect(admin.getByText('Chưa có địa chỉ nào như vậy.')).toBeVisible();
  await reader.goto('/2019/05/bai-cu');
  await expect(reader).toHaveURL(/\/gioi-thieu$/);
});
