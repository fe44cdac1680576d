import { open } from './client';
import { admin as test, welcome } from './admin';
import { expect } from './test';

test('a double click on the removal of a user removes nobody', async ({ admin, stranger }) => {
  await welcome(admin, stranger, 'Tác giả');
  await open(admin, '/admin/users');
  const remove = admin.getByRole('button', { name: /^Xóa Trần Thị Lan/ });
  const before = await remove.boundingBox();
  await remove.click();
  const dialog = admin.getByRole('dialog', { name: 'Xóa Trần Thị Lan' });
  await expect(dialog).toBeVisible();
  expect(await remove.boundingBox()).toEqual(before);
  await admin.mouse.dblclick(before!.x + before!.width / 2, before!.y + before!.height / 2);
  await dialog.getByRole('button', { name: 'Hủy' }).click();
  await expect(dialog).toBeHidden();
  await expect(admin.getByText('lan@bao.example')).toBeVisible();
});

test('a post is changed and duplicated from the list', async ({ admin }) => {
  await open(admin, '/admin/posts?status=published');
  const row = admin.locator('.admin-list .row').first();
  const title = (await row.locator('.title').textContent())!;
  await row.getByRole('button', { name: 'Thao tác khác với bài này' }).click();
  await row.getByRole('button', { name: 'Sửa nhanh…' }).click();
  const dialog = admin.getByRole('dialog', { name: title });
  await dialog.getByLabel('Trạng thái').selectOption({ label: 'Riêng tư' });
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await expect(admin.getByText('Đã lưu thay đổi.')).toBeVisible();
  await expect(admin.locator('.admin-list .title').first()).not.toHaveText(title);

  await open(admin, '/admin/posts?status=private');
  await row.getByRole('button', { name: 'Thao tác khác với bài này' }).click();
  await row.getByRole('button', { name: 'Nhân bản' }).click();
  await expect(admin).toHaveURL(/\/admin\/posts\/\d+$/);
  await expect(admin.getByLabel('Tiêu đề', { exact: true })).toHaveValue(`${title} (bản sao)`);
});
