import { open } from './client';
import { desk as test } from './desk';
import { expect } from './test';

test('what readers ask for in vain is led on', async ({ desk, stranger }) => {
  const reader = await stranger.newPage();
  expect((await reader.request.get('/2019/05/bai-cu')).status()).toBe(404);
  await open(desk, '/admin/terms/redirects');
  const line = desk.getByRole('listitem').filter({ hasText: '/2019/05/bai-cu' });
  await expect(line.getByText('1 lượt')).toBeVisible();
  await line.getByRole('button', { name: 'Dẫn /2019/05/bai-cu đi nơi khác' }).click();
  await expect(desk.getByRole('textbox', { name: 'Địa chỉ cũ' })).toHaveValue('/2019/05/bai-cu');
  await expect(desk.getByLabel('Dẫn đến', { exact: true })).toBeFocused();
  await desk.getByLabel('Dẫn đến', { exact: true }).fill('/gioi-thieu');
  await desk.getByRole('button', { name: 'Thêm địa chỉ' }).click();
  await expect(desk.getByText('Chưa ai mở phải địa chỉ không có.')).toBeVisible();
  await reader.goto('/2019/05/bai-cu');
  await expect(reader).toHaveURL(/\/gioi-thieu$/);
});
