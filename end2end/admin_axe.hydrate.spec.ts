import AxeBuilder from '@axe-core/playwright';
import type { BrowserContext, Page } from '@playwright/test';
import { open } from './client';
import { comment, admin as test, draw } from './admin';
import { QUIET } from './sample_urls';
import { expect } from './test';

/** Every page of the admin. */
const PAGES = {
  dashboard: '/admin',
  posts: '/admin/posts',
  pages: '/admin/pages',
  'a new post': '/admin/posts/new',
  'a new page': '/admin/pages/new',
  comments: '/admin/comments',
  spam: '/admin/comments?status=spam',
  'what is blocked': '/admin/comments?status=blocked',
  pictures: '/admin/media',
  terms: '/admin/terms',
  'old addresses': '/admin/terms/redirects',
  menu: '/admin/menu',
  frontPage: '/admin/front-page',
  'ad slots': '/admin/slots',
  'code snippets': '/admin/slots/snippets',
  appearance: '/admin/appearance',
  settings: '/admin/settings',
  users: '/admin/users',
  account: '/admin/account',
  backup: '/admin/backup',
  imports: '/admin/imports',
};

/** Dialogs and panes that open on these pages. */
const STATES: Record<string, [string, (page: Page) => Promise<void>]> = {
  'the settings of a post': ['/admin/posts/new', (page) => page.getByRole('button', { name: 'Cài đặt' }).click()],
  'ways to publish': ['/admin/posts/new', (page) => page.getByRole('button', { name: 'Cách đăng khác' }).click()],
  'a time to publish at': [
    '/admin/posts/new',
    async (page) => {
      await page.getByRole('button', { name: 'Cách đăng khác' }).click();
      await page.getByRole('button', { name: /Chọn ngày giờ/ }).click();
    },
  ],
  'a choice of pictures': [
    '/admin/posts/new',
    async (page) => {
      await page.getByRole('button', { name: 'Cài đặt' }).click();
      await page.getByRole('button', { name: 'Chọn từ thư viện' }).click();
    },
  ],
  'a picture': ['/admin/media', (page) => page.getByRole('button', { name: /xuong/ }).click()],
  'chosen posts': ['/admin/posts', (page) => page.getByRole('checkbox', { name: 'Chọn cả trang' }).check()],
  'what can be done with a post': [
    '/admin/posts',
    (page) => page.getByRole('button', { name: 'Thao tác khác với bài này' }).first().click(),
  ],
  'a post about to be published': [
    '/admin/posts/new',
    (page) => page.getByRole('button', { name: 'Đăng', exact: true }).click(),
  ],
  'a post edited in the list': [
    '/admin/posts',
    async (page) => {
      await page.getByRole('button', { name: 'Thao tác khác với bài này' }).first().click();
      await page.getByRole('button', { name: 'Sửa nhanh…' }).first().click();
      await expect(page.getByRole('dialog').getByLabel('Trạng thái')).toBeVisible();
    },
  ],
  'a new ad': ['/admin/slots', (page) => page.getByRole('button', { name: 'Thêm quảng cáo' }).click()],
  'a new snippet': ['/admin/slots/snippets', (page) => page.getByRole('button', { name: 'Thêm mã' }).click()],
  'a new category': ['/admin/terms', (page) => page.getByRole('button', { name: 'Thêm chuyên mục' }).click()],
  'an invitation': ['/admin/users', (page) => page.getByRole('button', { name: 'Thêm người' }).click()],
  'an answer to a comment': ['/admin/comments', (page) => page.keyboard.press('r')],
  'a comment being edited': ['/admin/comments', (page) => page.keyboard.press('e')],
  'chosen comments': ['/admin/comments', (page) => page.keyboard.press('x')],
  'what of a comment can be blocked': [
    '/admin/comments',
    (page) => page.getByRole('button', { name: 'Chặn' }).first().click(),
  ],
  'a search without finds': ['/admin/comments?text=khongcogi', async () => {}],
};

async function examine(page: Page): Promise<string[]> {
  await expect.poll(() => page.evaluate(() => document.getAnimations().length)).toBe(0);
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)} | ${node.failureSummary}`));
}

/** Examines a page at phone width in light colours and at desktop width in dark colours. */
async function examineEverywhere(page: Page, name: string): Promise<void> {
  for (const [width, colorScheme] of [[360, 'light'], [1440, 'dark']] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect.soft(wide, `${name}: wider than ${width} px by`).toBeLessThanOrEqual(0);
    expect.soft(await examine(page), `${name}: ${colorScheme}, ${width} px`).toEqual([]);
  }
}

async function openWide(page: Page, path: string): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
  await open(page, path);
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeAttached();
}

/** Adds a picture to the library and a comment that waits, so that the pages are not empty. */
async function fill(admin: Page, reader: BrowserContext): Promise<void> {
  await comment(reader.request, QUIET, { name: 'Năm Đức', email: 'duc@example.vn', body: 'Cho hỏi giá? https://gia.example' });
  await open(admin, '/admin/media');
  const picture = { name: 'xưởng.jpg', mimeType: 'image/jpeg', buffer: await draw(admin, 600, 400) };
  await admin.locator('input[type=file]').first().setInputFiles(picture);
  await expect(admin.getByRole('button', { name: /xuong/ })).toBeVisible({ timeout: 30_000 });
}

test('every page: no console errors, no overflow on a phone, axe-core finds nothing', async ({ admin, stranger, faults }) => {
  test.setTimeout(300_000);
  // axe tries to run in the preview of the appearance, too, whose frame runs no scripts. The page alone causes no
  // message, which the tests of the appearance check.
  faults.allow(/Blocked script execution in '[^']*\/admin\/appearance\/preview'/);
  await fill(admin, stranger);
  for (const [name, path] of Object.entries(PAGES)) {
    await openWide(admin, path);
    await examineEverywhere(admin, name);
  }
});

test('open forms, menus and dialogs: axe-core finds nothing', async ({ admin, stranger }) => {
  test.setTimeout(300_000);
  await fill(admin, stranger);
  for (const [name, [path, act]] of Object.entries(STATES)) {
    await openWide(admin, path);
    await act(admin);
    await examineEverywhere(admin, name);
  }
});

test('login pages, with and without errors: axe-core finds nothing', async ({ admin, stranger, faults }) => {
  faults.allow(/422|403|404/);
  const page = await stranger.newPage();
  await page.goto('/admin/login');
  await examineEverywhere(page, 'logging in');
  await page.getByLabel('Email').fill('ai@bao.example');
  await page.getByLabel('Mật khẩu').fill('sai mật khẩu rồi');
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await expect(page.getByRole('alert').first()).toBeVisible();
  await examineEverywhere(page, 'logging in with the wrong password');
  await page.goto('/admin/login/recovery');
  await examineEverywhere(page, 'a recovery code');
  await page.goto('/admin/invitation?token=het-han');
  await examineEverywhere(page, 'a link that has ended');
  await openWide(admin, '/admin/khong-co');
  await examineEverywhere(admin, 'a page that is not there');
});
