import type { Locator } from '@playwright/test';
import { CommentForm, draft } from './comment_form';
import { BUSY, NOT_FOUND, PLACES, QUIET } from './sample_urls';
import { expect, test, writing } from './test';

const top = async (element: Locator) => (await element.boundingBox())!.y;

test.use({ viewport: { width: 390, height: 844 } });

test('on a phone, headline and text begin on the first screen', async ({ page }) => {
  await page.goto(PLACES.post);
  expect(await top(page.getByRole('heading', { level: 1 }))).toBeLessThanOrEqual(160);
  expect(await top(page.locator('.prose > p').first())).toBeLessThan(844 - 48);
  await expect(page.locator('.masthead > .tagline')).toBeHidden();
  await page.goto('/');
  await expect(page.locator('.masthead > .tagline')).toBeVisible();
});

test('on a phone, search is behind an icon', async ({ page }) => {
  await page.goto(PLACES.post);
  await expect(page.getByRole('searchbox')).toBeHidden();
  await page.getByRole('banner').getByRole('link', { name: 'Tìm kiếm' }).click();
  await expect(page).toHaveURL('/search');
  await expect(page.getByRole('searchbox')).toHaveCount(1);
  await page.getByRole('searchbox').fill('kho lanh');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/search?q=kho+lanh');
});

test('results have one search field, and a missing page searches for the words of its address', async ({ page, faults }) => {
  faults.allow(...NOT_FOUND);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(PLACES.search);
  await expect(page.getByRole('searchbox')).toHaveCount(1);
  await page.goto(PLACES.missing);
  await expect(page.getByRole('searchbox')).toHaveValue('khong co trang nay');
});

test('the sidebar repeats neither the list nor the open post, and cards not the name of their category', async ({ page }) => {
  for (const path of [PLACES.home, PLACES.post, PLACES.category]) {
    await page.goto(path);
    const links = (side: string) => page.locator(`${side} a[href^="/posts/"]`).evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    const shown = path === PLACES.post ? [path] : await links('.post-list');
    expect((await links('.sidebar')).filter((link) => shown.includes(link)), path).toEqual([]);
  }
  await expect(page.locator(`.post-card a[href="${PLACES.category}"]`)).toHaveCount(0);
});

test('the header of a post says how many comments there are, and leads there', async ({ page }) => {
  await page.goto(BUSY);
  await page.locator('.byline').getByRole('link', { name: '8 bình luận' }).click();
  await expect(page.getByRole('heading', { name: '8 bình luận' })).toBeInViewport();
  await page.locator('.thread').getByRole('link', { name: 'Gửi bình luận' }).click();
  await expect(page.locator('#comment-form')).toBeInViewport();
});

writing.describe('a long name', () => {
  writing.use({ settings: { COMMENTS_MODERATION: 'nobody' }, viewport: { width: 390, height: 844 } });

  writing('does not widen the page', async ({ page }) => {
    await page.goto(QUIET);
    await new CommentForm(page).send(draft({ name: 'W'.repeat(60), body: `${'W'.repeat(200)} a` }));
    await expect(page.getByText('W'.repeat(60), { exact: true })).toBeVisible();
    await page.getByRole('link', { name: /^Trả lời W/ }).click();
    await expect(page.locator('.replying')).toBeVisible();
    expect(await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth)).toBe(0);
  });
});
