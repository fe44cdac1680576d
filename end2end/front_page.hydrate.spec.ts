import { open } from './client';
import { admin as test } from './admin';
import { expect } from './test';

test('the front page is arranged with keys, previewed, saved and reset', async ({ admin, stranger, faults }) => {
  // The wrong number is rejected.
  faults.allow(/422/);
  await open(admin, '/admin/front-page');
  const items = admin.locator('.menu-editor > ol > li');
  await expect(items).toHaveCount(2);
  const preview = admin.getByRole('group', { name: 'Xem trước' });
  await expect(preview.locator('.story.lead')).toBeVisible();

  // Add a category, and move it above the others with the keys.
  await admin.getByRole('button', { name: 'Chuyên mục hoặc thẻ', exact: true }).press('Enter');
  await admin.getByRole('combobox', { name: 'Chuyên mục hoặc thẻ' }).selectOption({ label: 'Xây dựng' });
  await admin.getByLabel('Số bài').last().fill('0');
  const up = admin.getByRole('button', { name: 'Đưa Chuyên mục hoặc thẻ: Xây dựng lên' });
  await up.press('Enter');
  await expect(up).toBeFocused();
  await up.press('Alt+ArrowUp');
  await expect(admin.getByText('Chuyên mục hoặc thẻ: Xây dựng giờ ở vị trí 1 trên 3.')).toBeAttached();
  await expect(items.first()).toContainText('Xây dựng');

  // A wrong number is explained at its field, and nothing is lost.
  await admin.getByRole('button', { name: 'Lưu trang nhất' }).press('Enter');
  const count = admin.getByLabel('Số bài').first();
  await expect(count).toHaveAttribute('aria-invalid', 'true');
  await count.fill('3');
  await expect(preview.locator('.front-section').first().getByRole('heading', { level: 2 }).first()).toHaveText('Xây dựng');
  await admin.getByRole('button', { name: 'Lưu trang nhất' }).press('Enter');
  await expect(admin.getByText('Đã lưu trang nhất.')).toBeVisible();

  const reader = await stranger.newPage();
  await reader.goto('/');
  await expect(reader.locator('.front-section').first().getByRole('heading', { level: 2 }).first()).toHaveText('Xây dựng');
  await expect(reader.locator('.front-section').first().locator('.story')).toHaveCount(3);

  await admin.getByRole('button', { name: 'Về mặc định' }).click();
  await admin.getByRole('dialog').getByRole('button', { name: 'Về mặc định' }).click();
  await expect(items).toHaveCount(2);
  await reader.reload();
  await expect(reader.locator('.story.lead')).toBeVisible();
});
