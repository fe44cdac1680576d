import type { Page } from '@playwright/test';
import { hydrated, open } from './client';
import { DUYEN, LAN, admin as test, logIn, welcome } from './admin';
import { expect } from './test';

test.use({ settings: { SITE_BODY_FORMAT: 'markdown' } });

test('readers do not load the admin client, and the admin requires a login', async ({ admin, stranger }) => {
  const script = await admin.locator('script[type=module]').evaluateAll((found) => found.map((one) => one.textContent).join());
  const code = script.match(/\/pkg\/\w+\/admin\.wasm/)![0];
  const page = await stranger.newPage();
  for (const file of ['admin.wasm', 'editor.js', 'editor.css']) {
    const address = code.replace('admin.wasm', file);
    expect((await admin.request.get(address)).status(), file).toBe(200);
    expect((await page.request.get(address)).status(), file).toBe(401);
  }
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await open(page, '/');
  expect(asked.filter((url) => /admin|editor/.test(url))).toEqual([]);
  await page.goto('/admin/posts?status=Draft');
  await expect(page).toHaveURL(/\/admin\/login\?next=/);
});

test('no text is lost when the connection fails or the page is closed', async ({ admin, faults }) => {
  faults.allow(/\/api\/admin\//, /net::ERR/);
  await open(admin, '/admin/posts/new');
  await admin.getByLabel('Tiêu đề', { exact: true }).fill('Bài viết dở');
  await expect(admin).toHaveURL(/\/admin\/posts\/\d+$/);
  const address = admin.url();
  await admin.route('**/api/admin/**', (route) => route.abort('connectionfailed'));
  await admin.getByLabel('Nội dung, viết bằng Markdown').fill('Câu viết khi mất mạng.');
  await expect(admin.getByText(/giữ trên máy này/).first()).toBeVisible({ timeout: 30_000 });
  await admin.unroute('**/api/admin/**');
  await admin.close({ runBeforeUnload: false });
  const page = await admin.context().newPage();
  await page.goto(address);
  await hydrated(page);
  await page.getByRole('button', { name: 'Dùng bản đó' }).first().click();
  await expect(page.getByLabel('Nội dung, viết bằng Markdown')).toHaveValue('Câu viết khi mất mạng.');
});

test('a publication that waits for the server is told, and can be called off', async ({ admin, faults }) => {
  faults.allow(/\/api\/admin\//, /net::ERR/);
  await open(admin, '/admin/posts/new');
  await admin.getByLabel('Tiêu đề', { exact: true }).fill('Tin đăng lúc mất mạng');
  await expect(admin).toHaveURL(/\/admin\/posts\/\d+$/);
  await admin.route('**/api/admin/**', (route) => route.abort('connectionfailed'));
  // An autosave fails first.
  await admin.getByLabel('Nội dung, viết bằng Markdown').fill('Câu viết khi mất mạng.');
  await expect(admin.getByText(/giữ trên máy này/).first()).toBeVisible({ timeout: 30_000 });
  await admin.getByRole('button', { name: 'Đăng', exact: true }).click();
  await admin.getByRole('dialog', { name: 'Đăng bài?' }).getByRole('button', { name: 'Đăng', exact: true }).click();
  await expect(admin.getByText(/Bài sẽ tự đăng ngay/)).toBeVisible({ timeout: 30_000 });
  await admin.getByRole('button', { name: 'Không đăng nữa' }).click();
  await admin.unroute('**/api/admin/**');
  await expect(admin.getByText(/lưu lúc/).first()).toBeVisible({ timeout: 60_000 });
  await expect(admin.getByRole('button', { name: 'Đăng', exact: true })).toBeVisible();
});

/** Types a title while the server is unreachable, and closes the page once the browser has stored it. */
async function typeOffline(page: Page, title: string): Promise<void> {
  await page.route('**/api/admin/**', (route) => route.abort('connectionfailed'));
  await page.getByLabel('Tiêu đề', { exact: true }).fill(title);
  await expect(page.getByText(/giữ trên máy này/).first()).toBeVisible({ timeout: 30_000 });
  await page.close({ runBeforeUnload: false });
}

test('local drafts of new posts are offered to new posts only', async ({ admin, faults }) => {
  faults.allow(/\/api\/admin\//, /net::ERR/);
  const page = await admin.context().newPage();
  await open(admin, '/admin/posts/new');
  await typeOffline(admin, 'Bài viết dở');
  await open(page, '/admin/posts/new');
  const offer = page.getByRole('button', { name: 'Dùng bản đó' });
  await expect(offer).toBeVisible();
  // The user writes a different post instead.
  await page.getByLabel('Tiêu đề', { exact: true }).fill('Bài khác hẳn');
  await expect(page).toHaveURL(/\/admin\/posts\/\d+$/);
  await expect(offer).toHaveCount(0);
  await open(page, '/admin/posts/new');
  await offer.click();
  await expect(page.getByLabel('Tiêu đề', { exact: true })).toHaveValue('Bài viết dở');
});

test('after a save, older local drafts are not offered', async ({ admin, faults }) => {
  faults.allow(/\/api\/admin\//, /net::ERR/);
  const page = await admin.context().newPage();
  await open(admin, '/admin/posts/new');
  await admin.getByLabel('Tiêu đề', { exact: true }).fill('Bài một');
  await expect(admin).toHaveURL(/\/admin\/posts\/\d+$/);
  const { pathname } = new URL(admin.url());
  await typeOffline(admin, 'Bài một, viết dở');
  await open(page, pathname);
  const offer = page.getByRole('button', { name: 'Dùng bản đó' });
  await expect(offer).toBeVisible();
  await page.getByLabel('Nội dung, viết bằng Markdown').fill('Viết tiếp, rồi lưu.');
  await page.keyboard.press('Control+S');
  await expect(page.getByText(/lưu lúc/).first()).toBeVisible();
  await expect(offer).toHaveCount(0);
});

test('two users edit one post: the second save reports a conflict', async ({ admin, faults }) => {
  faults.allow(/409/);
  await open(admin, '/admin/posts/new');
  await admin.getByLabel('Tiêu đề', { exact: true }).fill('Bài của hai người');
  await admin.getByLabel('Nội dung, viết bằng Markdown').fill('Bản thứ nhất.');
  await expect(admin).toHaveURL(/\/admin\/posts\/\d+$/);
  await admin.keyboard.press('Control+S');
  await expect(admin.getByText(/lưu lúc/).first()).toBeVisible();
  const other = await admin.context().newPage();
  await open(other, admin.url());
  await other.getByLabel('Nội dung, viết bằng Markdown').fill('Bản của người kia.');
  await other.keyboard.press('Control+S');
  await expect(other.getByText(/lưu lúc/).first()).toBeVisible();
  await admin.getByLabel('Nội dung, viết bằng Markdown').fill('Bản của tôi.');
  await admin.keyboard.press('Control+S');
  await expect(admin.getByText(/Có người khác vừa lưu/).first()).toBeVisible();
  await other.reload();
  await hydrated(other);
  await expect(other.getByLabel('Nội dung, viết bằng Markdown')).toHaveValue('Bản của người kia.');
});

test('two users who edit one post are told about each other', async ({ admin, stranger, faults }) => {
  faults.allow(/409/);
  const other = await welcome(admin, stranger, 'Biên tập viên');
  await open(admin, '/admin/posts/new');
  await admin.getByLabel('Tiêu đề', { exact: true }).fill('Bài của hai người');
  await expect(admin).toHaveURL(/\/admin\/posts\/\d+$/);
  await open(other, new URL(admin.url()).pathname);
  await expect(other.getByText(`${DUYEN.name} cũng đang mở bài này.`)).toBeVisible();
  await expect(admin.getByText(`${LAN.name} cũng đang mở bài này.`)).toBeVisible({ timeout: 60_000 });

  await other.getByLabel('Nội dung, viết bằng Markdown').fill('Bản của Lan.');
  await other.keyboard.press('Control+S');
  await expect(other.getByText(/lưu lúc/).first()).toBeVisible();
  await admin.getByLabel('Nội dung, viết bằng Markdown').fill('Bản của Duyên.');
  await expect(admin.getByRole('alert').getByText(`${LAN.name} vừa lưu bài này`)).toBeVisible({ timeout: 30_000 });
  await expect(admin.getByLabel('Nội dung, viết bằng Markdown')).toHaveValue('Bản của Duyên.');

  await admin.getByRole('button', { name: 'Xem khác nhau' }).click();
  const difference = admin.getByRole('dialog', { name: 'Chỗ khác nhau' });
  await expect(difference.locator('ins').filter({ hasText: 'Duyên' }).first()).toBeVisible();
  await admin.keyboard.press('Escape');
  await admin.getByRole('button', { name: 'Lưu bản của tôi' }).click();
  await expect(admin.getByText(/lưu lúc/).first()).toBeVisible();
  // The overwritten version is in the history.
  await admin.getByRole('button', { name: 'Lịch sử' }).click();
  await expect(admin.getByText(LAN.name).first()).toBeVisible();
});

test('no text is lost when the session expires', async ({ admin, faults }) => {
  faults.allow(/401/);
  await open(admin, '/admin/posts/new');
  const body = admin.getByLabel('Nội dung, viết bằng Markdown');
  await admin.getByLabel('Tiêu đề', { exact: true }).fill('Bài qua hai phiên');
  await expect(admin).toHaveURL(/\/admin\/posts\/\d+$/);
  // Ends all sessions from another tab.
  const elsewhere = await admin.context().newPage();
  await open(elsewhere, '/admin/account');
  await elsewhere.getByRole('button', { name: 'Đăng xuất khỏi mọi thiết bị' }).click();
  await expect(elsewhere).toHaveURL(/\/admin\/login/);

  await body.fill('Câu viết khi phiên đã hết.');
  await expect(admin.getByText('Phiên đăng nhập đã hết, bài được giữ trên máy này')).toBeVisible({ timeout: 30_000 });
  const [again] = await Promise.all([
    admin.context().waitForEvent('page'),
    admin.getByRole('link', { name: 'Đăng nhập lại trong tab mới' }).click(),
  ]);
  await logIn(again, DUYEN);
  await expect(again).toHaveURL(/\/admin\/account$/);
  await again.close();
  await admin.bringToFront();
  await expect(admin.getByText(/lưu lúc/).first()).toBeVisible({ timeout: 80_000 });
  await expect(admin.getByRole('link', { name: 'Đăng nhập lại trong tab mới' })).toHaveCount(0);
  await open(admin, new URL(admin.url()).pathname);
  await expect(body).toHaveValue('Câu viết khi phiên đã hết.');
});
