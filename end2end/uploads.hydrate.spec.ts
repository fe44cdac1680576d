import { open } from './client';
import { admin as test, draw } from './admin';
import { expect } from './test';

test('an upload whose connection is lost is told of in the library, and one click sends it again', async ({ admin, faults }) => {
  faults.allow(/ERR_CONNECTION_RESET/);
  await open(admin, '/admin/media');
  await admin.route('**/admin/media?name=*', (route) => route.abort('connectionreset'), { times: 1 });
  const buffer = await draw(admin, 913, 400);
  await admin.locator('input[type=file]').first().setInputFiles({ name: 'mat-mang.jpg', mimeType: 'image/jpeg', buffer });
  const line = admin.locator('.upload-list li', { hasText: 'mat-mang.jpg' });
  await expect(line.getByRole('alert')).toBeVisible();
  await line.getByRole('button', { name: 'Thử lại' }).click();
  await expect(admin.getByRole('button', { name: /mat-mang/ })).toBeVisible({ timeout: 30_000 });
  await expect(line).toHaveCount(0);
});

test('a recording whose connection is lost goes on where it was', async ({ admin, faults }) => {
  faults.allow(/ERR_CONNECTION_RESET/);
  await open(admin, '/admin/media');
  let lost = false;
  await admin.route('**/admin/media/files?*', (route) => {
    if (lost || route.request().method() !== 'PATCH') return route.continue();
    lost = true;
    return route.abort('connectionreset');
  });
  const buffer = Buffer.alloc(400_000);
  buffer.write('ID3\x04');
  await admin.locator('input[type=file]').first().setInputFiles({ name: 'tap-2.mp3', mimeType: 'audio/mpeg', buffer });
  const line = admin.locator('.upload-list li', { hasText: 'tap-2.mp3' });
  await expect(line.getByRole('alert')).toBeVisible();
  const asked = admin.waitForResponse((response) => response.request().method() === 'HEAD');
  await line.getByRole('button', { name: 'Thử lại' }).click();
  expect((await asked).headers()['upload-offset']).toBe('0');
  await expect(admin.getByRole('button', { name: /tap-2/ })).toBeVisible({ timeout: 30_000 });
});

test('a picture is cropped with a frame, and a question comes before posts change', async ({ admin }) => {
  await open(admin, '/admin/media');
  const buffer = await draw(admin, 801, 400);
  await admin.locator('input[type=file]').first().setInputFiles({ name: 'ben-do.jpg', mimeType: 'image/jpeg', buffer });
  await admin.getByRole('button', { name: /ben-do/ }).click();
  const dialog = admin.getByRole('dialog', { name: /ben-do/ });
  await dialog.getByRole('button', { name: 'Cắt…' }).click();
  const frame = (await dialog.locator('.crop-frame').boundingBox())!;
  await admin.mouse.move(frame.x + 2, frame.y + frame.height / 2);
  await admin.mouse.down();
  await admin.mouse.move(frame.x + frame.width * 0.25, frame.y + frame.height / 2, { steps: 4 });
  await admin.mouse.up();
  await expect(dialog.getByRole('spinbutton', { name: 'Bỏ bên trái (%)' })).toHaveValue('25');
  await dialog.getByRole('slider', { name: 'Bỏ bên phải (%)' }).press('ArrowLeft');
  await expect(dialog.getByRole('spinbutton', { name: 'Bỏ bên phải (%)' })).toHaveValue('5');
  await dialog.getByRole('spinbutton', { name: 'Bỏ bên phải (%)' }).fill('70');
  await expect(dialog.getByRole('alert')).toContainText('90%');
  await dialog.getByRole('spinbutton', { name: 'Bỏ bên phải (%)' }).fill('25');
  await dialog.getByRole('button', { name: 'Cắt', exact: true }).click();
  await expect(dialog).toBeHidden();
  await admin.getByRole('button', { name: /ben-do/ }).first().click();
  await expect(dialog.getByText('401 × 400')).toBeVisible();
});

test('the library opens again after a file was refused in it', async ({ admin, faults }) => {
  faults.allow(/415/);
  await open(admin, '/admin/appearance');
  const choose = admin.getByRole('group', { name: 'Logo', exact: true }).getByRole('button', { name: 'Chọn ảnh' });
  const dialog = admin.locator('#choose-picture');
  await choose.click();
  await dialog.locator('input[type=file]').setInputFiles({ name: 'thu.png', mimeType: 'image/png', buffer: Buffer.from('chữ') });
  await expect(dialog.getByRole('alert')).toContainText('dù tên tệp là gì');
  await dialog.getByRole('button', { name: 'Hủy' }).click();
  await choose.click();
  await expect(dialog.getByRole('alert')).toContainText('dù tên tệp là gì');
  await dialog.getByRole('button', { name: 'Bỏ qua' }).click();
  await expect(dialog.getByRole('alert')).toHaveCount(0);
});

test('a page whose client has stopped says so', async ({ admin }) => {
  await open(admin, '/admin/settings');
  const banner = admin.getByText('Trang này gặp lỗi');
  await expect(banner).toBeHidden();
  await admin.evaluate('longan_disable_client()');
  await expect(banner).toBeVisible();
  await admin.getByRole('link', { name: 'Tải lại trang' }).click();
  await expect(banner).toBeHidden();
});
