import { BUSY, NOT_FOUND, PLACES } from './sample_urls';
import { expect, test } from './test';

test('a reader goes from the front page to every kind of page', async ({ page }) => {
  await page.goto('/');
  await expect(page).toHaveTitle('Nhịp Xưởng Long An – Chuyện sản xuất và xây dựng bên dòng Vàm Cỏ');
  const main = page.getByRole('main');
  await main.getByRole('heading', { level: 2 }).first().getByRole('link').click();
  await expect(page).toHaveURL(BUSY);
  const headline = await main.getByRole('heading', { level: 1 }).innerText();
  await expect(page).toHaveTitle(`${headline} – Nhịp Xưởng Long An`);
  await expect(main).toContainText('phút đọc');
  await expect(main.getByRole('article', { name: /^Bình luận của/ })).toHaveCount(8);

  await main.getByRole('link', { name: 'Công nghiệp hỗ trợ' }).first().click();
  await expect(page).toHaveURL('/category/cong-nghiep-ho-tro');
  await expect(main.getByRole('heading', { level: 1 })).toHaveText('Công nghiệp hỗ trợ');

  await main.getByRole('link', { name: headline }).click();
  await main.getByRole('list', { name: 'Thẻ' }).getByRole('link').first().click();
  await expect(page).toHaveURL(/\/tag\//);
  await expect(main.getByRole('article')).not.toHaveCount(0);

  await main.getByRole('link', { name: 'Đỗ Quốc Thịnh' }).first().click();
  await expect(page).toHaveURL('/author/do-quoc-thinh');
  await expect(main).toContainText('dung sai');

  await page.getByRole('navigation', { name: 'Menu chính' }).getByRole('link', { name: 'Giới thiệu' }).click();
  await expect(page).toHaveURL('/gioi-thieu');
  await expect(page.getByRole('link', { name: 'Giới thiệu' }).first()).toHaveAttribute('aria-current', 'page');
});

test('the pagination leads to older posts and back', async ({ page }) => {
  await page.goto('/');
  const headlines = page.getByRole('main').getByRole('article').getByRole('heading');
  const newest = await headlines.allInnerTexts();
  expect(newest).toHaveLength(11);
  await page.getByRole('link', { name: 'Cũ hơn' }).click();
  const older = await headlines.allInnerTexts();
  expect(older).toHaveLength(1);
  expect(newest).not.toEqual(expect.arrayContaining(older));
  await expect(page.getByRole('link', { name: 'Cũ hơn' })).toHaveCount(0);
  await page.getByRole('link', { name: 'Mới hơn' }).click();
  expect(await headlines.allInnerTexts()).toEqual(newest);
});

test('neighbouring posts lead to each other', async ({ page }) => {
  await page.goto('/posts/so-hoa-xuong-nho');
  const headline = page.getByRole('main').getByRole('heading', { level: 1 });
  const here = await headline.innerText();
  const neighbours = page.getByRole('navigation', { name: 'Bài trước và bài sau' });
  await neighbours.getByRole('link', { name: 'Bài trước' }).click();
  await expect(headline).not.toHaveText(here);
  await neighbours.getByRole('link', { name: 'Bài sau' }).click();
  await expect(headline).toHaveText(here);
});

test('the sidebar lists the latest posts, the categories with their counts, and the promotion', async ({ page }) => {
  await page.goto(PLACES.page);
  const sidebar = page.getByRole('complementary', { name: 'Cột bên' });
  await expect(sidebar.getByRole('region', { name: 'Bài mới' }).getByRole('listitem')).toHaveCount(6);
  await expect(sidebar.getByRole('region', { name: 'Chuyên mục' })).toContainText(/Xây dựng\s+\d+ bài/);
  await sidebar.getByRole('link', { name: 'Đăng ký giới thiệu' }).click();
  await expect(page).toHaveURL('/lien-he');
});

test('an unknown address answers 404 with a message', async ({ page, faults }) => {
  faults.allow(...NOT_FOUND);
  const response = await page.goto(PLACES.missing);
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Không có trang này');
  await page.getByRole('main').getByRole('link', { name: 'Về trang nhất' }).click();
  await expect(page).toHaveURL('/');
});

test('unpublished posts are not found', async ({ request }) => {
  for (const path of ['/posts/ghi-chep-hoi-cho-linh-kien', '/category/khong-co', '/?before=chữ', '/posts', '/a/b/c']) {
    expect((await request.get(path)).status(), path).toBe(404);
  }
});

test('a trailing slash redirects to the page', async ({ request }) => {
  const response = await request.get('/gioi-thieu/', { maxRedirects: 0 });
  expect(response.status()).toBe(301);
  expect(response.headers().location).toBe('/gioi-thieu');
});
