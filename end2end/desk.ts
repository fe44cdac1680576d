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
