import AxeBuilder from '@axe-core/playwright';
import { admin as test } from './admin';
import { open } from './client';
import { expect } from './test';

const CODE = `<script async src="https://stats.example.org/a.js"></script>
<script>window.counted = (window.counted ?? 0) + 1;</script>`;

test('code of another service runs only for readers who agree, under a policy that allows it', async ({
  admin,
  stranger,
  faults,
}) => {
  // The first code is rejected.
  faults.allow(/422/);
  await open(admin, '/admin/slots/snippets');
  await admin.getByRole('button', { name: 'Thêm mã' }).click();
  await admin.getByLabel('Tên', { exact: true }).fill('Thống kê');
  const code = admin.getByLabel('Mã', { exact: true });
  await code.fill("<script>a = '</script>'</script>");
  await admin.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(code).toBeFocused();
  await expect(admin.getByText('Có chữ nằm ngoài thẻ')).toBeVisible();
  await expect(admin.getByLabel('Tên', { exact: true })).toHaveValue('Thống kê');
  await code.fill(CODE);
  await admin.getByLabel('Gửi dữ liệu đến').fill('stats.example.org');
  await admin.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(admin.getByRole('listitem').filter({ hasText: 'Thống kê' })).toContainText('Hỏi trước khi chạy');

  const asked: string[] = [];
  await stranger.route('https://stats.example.org/**', async (route) => {
    asked.push(new URL(route.request().url()).pathname);
    const body = "fetch('https://stats.example.org/seen')";
    const headers = { 'access-control-allow-origin': '*' };
    await route.fulfill({ contentType: 'text/javascript', body, headers });
  });
  const page = await stranger.newPage();
  const counted = () => page.evaluate(() => (window as { counted?: number }).counted);
  await open(page, '/');
  const question = page.getByRole('region', { name: 'Quyền riêng tư' });
  await expect(question).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await question.getByRole('button', { name: 'Từ chối' }).click();
  await expect(question).toBeHidden();
  await page.getByRole('link', { name: 'Giới thiệu' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(question).toBeHidden();
  await page.waitForLoadState('networkidle');
  expect([asked, await counted()]).toEqual([[], undefined]);

  await page.getByRole('button', { name: 'Lựa chọn về quyền riêng tư' }).click();
  await expect(question).toBeFocused();
  await question.getByRole('button', { name: 'Đồng ý' }).click();
  await expect.poll(() => asked).toEqual(['/a.js', '/seen']);
  expect(await counted()).toBe(1);
  // Each page is a document, so the code runs again.
  await page.getByRole('link', { name: 'Trang nhất' }).first().click();
  await expect.poll(() => asked).toEqual(['/a.js', '/seen', '/a.js', '/seen']);
  expect(await counted()).toBe(1);
});
