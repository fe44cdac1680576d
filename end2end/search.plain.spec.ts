import { expect, test } from './test';

test('a reader without script searches from any page, and finds posts and pages', async ({ page }) => {
  await page.goto('/gioi-thieu');
  const field = page.getByRole('banner').getByRole('searchbox', { name: 'Tìm bài, trang, bình luận' });
  await field.fill('cong nghiep ho tro');
  await field.press('Enter');
  await expect(page).toHaveURL('/search?q=cong+nghiep+ho+tro');
  const main = page.getByRole('main');
  await expect(page).toHaveTitle(/^\d+ kết quả cho “cong nghiep ho tro” – /);
  await expect(main.getByRole('searchbox')).toHaveValue('cong nghiep ho tro');
  const first = main.getByRole('article').first();
  await expect(first.locator('h2 mark')).toHaveText('Công nghiệp hỗ trợ');
  await expect(main.getByRole('article').filter({ hasText: 'Trang' })).not.toHaveCount(0);
  await first.getByRole('link').click();
  await expect(page).toHaveURL('/posts/cong-nghiep-ho-tro-long-an');
});

test('a found comment is shown at its link', async ({ page }) => {
  await page.goto('/search?q=rua+chen');
  const found = page.getByRole('article').filter({ hasText: 'Bình luận của' }).first();
  await found.getByRole('link').click();
  await expect(page).toHaveURL(/#comment-\d+$/);
  await expect(page.locator(':target')).toBeInViewport();
});

test('an empty search result explains the search syntax', async ({ page }) => {
  await page.goto('/search?q=zzzzzz');
  const main = page.getByRole('main');
  await expect(main).toContainText('Không có kết quả nào cho “zzzzzz”');
  await expect(main.getByRole('term')).toHaveCount(4);
  await main.getByRole('searchbox').fill('"vành đai"');
  await main.getByRole('button', { name: 'Tìm kiếm' }).click();
  await expect(main.locator('mark').first()).toHaveText(/vành đai/i);
});

test('without the client the search field is a plain one', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('combobox')).toHaveCount(0);
  await expect(page.locator('.suggestions')).toHaveCount(0);
});
