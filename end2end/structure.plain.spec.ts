import { BUSY, NOT_FOUND, PLACES } from './sample_urls';
import { expect, test } from './test';

for (const [kind, path] of Object.entries(PLACES)) {
  test(`${kind}: one headline, every landmark, no control that needs a client`, async ({ page, faults }) => {
    faults.allow(...NOT_FOUND);
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
    for (const landmark of ['banner', 'main', 'complementary', 'contentinfo'] as const) {
      await expect(page.getByRole(landmark), landmark).toHaveCount(1);
    }
    await expect(page.locator('html')).toHaveAttribute('lang', 'vi');
    // The visible buttons work without the client.
    for (const button of await page.getByRole('button').all()) {
      await expect(button).toHaveAttribute('type', 'submit');
    }
    await expect(page.locator('.theme-switch')).toBeHidden();
    await expect(page.getByRole('alert')).toHaveCount(0);
  });
}

test('what needs a client is hidden on a post', async ({ page }) => {
  await page.goto(BUSY);
  await expect(page.getByText('Sao chép liên kết')).toBeHidden();
  await expect(page.getByText('Gửi đi…')).toBeHidden();
  await expect(page.getByText('Nhớ tên và email')).toBeHidden();
  for (const name of ['Facebook', 'X', 'Zalo', 'Email']) {
    const link = page.getByRole('region', { name: 'Chia sẻ' }).getByRole('link', { name, exact: true });
    const href = (await link.getAttribute('href')) ?? '';
    // Zalo expects the address in Base64.
    const packed = new URL(href).searchParams.get('d') ?? '';
    expect(href + Buffer.from(packed, 'base64').toString()).toContain('cong-nghiep-ho-tro-long-an');
  }
});

test('the first Tab stop is the skip link', async ({ page }) => {
  await page.goto(BUSY);
  const skip = page.getByRole('link', { name: 'Đến nội dung chính' });
  await expect(skip).not.toBeInViewport();
  await page.keyboard.press('Tab');
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${BUSY}#content`);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('main').locator(':focus')).toHaveCount(1);
});

test('headings of a post can be linked to', async ({ page }) => {
  await page.goto(BUSY);
  const heading = page.locator('.prose h2[id]').last();
  const id = await heading.getAttribute('id');
  await page.goto(`${BUSY}#${id}`);
  await expect(heading).toBeInViewport();
});

test('the honeypot field is invisible and not focusable', async ({ page }) => {
  await page.goto(BUSY);
  const trap = page.locator('[name=website]');
  await expect(trap).not.toBeInViewport();
  await trap.scrollIntoViewIfNeeded();
  const box = await trap.boundingBox();
  expect((box?.x ?? 0) + (box?.width ?? 0), 'it stands left of the page').toBeLessThanOrEqual(0);
  await expect(trap).toHaveAttribute('tabindex', '-1');
  await expect(page.getByRole('textbox', { name: 'Xin để trống ô này' })).toHaveCount(0);
});
