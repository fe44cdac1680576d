import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { hydrated, open } from './client';
import { admin as test, draw } from './admin';
import { Site } from './site';
import { expect } from './test';

const TITLE = 'Nước rút trên sông Vàm Cỏ';
const ADDRESS = '/posts/nuoc-rut-tren-song-vam-co';

/** A time in the next minute in the site's time zone, as date inputs take it. */
function soon(): string {
  const at = new Date(Date.now() + 60_000);
  return at.toLocaleString('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' }).slice(0, 16).replace(' ', 'T');
}

const text = (page: Page): Locator => page.getByRole('textbox', { name: 'Nội dung', exact: true });

/** Opens the editor and waits until its text can be written. */
async function write(page: Page, path: string): Promise<Locator> {
  await open(page, path);
  await expect(text(page)).toBeVisible({ timeout: 30_000 });
  return text(page);
}

/** Inserts a block from the menu on an empty line. */
async function insert(page: Page, words: string): Promise<void> {
  await page.keyboard.type(`/${words}`);
  await expect(page.locator('.insert-menu [role=option]').first()).toBeVisible();
  await page.keyboard.press('Enter');
}

/** Each picture has a width of its own: the library knows a picture that it has. */
let width = 1200;

/** Chooses files in the library, which it uploads first. `title` is that of its dialog. */
async function choose(page: Page, title: string, files: { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> {
  const library = page.getByRole('dialog', { name: title });
  for (const file of files) {
    await library.locator('input[type=file]').setInputFiles(file);
    await expect(library.getByRole('button', { name: new RegExp(file.name.split('.')[0]) })).toBeVisible({ timeout: 30_000 });
  }
  await library.getByRole('button', { name: title }).click();
}

async function choosePictures(page: Page, names: string[]): Promise<void> {
  const files = [];
  for (const name of names) {
    width += 1;
    files.push({ name: `${name}.jpg`, mimeType: 'image/jpeg', buffer: await draw(page, width, 800) });
  }
  await choose(page, 'Chèn ảnh', files);
}

/** A file that begins as MP3 does. */
const SOUND = Buffer.alloc(20_000);
SOUND.write('ID3\x04');

/** A new paragraph at the end of the text. */
async function continueAtEnd(page: Page): Promise<void> {
  await text(page).focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
}

/** What the article is made of, as selectors. */
const PARTS = ['h2', 'p', 'figcaption .credit', '.gallery', 'table', '.pullquote', '.fact-box', '.embed', 'audio'];

test('an article is written without markup, scheduled, read, edited on a phone and exported', async ({ admin, site, stranger }) => {
  test.setTimeout(300_000);
  await write(admin, '/admin/posts/new');
  await admin.getByLabel('Tiêu đề', { exact: true }).fill(TITLE);
  await admin.getByLabel('Tiêu đề', { exact: true }).press('Enter');
  await expect(text(admin)).toBeFocused();
  await admin.keyboard.type('**Chợ nổi đông trở lại.** Người dân hai bờ sông về với ruộng lúa.');
  await admin.keyboard.press('Enter');
  await admin.keyboard.type('Sáng đầu tuần, ghe chở dưa cập bến từ sớm.');
  await admin.keyboard.press('Enter');
  await admin.keyboard.type('Giá cá linh tăng gấp rưỡi so với năm ngoái.');
  await admin.keyboard.press('Enter');
  await admin.keyboard.type('## Những chuyến đò đầu tiên');
  await admin.keyboard.press('Enter');
  await insert(admin, 'ảnh');
  await choosePictures(admin, ['cau-ben-luc']);
  const figure = text(admin).locator('figure').first();
  await expect(figure).toBeVisible();
  await figure.locator('.caption-text').click();
  await admin.keyboard.type('Cầu Bến Lức lúc bình minh.');
  await figure.locator('.credit').click();
  await admin.keyboard.type('Ảnh: Lan Anh');

  await continueAtEnd(admin);
  await insert(admin, 'bộ ảnh');
  await choosePictures(admin, ['cho-noi', 'ruong-lua', 'ben-do', 'vam-co']);
  await expect(text(admin).locator('.gallery-item')).toHaveCount(4);
  await continueAtEnd(admin);
  await admin.keyboard.type('## Mực nước hạ dần');
  await continueAtEnd(admin);
  await insert(admin, 'bảng');
  for (const word of ['Tuần', 'Bến Lức', 'Tân An']) {
    await admin.keyboard.type(word);
    await admin.keyboard.press('Tab');
  }
  await continueAtEnd(admin);
  await insert(admin, 'câu nổi bật');
  await admin.keyboard.type('Nước lên thì mình lên.');
  await continueAtEnd(admin);
  await insert(admin, 'hộp');
  await admin.keyboard.type('Sông Vàm Cỏ');
  await continueAtEnd(admin);
  await admin.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/plain', 'https://www.youtube.com/watch?v=abc123');
    document.activeElement!.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await expect(text(admin).locator('.embed, [class*=embed]').first()).toBeVisible();
  await continueAtEnd(admin);
  await insert(admin, 'âm thanh');
  await choose(admin, 'Chèn âm thanh', [{ name: 'tieng-cho.mp3', mimeType: 'audio/mpeg', buffer: SOUND }]);
  await expect(text(admin).locator('audio')).toHaveCount(1);
  await expect(text(admin).locator('.visual-raw')).toHaveCount(0);
  await admin.getByRole('button', { name: 'Cài đặt', exact: true }).click();
  await admin.getByLabel('Sapô', { exact: true }).fill('Sau một tháng ngập, ghe lại chạy trên sông Vàm Cỏ.');
  await expect(admin.getByText(/lưu lúc/).first()).toBeVisible({ timeout: 30_000 });

  // Schedule it; it is published at its time.
  await admin.getByRole('button', { name: 'Cách đăng khác' }).click();
  await admin.getByRole('button', { name: /Chọn ngày giờ/ }).click();
  const dialog = admin.getByRole('dialog', { name: 'Ngày giờ đăng' });
  await dialog.getByLabel('Đăng lúc', { exact: true }).fill(soon());
  await dialog.locator('footer button').last().click();
  await expect(admin.getByText(/Bài sẽ tự đăng lúc|Đã hẹn giờ/).first()).toBeVisible();
  const reader = await stranger.newPage();
  await expect
    .poll(async () => (await reader.request.get(ADDRESS)).status(), { timeout: 120_000, intervals: [1_000] })
    .toBe(200);
  await open(reader, ADDRESS);
  const article = reader.getByRole('article');
  await expect(article.getByRole('heading', { level: 2, name: 'Những chuyến đò đầu tiên' })).toBeVisible();
  await expect(article.getByRole('heading', { level: 2, name: 'Mực nước hạ dần' })).toBeVisible();
  await expect(article).toContainText('Sau một tháng ngập, ghe lại chạy trên sông Vàm Cỏ.');
  await expect(article).toContainText('Giá cá linh tăng gấp rưỡi so với năm ngoái.');
  await expect(article.locator('.e-content strong').first()).toHaveText('Chợ nổi đông trở lại.');
  await expect(article.locator('figcaption').first()).toContainText('Cầu Bến Lức lúc bình minh. Ảnh: Lan Anh');
  await expect(article.locator('.gallery img')).toHaveCount(4);
  for (const part of PARTS) await expect(article.locator('.e-content').locator(part).first()).toBeVisible();
  await expect(article.locator('.fact-box')).toContainText('Sông Vàm Cỏ');
  await expect(article.locator('.pullquote')).toContainText('Nước lên thì mình lên.');
  await expect(article.getByRole('columnheader', { name: 'Bến Lức' })).toBeVisible();
  await expect(article.locator('.embed a')).toHaveText('Video trên YouTube');
  const sound = await reader.request.get((await article.locator('audio').getAttribute('src'))!);
  expect(Buffer.compare(await sound.body(), SOUND)).toBe(0);

  // Edit it on a phone.
  await admin.setViewportSize({ width: 390, height: 800 });
  await write(admin, new URL(admin.url()).pathname);
  await text(admin).getByText('Sáng đầu tuần').click();
  await admin.keyboard.press('End');
  await admin.keyboard.type(' Chợ họp đến trưa.');
  await admin.keyboard.press('Control+S');
  await expect(admin.getByText('Đã cập nhật bài.')).toBeVisible();
  await reader.reload();
  await expect(article).toContainText('ghe chở dưa cập bến từ sớm. Chợ họp đến trưa.');

  // It is in the feed, in the search, and in an export that another site takes.
  const feed = await (await reader.request.get('/feed.json')).json();
  const [item] = feed.items.filter(({ url }: { url: string }) => url.endsWith(ADDRESS));
  const content = item.content_html as string;
  const shown = await reader.evaluate(
    ([html, ...parts]) => {
      const body = new DOMParser().parseFromString(html, 'text/html').body;
      return parts.map((part) => body.querySelectorAll(part).length);
    },
    [content, ...PARTS, '.gallery img'],
  );
  expect(shown.map((count) => count > 0)).toEqual(shown.map(() => true));
  expect(content).toContain('Chợ họp đến trưa.');
  expect(await (await reader.request.get('/feed.xml')).text()).toMatch(/<enclosure[^>]*tieng-cho[^>]*audio\/mpeg/);
  for (const words of ['cho hop den trua', 'gia ca linh', 'Sông Vàm Cỏ', 'nuoc len thi minh len']) {
    await reader.goto(`/search?q=${encodeURIComponent(words)}`);
    await expect(reader.getByRole('main').getByRole('link', { name: TITLE }).first(), words).toBeVisible();
  }
  const folder = await mkdtemp(join(tmpdir(), 'longan-export-'));
  const other = await Site.create();
  try {
    await site.run('export', join(folder, 'archive'));
    await other.run('import', 'archive', join(folder, 'archive'));
    await other.start();
    const [before, after] = await Promise.all(
      [site, other].map(async ({ url }) => (await (await reader.request.get(url + ADDRESS)).text()).match(/<div class="prose[^]*?<\/article>/)![0]),
    );
    expect(after.split('<footer')[0]).toBe(before.split('<footer')[0]);
    const path = before.match(/<audio[^>]*src="([^"]+)"/)![1];
    expect(Buffer.compare(await (await reader.request.get(other.url + path)).body(), SOUND)).toBe(0);
  } finally {
    await other.remove();
    await rm(folder, { recursive: true, force: true });
  }
});

test('opening and closing a post changes nothing, and a switch to Markdown and back keeps what readers see', async ({ admin }) => {
  await write(admin, '/admin/posts/new');
  await admin.getByLabel('Tiêu đề', { exact: true }).fill('Bài ngắn');
  await text(admin).focus();
  await admin.keyboard.type('Một đoạn.');
  await admin.keyboard.press('Control+S');
  await expect(admin.getByText(/lưu lúc/).first()).toBeVisible();
  const path = new URL(admin.url()).pathname;
  await write(admin, path);
  await expect(admin.getByText('Chưa lưu', { exact: true })).toHaveCount(0);
  await admin.getByRole('button', { name: 'Chuyển sang Markdown…' }).click();
  await admin.getByRole('dialog', { name: 'Chuyển sang Markdown' }).getByRole('button', { name: 'Chuyển', exact: true }).click();
  await expect(admin.getByLabel('Nội dung, viết bằng Markdown')).toHaveValue('Một đoạn.\n');
  await admin.getByRole('button', { name: 'Chuyển sang trực quan' }).click();
  await expect(text(admin)).toHaveText('Một đoạn.');
});

test('if the visual editor cannot be loaded, its HTML can be edited', async ({ admin, faults }) => {
  faults.allow(/editor\.js/, /net::ERR/, /visual editor was not loaded/);
  await admin.route('**/editor.js', (route) => route.abort('connectionfailed'));
  await open(admin, '/admin/posts/new');
  const body = admin.getByLabel('Nội dung, viết bằng HTML');
  await expect(body).toBeEditable();
  await body.fill('<p>Viết tay.</p>');
  await admin.getByLabel('Tiêu đề', { exact: true }).fill('Bài viết tay');
  await expect(admin.getByText(/lưu lúc/).first()).toBeVisible({ timeout: 30_000 });
  await admin.unroute('**/editor.js');
  await admin.reload();
  await hydrated(admin);
  await expect(text(admin)).toHaveText('Viết tay.');
});
