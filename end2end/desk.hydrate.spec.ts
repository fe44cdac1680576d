import type { Page } from '@playwright/test';
import { hydrated, open } from './client';
import { DUYEN, LAN, desk as test, logIn, welcome } from './desk';
import { expect } from './test';

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

/** Types a title while the server is away, and closes the page once the device has it. */
async function typeOffline(page: Page, title: string): Promise<void> {
  await page.route('**/api/admin/**', (route) => route.abort('connectionfailed'));
  await page.getByLabel('Tiêu đề', { exact: true }).fill(title);
  await expect(page.getByText(/giữ trên máy này/).first()).toBeVisible({ timeout: 30_000 });
  await page.close({ runBeforeUnload: false });
}

test('what a new post has left on the device is offered to new posts alone', async ({ desk, faults }) => {
  faults.allow(/\/api\/admin\//, /net::ERR/);
  const page = await desk.context().newPage();
  await open(desk, '/admin/posts/new');
  await typeOffline(desk, 'Bài viết dở');
  await open(page, '/admin/posts/new');
  const offer = page.getByRole('button', { name: 'Dùng bản đó' });
  await expect(offer).toBeVisible();
  // Something else is written instead.
  await page.getByLabel('Tiêu đề', { exact: true }).fill('Bài khác hẳn');
  await expect(page).toHaveURL(/\/admin\/posts\/\d+$/);
  await expect(offer).toHaveCount(0);
  await open(page, '/admin/posts/new');
  await offer.click();
  await expect(page.getByLabel('Tiêu đề', { exact: true })).toHaveValue('Bài viết dở');
});

test('what was saved knowingly is not offered what was kept before it', async ({ desk, faults }) => {
  faults.allow(/\/api\/admin\//, /net::ERR/);
  const page = await desk.context().newPage();
  await open(desk, '/admin/posts/new');
  await desk.getByLabel('Tiêu đề', { exact: true }).fill('Bài một');
  await expect(desk).toHaveURL(/\/admin\/posts\/\d+$/);
  const { pathname } = new URL(desk.url());
  await typeOffline(desk, 'Bài một, viết dở');
  await open(page, pathname);
  const offer = page.getByRole('button', { name: 'Dùng bản đó' });
  await expect(offer).toBeVisible();
  await page.getByLabel('Nội dung, viết bằng Markdown').fill('Viết tiếp, rồi lưu.');
  await page.keyboard.press('Control+S');
  await expect(page.getByText(/lưu lúc/).first()).toBeVisible();
  await expect(offer).toHaveCount(0);
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

test('two people in one post are told of each other, before and after one has saved', async ({ desk, stranger, faults }) => {
  faults.allow(/409/);
  const other = await welcome(desk, stranger, 'Biên tập viên');
  await open(desk, '/admin/posts/new');
  await desk.getByLabel('Tiêu đề', { exact: true }).fill('Bài của hai người');
  await expect(desk).toHaveURL(/\/admin\/posts\/\d+$/);
  await open(other, new URL(desk.url()).pathname);
  await expect(other.getByText(`${DUYEN.name} cũng đang mở bài này.`)).toBeVisible();
  await expect(desk.getByText(`${LAN.name} cũng đang mở bài này.`)).toBeVisible({ timeout: 60_000 });

  await other.getByLabel('Nội dung, viết bằng Markdown').fill('Bản của Lan.');
  await other.keyboard.press('Control+S');
  await expect(other.getByText(/lưu lúc/).first()).toBeVisible();
  await desk.getByLabel('Nội dung, viết bằng Markdown').fill('Bản của Duyên.');
  await expect(desk.getByRole('alert').getByText(`${LAN.name} vừa lưu bài này`)).toBeVisible({ timeout: 30_000 });
  await expect(desk.getByLabel('Nội dung, viết bằng Markdown')).toHaveValue('Bản của Duyên.');

  await desk.getByRole('button', { name: 'Xem khác nhau' }).click();
  const difference = desk.getByRole('dialog', { name: 'Chỗ khác nhau' });
  await expect(difference.locator('ins').filter({ hasText: 'Duyên' }).first()).toBeVisible();
  await desk.keyboard.press('Escape');
  await desk.getByRole('button', { name: 'Lưu bản của tôi' }).click();
  await expect(desk.getByText(/lưu lúc/).first()).toBeVisible();
  // What was saved over is in the history.
  await desk.getByRole('button', { name: 'Lịch sử' }).click();
  await expect(desk.getByText(LAN.name).first()).toBeVisible();
});

test('an expired session loses nothing that was typed', async ({ desk, faults }) => {
  faults.allow(/401/);
  await open(desk, '/admin/posts/new');
  const body = desk.getByLabel('Nội dung, viết bằng Markdown');
  await desk.getByLabel('Tiêu đề', { exact: true }).fill('Bài qua hai phiên');
  await expect(desk).toHaveURL(/\/admin\/posts\/\d+$/);
  // Logged out everywhere, from another tab.
  const elsewhere = await desk.context().newPage();
  await open(elsewhere, '/admin/account');
  await elsewhere.getByRole('button', { name: 'Đăng xuất khỏi mọi nơi' }).click();
  await expect(elsewhere).toHaveURL(/\/admin\/login/);

  await body.fill('Câu viết khi phiên đã hết.');
  await expect(desk.getByText('Phiên đăng nhập đã hết, bài được giữ trên máy này')).toBeVisible({ timeout: 30_000 });
  const [again] = await Promise.all([
    desk.context().waitForEvent('page'),
    desk.getByRole('link', { name: 'Đăng nhập lại trong thẻ mới' }).click(),
  ]);
  await logIn(again, DUYEN);
  await expect(again).toHaveURL(/\/admin\/account$/);
  await again.close();
  await desk.bringToFront();
  await expect(desk.getByText(/lưu lúc/).first()).toBeVisible({ timeout: 80_000 });
  await expect(desk.getByRole('link', { name: 'Đăng nhập lại trong thẻ mới' })).toHaveCount(0);
  await open(desk, new URL(desk.url()).pathname);
  await expect(body).toHaveValue('Câu viết khi phiên đã hết.');
});
