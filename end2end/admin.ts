import { type APIRequestContext, type BrowserContext, type Page, expect } from '@playwright/test';
import type { Draft } from './comment_form';
import { open } from './client';
import { writing } from './test';
import type { Site } from './site';

/** The first administrator. */
export const DUYEN = { name: 'Phan Mỹ Duyên', email: 'duyen@bao.example', password: 'cá lóc nướng trui Long An' };

/** Creates the first administrator with the setup link from the log; `page` ends on the dashboard. */
export async function setUp(page: Page, site: Site): Promise<void> {
  const { pathname, search } = new URL(site.setupLink);
  await page.goto(pathname + search);
  await page.getByLabel('Họ tên').fill(DUYEN.name);
  await page.getByLabel('Email').fill(DUYEN.email);
  await page.getByLabel('Mật khẩu').fill(DUYEN.password);
  await page.getByRole('button', { name: 'Tạo tài khoản' }).click();
  await expect(page).toHaveURL(/\/admin$/);
}

/** The user who is invited. */
export const LAN = { name: 'Trần Thị Lan', email: 'lan@bao.example', password: 'bến phà Vàm Cỏ Đông chiều mưa' };

/** Has an administrator invite LAN, who accepts in her own browser context and ends on her dashboard. */
export async function welcome(admin: Page, hers: BrowserContext, role: string): Promise<Page> {
  await open(admin, '/admin/users');
  await admin.getByRole('button', { name: 'Thêm người' }).click();
  await admin.getByLabel('Tên', { exact: true }).fill(LAN.name);
  await admin.getByLabel('Email').fill(LAN.email);
  await admin.getByRole('radio', { name: role }).check();
  await admin.getByRole('button', { name: 'Tạo liên kết mời' }).click();
  const { pathname, search } = new URL(await admin.getByLabel('Sao chép liên kết').inputValue());
  const page = await hers.newPage();
  await page.goto(pathname + search);
  await page.getByLabel('Mật khẩu').fill(LAN.password);
  await page.getByRole('button', { name: 'Đặt mật khẩu và vào' }).click();
  await expect(page).toHaveURL(/\/admin$/);
  return page;
}

/** Logs in on the login page. */
export async function logIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Mật khẩu').fill(password);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
}

/** Sends a comment as a form without JavaScript does. */
export async function comment(request: APIRequestContext, path: string, draft: Draft): Promise<void> {
  const page = await (await request.get(path)).text();
  const value = (name: string) => page.match(new RegExp(`name="${name}" value="([^"]*)"`))![1];
  const form = { post: value('post'), stamp: value('stamp'), ...draft };
  const answer = await request.post(path, { form, maxRedirects: 0 });
  expect(answer.status(), await answer.text()).toBe(303);
}

/** For tests of the admin: each has its own site, and `page` belongs to its first administrator, logged in. */
export const admin = writing.extend<{ admin: Page }>({
  admin: async ({ page, site }, use) => {
    await setUp(page, site);
    await open(page, '/admin');
    await use(page);
  },
});

/** Draws a JPEG of this size in the browser. */
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
