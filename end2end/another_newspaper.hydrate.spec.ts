import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Locator, Page } from '@playwright/test';
import { admin as adminTest } from './admin';
import { examine } from './axe';
import { open } from './client';
import { NOT_FOUND, PLACES } from './sample_urls';
import { Site } from './site';
import { expect } from './test';

const LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="240" height="60"><path d="M0 0h240v60H0z" fill="#c8102e"/></svg>';
const BANNER = '<svg xmlns="http://www.w3.org/2000/svg" width="728" height="90"><path d="M0 0h728v90H0z" fill="#123"/></svg>';
const CODE = '5j9vLR3tb7r1Vvxx_v9KPu7be-w';

type Fixtures = {
  /** Makes the same site elsewhere, from its export. */
  moveElsewhere: () => Promise<Site>;
};

const test = adminTest.extend<Fixtures>({
  moveElsewhere: async ({ site }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'longan-moved-'));
    const other = await Site.create();
    await use(async () => {
      const archive = join(folder, 'archive');
      await site.run('export', archive);
      await other.run('import', 'archive', archive);
      await other.start();
      return other;
    });
    await other.remove();
    await rm(folder, { recursive: true, force: true });
  },
});

// It visits every kind of page several times.
test.setTimeout(300_000);
test.use({ actionTimeout: 15_000 });

/** The markup of the front page, without the address of the site and without the verification tag. */
async function frontPage(context: BrowserContext, origin: string): Promise<string> {
  const text = await (await context.request.get(`${origin}/`)).text();
  return text.replaceAll(origin, '').replaceAll(encodeURIComponent(origin), '').replace(/<meta name="google-site-verification"[^>]*>/, '');
}

/** Sends a drawing in the open dialog, and chooses it. */
async function choose(dialog: Locator, name: string, drawing: string): Promise<void> {
  await dialog.locator('input[type=file]').setInputFiles({ name, mimeType: 'image/svg+xml', buffer: Buffer.from(drawing) });
  await dialog.locator('footer .button:not(.plain)').click();
}

async function changeAppearance(admin: Page): Promise<void> {
  await open(admin, '/admin/appearance');
  await admin.getByLabel('Màu chủ đạo').fill('#c8102e');
  await admin.getByLabel('Bố cục đầu trang').selectOption('centered');
  await admin.getByLabel('Chữ của tít').selectOption('bitter');
  await admin.getByLabel('Chữ của bài').selectOption('be-vietnam-pro');
  await admin.getByRole('group', { name: 'Logo', exact: true }).getByRole('button', { name: 'Chọn ảnh' }).click();
  await choose(admin.locator('#choose-picture'), 'logo.svg', LOGO);
  await admin.getByLabel('Mô tả logo').fill('Báo Bến Lức');
  await admin.getByLabel('Tiêu đề cột 1').fill('Về chúng tôi');
  await admin.getByLabel('Nội dung cột 1').fill('- [Tòa soạn](/gioi-thieu)');
  await admin.getByLabel('Cơ quan chủ quản').fill('Hội Nhà báo Bến Lức');
  await admin.getByRole('button', { name: 'Lưu cài đặt' }).click();
  await expect(admin.locator('.toast')).toContainText('Đã lưu');
}

/** Four sections: the two that are there, a category above them, and opinion below. */
async function arrangeFrontPage(admin: Page): Promise<void> {
  await open(admin, '/admin/front-page');
  await admin.getByRole('button', { name: 'Chuyên mục hoặc thẻ', exact: true }).click();
  await admin.getByRole('combobox', { name: 'Chuyên mục hoặc thẻ' }).selectOption({ label: 'Xây dựng' });
  const up = admin.getByRole('button', { name: 'Đưa Chuyên mục hoặc thẻ: Xây dựng lên' });
  await up.click();
  await up.click();
  await admin.getByRole('button', { name: 'Góc nhìn', exact: true }).click();
  const opinion = admin.getByRole('button', { name: 'Đưa Góc nhìn lên' });
  await opinion.click();
  await expect(admin.locator('.menu-editor > ol > li')).toHaveCount(4);
  await admin.getByRole('button', { name: 'Lưu trang nhất' }).click();
  await expect(admin.getByText('Đã lưu trang nhất.')).toBeVisible();
}

/** Puts the second item of the menu below the first one, and returns their names. */
async function nestMenu(admin: Page): Promise<[string, string]> {
  await open(admin, '/admin/menu');
  const [first, second] = await admin.locator('.menu-editor li .name').allTextContents();
  await admin.getByRole('button', { name: `Đưa ${second} vào dưới mục trên nó` }).click();
  await admin.getByRole('button', { name: 'Lưu menu' }).click();
  await expect(admin.getByText('Đã lưu menu.')).toBeVisible();
  return [first, second];
}

async function placeBanner(admin: Page): Promise<void> {
  await open(admin, '/admin/slots');
  await admin.getByRole('button', { name: 'Thêm quảng cáo' }).click();
  await admin.getByLabel('Tên', { exact: true }).fill('Xưởng mộc');
  await admin.locator('button#placement-image').click();
  await choose(admin.locator('#choose-banner'), 'banner.svg', BANNER);
  await admin.getByLabel('Mô tả ảnh', { exact: true }).last().fill('Xưởng mộc Bến Lức đóng bàn ghế');
  await admin.getByLabel('Liên kết đến').fill('https://xuong.example/');
  await admin.locator('#placement-slot').selectOption({ label: 'Dưới đầu trang' });
  await admin.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(admin.getByRole('button', { name: 'Sửa Xưởng mộc' })).toBeVisible();
}

async function verify(admin: Page): Promise<void> {
  await open(admin, '/admin/settings');
  await admin.getByLabel('Mã xác minh của Google').fill(`<meta name="google-site-verification" content="${CODE}" />`);
  await admin.getByRole('button', { name: 'Lưu cài đặt' }).click();
  await expect(admin.locator('.toast')).not.toHaveClass(/failed/);
}

/** Looks at a page of the other newspaper on a phone. */
async function look(page: Page, kind: string, path: string, [first, second]: [string, string]): Promise<void> {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, path);
  await test.step(kind, async () => {
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect.soft(width, `${kind}: no sideways scroll`).toBeLessThanOrEqual(390);
    const masthead = page.locator('.masthead.centered');
    await expect.soft(masthead.getByRole('img', { name: 'Báo Bến Lức' })).toBeVisible();
    const logo = masthead.locator('.logo.on-light');
    expect.soft(await logo.evaluate((image: HTMLImageElement) => image.naturalWidth), `${kind}: logo`).toBe(240);
    await expect.soft(page.getByRole('button', { name: `Mục con của ${first}` })).toBeVisible();
    await expect.soft(masthead.getByRole('link', { name: second, exact: true })).toBeHidden();
    const footer = page.locator('.footer');
    await expect.soft(footer.getByRole('heading', { name: 'Về chúng tôi' })).toBeVisible();
    await expect.soft(footer.getByText('Hội Nhà báo Bến Lức')).toBeVisible();
    const faces = await page.evaluate(() => [document.body, document.querySelector('h1, h2')!].map((one) => getComputedStyle(one).fontFamily));
    expect.soft(faces[0], `${kind}: text face`).toContain('Be Vietnam Pro');
    expect.soft(faces[1], `${kind}: headline face`).toContain('Bitter');
    // Nothing stands in the slots of pages that are not there.
    const banners = kind === 'missing' ? 0 : 1;
    await expect.soft(page.getByRole('img', { name: 'Xưởng mộc Bến Lức đóng bàn ghế' }), kind).toHaveCount(banners);
  });
}

test('the sample site becomes another newspaper, moves, and becomes itself again', async ({ admin, site, stranger, faults, moveElsewhere }) => {
  faults.allow(...NOT_FOUND);
  const before = await frontPage(stranger, site.url);
  await changeAppearance(admin);
  await arrangeFrontPage(admin);
  const menu = await nestMenu(admin);
  await placeBanner(admin);
  await verify(admin);

  const reader = await stranger.newPage();
  for (const [kind, path] of Object.entries(PLACES)) await look(reader, kind, path, menu);
  for (const path of [PLACES.home, PLACES.post]) {
    await open(reader, path);
    for (const width of [390, 1440]) {
      await reader.setViewportSize({ width, height: 900 });
      for (const colorScheme of ['light', 'dark'] as const) {
        await reader.emulateMedia({ colorScheme });
        expect.soft(await examine(reader), `${path}, ${colorScheme}, ${width} px`).toEqual([]);
      }
    }
  }
  await open(reader, '/');
  await expect(reader.locator('meta[name="google-site-verification"]')).toHaveAttribute('content', CODE);
  const sections = reader.locator('.front-page > *');
  await expect(sections.first().getByRole('heading', { level: 2 }).first()).toHaveText('Xây dựng');
  await expect(reader.locator('.story.opinion').first()).toBeVisible();
  await reader.getByRole('button', { name: `Mục con của ${menu[0]}` }).click();
  await reader.locator('.masthead').getByRole('link', { name: menu[1], exact: true }).click();
  await expect(reader.getByRole('heading', { level: 1, name: menu[1] })).toBeVisible();

  const other = await moveElsewhere();
  expect(await frontPage(stranger, other.url)).toBe(await frontPage(stranger, site.url));
  await open(reader, '/');
  const files = await reader.evaluate(() => [
    document.querySelector<HTMLLinkElement>('link[href^="/assets/identity-"]')!.getAttribute('href')!,
    document.querySelector<HTMLImageElement>('.logo.on-light')!.getAttribute('src')!,
  ]);
  for (const file of files) {
    const [here, there] = [await stranger.request.get(site.url + file), await stranger.request.get(other.url + file)];
    expect(there.status(), file).toBe(200);
    expect(await there.text(), file).toBe(await here.text());
  }
  await open(reader, other.url);
  await expect(reader.getByRole('button', { name: `Mục con của ${menu[0]}` })).toBeVisible();
  await expect(reader.locator('meta[name="google-site-verification"]')).toHaveAttribute('content', CODE);

  await open(admin, '/admin/appearance');
  await admin.getByRole('button', { name: 'Về mặc định' }).first().click();
  await admin.locator('#reset-appearance').getByRole('button', { name: 'Về mặc định' }).click();
  await expect(admin.getByText('Giao diện đã về mặc định.')).toBeVisible();
  await open(reader, site.url);
  await expect(reader.locator('.masthead.centered, .logo, link[href^="/assets/identity-"]')).toHaveCount(0);

  await open(admin, '/admin/front-page');
  await admin.getByRole('button', { name: 'Về mặc định' }).click();
  await admin.getByRole('dialog').getByRole('button', { name: 'Về mặc định' }).click();
  await expect(admin.locator('.menu-editor > ol > li')).toHaveCount(2);
  await open(admin, '/admin/menu');
  await admin.getByRole('button', { name: 'Về menu tự động' }).click();
  await expect(admin.getByText('Menu lại tự lập từ chuyên mục và trang.')).toBeVisible();
  await open(admin, '/admin/slots');
  await admin.getByRole('button', { name: 'Xóa Xưởng mộc' }).click();
  await admin.locator('#remove-placement').getByRole('button', { name: 'Xóa', exact: true }).click();
  await expect(admin.getByText('Đã xóa.')).toBeVisible();
  expect(await frontPage(stranger, site.url), 'the default is the same to the byte').toBe(before);
});
