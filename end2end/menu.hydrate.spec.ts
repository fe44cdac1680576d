import { admin as test } from './admin';
import { open } from './client';
import { expect } from './test';

test('a menu of two levels is arranged by keys, and works on a phone without scripts', async ({ admin, browser, baseURL, faults }) => {
  await open(admin, '/admin/menu');
  const items = admin.locator('.menu-editor li');
  const names = () => items.locator('.name').allTextContents();
  const [first, second, third] = await names();

  // Up and down, and below the item before.
  await items.nth(2).getByRole('button', { name: `Đưa ${third} lên` }).focus();
  await admin.keyboard.press('Alt+ArrowUp');
  expect((await names()).slice(0, 3)).toEqual([first, third, second]);
  await expect(admin.getByText(`${third} giờ ở vị trí 2 trên`)).toBeAttached();
  await admin.keyboard.press('Alt+ArrowRight');
  await expect(items.nth(1)).toHaveClass(/below/);
  await expect(admin.getByText(`${third} giờ nằm dưới ${first}.`)).toBeAttached();
  await expect(items.nth(1).getByRole('button', { name: `Đưa ${third} ra cấp một` })).toBeFocused();

  // By search, into another place.
  await admin.getByRole('button', { name: /^Chủ đề/ }).click();
  await admin.getByLabel('Tìm bài, trang, chuyên mục, thẻ').fill('kho bai');
  await admin.locator('.found').getByRole('button', { name: /^Kho bài/ }).click();
  await admin.getByRole('button', { name: 'Lưu menu' }).click();
  await expect(admin.getByText('Đã lưu menu.')).toBeVisible();

  faults.allow(/request failed: csp .*\.js$/, /console warning: .*preloaded using link preload/);
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  const phone = await context.newPage();
  await phone.goto('/gioi-thieu');
  await expect(phone.locator('.topics').getByRole('link', { name: 'Kho bài' })).toBeVisible();
  const menu = phone.getByRole('navigation', { name: 'Menu chính' });
  const more = menu.getByRole('button', { name: `Mục con của ${first}` });
  const child = menu.getByRole('link', { name: third });
  await expect(child).toBeHidden();
  const before = await phone.getByRole('heading', { level: 1 }).boundingBox();
  await more.focus();
  await phone.keyboard.press('Enter');
  await expect(child).toBeInViewport({ ratio: 1 });
  expect(await phone.getByRole('heading', { level: 1 }).boundingBox()).toEqual(before);
  await phone.keyboard.press('Escape');
  await expect(child).toBeHidden();
  await expect(more).toBeFocused();
  await more.click();
  await child.click();
  await expect(phone.getByRole('heading', { level: 1, name: third })).toBeVisible();
  await context.close();
});
