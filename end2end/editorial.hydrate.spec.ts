import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hydrated, open } from './client';
import { CommentForm } from './comment_form';
import { DUYEN, admin as test, draw } from './admin';
import { Site } from './site';
import { expect } from './test';

test.use({ settings: { SITE_BODY_FORMAT: 'markdown' } });

const TITLE = 'Xưởng cơ khí Bến Lức xuất lô khuôn đầu tiên';
const ADDRESS = '/posts/xuong-co-khi-ben-luc-xuat-lo-khuon-dau-tien';

/** A minute in the near future as a `datetime-local` value in the site's time zone. */
function soon(): string {
  const at = new Date(Date.now() + 75_000);
  const options = { dateStyle: 'short', timeStyle: 'short', timeZone: 'Asia/Ho_Chi_Minh' } as const;
  return new Intl.DateTimeFormat('sv-SE', options).format(at).replace(' ', 'T');
}

test('a post is written, scheduled, commented on, backed up and restored', async ({ admin, site, stranger, browser }) => {
  test.setTimeout(240_000);
  // Write a post with a picture.
  await admin.getByRole('link', { name: 'Bài viết' }).click();
  await admin.getByRole('link', { name: 'Viết bài' }).first().click();
  await expect(admin.getByLabel('Tiêu đề', { exact: true })).toBeEditable();
  await admin.getByLabel('Tiêu đề', { exact: true }).fill(TITLE);
  const body = admin.getByLabel('Nội dung, viết bằng Markdown');
  await body.fill('Lô khuôn **đầu tiên** rời xưởng sáng nay.\n\n');
  await body.press('Control+End');
  await admin.getByRole('button', { name: 'Chèn ảnh' }).click();
  const picker = admin.getByRole('dialog', { name: 'Chèn ảnh' });
  const picture = { name: 'khuôn đúc.jpg', mimeType: 'image/jpeg', buffer: await draw(admin, 1400, 900) };
  await picker.locator('input[type=file]').setInputFiles(picture);
  await expect(picker.getByText('khuon-duc').first()).toBeVisible({ timeout: 30_000 });
  await picker.getByRole('button', { name: 'Chèn ảnh' }).click();
  await expect(body).toHaveValue(/!\[\]\(\/media\/1\/khuon-duc[\w-]*\.jpg\)/);
  await expect(admin.locator('.preview img, .preview-pane img').first()).toHaveAttribute('srcset', /640w/);

  // Schedule it; it is published at its time without further action.
  await expect(admin).toHaveURL(/\/admin\/posts\/\d+$/);
  await admin.getByRole('button', { name: 'Cách đăng khác' }).click();
  await admin.getByRole('button', { name: /Chọn ngày giờ/ }).click();
  const dialog = admin.getByRole('dialog', { name: 'Ngày giờ đăng' });
  await dialog.getByLabel('Đăng lúc', { exact: true }).fill(soon());
  await dialog.getByRole('button', { name: 'Hẹn giờ đăng' }).click();
  await expect(admin.getByText(/Bài sẽ tự đăng lúc|Đã hẹn giờ/).first()).toBeVisible();
  const reader = await stranger.newPage();
  await expect
    .poll(async () => (await reader.request.get(ADDRESS)).status(), { timeout: 120_000, intervals: [1_000] })
    .toBe(200);
  await open(reader, '/');
  await reader.getByRole('main').getByRole('link', { name: TITLE }).first().click();
  await expect(reader.getByRole('heading', { level: 1, name: TITLE })).toBeVisible();
  const shown = reader.getByRole('article').locator('img[src^="/media/1/"]').first();
  await expect(shown).toHaveAttribute('width', '1400');
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);

  // A reader comments; the comment appears in the queue by itself and the editor approves it.
  await admin.goto('/admin/comments');
  await hydrated(admin);
  await new CommentForm(reader).send({ name: 'Bảy Hiền', email: 'hien@example.vn', body: 'Mừng cho anh em xưởng.' });
  await expect(reader.getByText('Mừng cho anh em xưởng.')).toBeVisible();
  const fresh = admin.getByRole('button', { name: /bình luận mới/ });
  await expect(fresh).toBeVisible({ timeout: 40_000 });
  await fresh.click();
  const card = admin.getByRole('article').filter({ hasText: 'Mừng cho anh em xưởng.' });
  await card.getByRole('button', { name: /^Duyệt/ }).click();
  await expect(admin.getByText('Đã duyệt 1 bình luận.')).toBeVisible();
  const again = await stranger.newPage();
  await again.goto(ADDRESS);
  await expect(again.getByText('Mừng cho anh em xưởng.')).toBeVisible();

  // Take a backup and restore it into a new folder; everything is there.
  await admin.goto('/admin/backup');
  await hydrated(admin);
  const [download] = await Promise.all([
    admin.waitForEvent('download'),
    admin.getByRole('button', { name: /Tải bản sao lưu/ }).click(),
  ]);
  const folder = await mkdtemp(join(tmpdir(), 'longan-backup-'));
  const other = await Site.create();
  try {
    const file = join(folder, 'site.backup');
    await download.saveAs(file);
    expect(await other.run('restore', file)).toContain('posts and pages');
    await other.start();
    const context = await browser.newContext({ baseURL: other.url, locale: 'vi-VN' });
    const page = await context.newPage();
    await page.goto(ADDRESS);
    await expect(page.getByRole('heading', { level: 1, name: TITLE })).toBeVisible();
    await expect(page.getByText('Mừng cho anh em xưởng.')).toBeVisible();
    const image = page.getByRole('article').locator('img[src^="/media/1/"]').first();
    await expect.poll(() => image.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
    await page.goto('/admin/login');
    await page.getByLabel('Email').fill(DUYEN.email);
    await page.getByLabel('Mật khẩu').fill(DUYEN.password);
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
    await expect(page).toHaveURL(/\/admin$/);
    await context.close();
  } finally {
    await other.remove();
    await rm(folder, { recursive: true, force: true });
  }
});
