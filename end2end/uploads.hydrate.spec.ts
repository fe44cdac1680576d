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
