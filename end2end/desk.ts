import { type Page, expect } from '@playwright/test';
import { open } from './client';
import { writing } from './test';
import type { Site } from './site';

/** Who sets the site up. */
export const DUYEN = { name: 'Phan Mỹ Duyên', email: 'duyen@bao.example', password: 'cá lóc nướng trui Long An' };

/** Makes the first administrator through the link in the log, and leaves them on the dashboard. */
export async function setUp(page: Page, site: Site): Promise<void> {
  await page.goto(site.setupLink);
  await page.getByLabel('Họ tên').fill(DUYEN.name);
  await page.getByLabel('Email').fill(DUYEN.email);
  await page.getByLabel('Mật khẩu').fill(DUYEN.password);
  await page.getByRole('button', { name: 'Tạo tài khoản' }).click();
  await expect(page).toHaveURL(/\/admin$/);
}

/** For tests of the admin: a site of its own, and in `page` its first administrator, logged in. */
export const desk = writing.extend<{ desk: Page }>({
  desk: async ({ page, site }, use) => {
    await setUp(page, site);
    await open(page, '/admin');
    await use(page);
  },
});

/** A picture of one's own, drawn here: a JPEG of this size. */
export async function draw(page: Page, width: number, height: number): Promise<Buffer> {
  const base64 = await page.evaluate(
    ([width, height]) => {
      const canvas = document.createElement('canvas');
      canvas.width = width;
      canvas.height = height;
      const pen = canvas.getContext('2d')!;
      const sky = pen.createLinearGradient(0, 0, width, height);
      sky.addColorStop(0, '#0b5a49');
      sky.addColorStop(1, '#f2dd94');
      pen.fillStyle = sky;
      pen.fillRect(0, 0, width, height);
      return canvas.toDataURL('image/jpeg', 0.9).split(',')[1];
    },
    [width, height],
  );
  return Buffer.from(base64, 'base64');
}
