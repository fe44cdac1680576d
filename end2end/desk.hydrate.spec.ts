import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { hydrated, open } from './client';
import { desk as test } from './desk';
import { expect } from './test';

/** Every page of the admin. */
const PAGES = {
  dashboard: '/admin',
  posts: '/admin/posts',
  pages: '/admin/pages',
  'a new post': '/admin/posts/new',
  comments: '/admin/comments',
  pictures: '/admin/media',
  terms: '/admin/terms',
  'old addresses': '/admin/terms/redirects',
  menu: '/admin/menu',
  settings: '/admin/settings',
  users: '/admin/users',
  account: '/admin/account',
  backup: '/admin/backup',
};

async function examine(page: Page): Promise<string[]> {
  await expect.poll(() => page.evaluate(() => document.getAnimations().length)).toBe(0);
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)} | ${node.failureSummary}`));
}

test('every page: no fault in the console, nothing wider than a phone, nothing for axe-core', async ({ desk }) => {
  test.setTimeout(300_000);
  for (const [name, path] of Object.entries(PAGES)) {
    await desk.setViewportSize({ width: 1280, height: 900 });
    await desk.emulateMedia({ colorScheme: 'light' });
    await open(desk, path);
    await expect(desk.getByRole('heading', { level: 1 }).first()).toBeAttached();
    for (const [width, colorScheme] of [[360, 'light'], [1440, 'dark']] as const) {
      await desk.setViewportSize({ width, height: 900 });
      await desk.emulateMedia({ colorScheme });
      const wide = await desk.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect.soft(wide, `${name}: wider than ${width} px by`).toBeLessThanOrEqual(0);
      expect.soft(await examine(desk), `${name}: ${colorScheme}, ${width} px`).toEqual([]);
    }
  }
});

test('readers get none of it, and others have to log in', async ({ desk, stranger }) => {
  const script = await desk.locator('script[type=module]').evaluateAll((found) => found.map((one) => one.textContent).join());
  const code = script.match(/\/pkg\/\w+\/admin\.wasm/)![0];
  expect((await desk.request.get(code)).status()).toBe(200);
  const page = await stranger.newPage();
  expect((await page.request.get(code)).status()).toBe(401);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await open(page, '/');
  expect(asked.filter((url) => url.includes('admin'))).toEqual([]);
  await page.goto('/admin/posts?status=Draft');
  await expect(page).toHaveURL(/\/admin\/login\?next=/);
});

test('a lost connection and a closed page lose nothing that was typed', async ({ desk, faults }) => {
  faults.allow(/\/api\/admin\//, /net::ERR/);
  await open(desk, '/admin/posts/new');
  await desk.getByLabel('Tiêu đề', { exact: true }).fill('Bài viết dở');
  await expect(desk).toHaveURL(/\/admin\/posts\/\d+$/);
  const address = desk.url();
  await desk.route('**/api/admin/**', (route) => route.abort('connectionfailed'));
  await desk.getByLabel('Nội dung, viết bằng Markdown').fill('Câu viết khi mất mạng.');
  await expect(desk.getByText(/giữ trên máy này/).first()).toBeVisible({ timeout: 30_000 });
  await desk.unroute('**/api/admin/**');
  await desk.close({ runBeforeUnload: false });
  const page = await desk.context().newPage();
  await page.goto(address);
  await hydrated(page);
  await page.getByRole('button', { name: 'Dùng bản đó' }).first().click();
  await expect(page.getByLabel('Nội dung, viết bằng Markdown')).toHaveValue('Câu viết khi mất mạng.');
});

test('two people in one post: the second save is told, and overwrites nothing silently', async ({ desk, faults }) => {
  faults.allow(/409/);
  await open(desk, '/admin/posts/new');
  await desk.getByLabel('Tiêu đề', { exact: true }).fill('Bài của hai người');
  await desk.getByLabel('Nội dung, viết bằng Markdown').fill('Bản thứ nhất.');
  await expect(desk).toHaveURL(/\/admin\/posts\/\d+$/);
  await desk.keyboard.press('Control+S');
  await expect(desk.getByText(/lưu lúc/).first()).toBeVisible();
  const other = await desk.context().newPage();
  await open(other, desk.url());
  await other.getByLabel('Nội dung, viết bằng Markdown').fill('Bản của người kia.');
  await other.keyboard.press('Control+S');
  await expect(other.getByText(/lưu lúc/).first()).toBeVisible();
  await desk.getByLabel('Nội dung, viết bằng Markdown').fill('Bản của tôi.');
  await desk.keyboard.press('Control+S');
  await expect(desk.getByText(/Có người khác vừa lưu/).first()).toBeVisible();
  await other.reload();
  await hydrated(other);
  await expect(other.getByLabel('Nội dung, viết bằng Markdown')).toHaveValue('Bản của người kia.');
});
