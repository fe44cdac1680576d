import { collect, isDocument, open } from './client';
import { BUSY, NOT_FOUND, PLACES } from './sample_urls';
import { expect, test } from './test';

test('a click on an internal link loads no document and behaves like one', async ({ page }) => {
  await open(page, '/');
  const documents = collect(page, isDocument);
  const link = page.getByRole('main').getByRole('article').getByRole('heading').nth(5).getByRole('link');
  const headline = await link.innerText();
  await link.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(headline);
  await expect(page).toHaveTitle(`${headline} – Nhịp Xưởng Long An`);
  await expect(page.locator('main#content')).toBeFocused();
  await expect(page.getByRole('status').and(page.locator('[aria-live]'))).toHaveText(new RegExp(`Đã mở trang: ${headline}`));
  expect(await page.evaluate(() => scrollY)).toBe(0);
  expect(documents).toEqual([]);
});

test('links to each kind of page load no document', async ({ page, faults }) => {
  faults.allow(...NOT_FOUND, /status 404: .*\/api\/view/, /console error: .*404.*\/api\/view/);
  await open(page, '/');
  const documents = collect(page, isDocument);
  for (const [kind, path] of Object.entries(PLACES).filter(([kind]) => kind !== 'missing')) {
    // A plain link, as an editor would write it.
    await page.evaluate((href) => {
      const link = Object.assign(document.createElement('a'), { href, id: 'test-link', textContent: 'đi' });
      document.querySelector('.masthead')?.append(link);
    }, path);
    const title = await page.title();
    await page.locator('#test-link').click();
    await expect(page, kind).toHaveURL(path);
    if (kind !== 'home') await expect(page, kind).not.toHaveTitle(title);
    await expect(page.getByRole('heading', { level: 1 }), kind).toHaveCount(1);
    await page.locator('#test-link').evaluate((link) => link.remove());
  }
  expect(documents).toEqual([]);
});

test('a missing page is loaded as a document', async ({ page, faults }) => {
  faults.allow(...NOT_FOUND, /status 404: .*\/api\/view/, /console error: .*404.*\/api\/view/);
  await open(page, '/');
  await page.evaluate((href) => {
    const link = Object.assign(document.createElement('a'), { href, id: 'test-link', textContent: 'đi' });
    document.querySelector('.masthead')?.append(link);
  }, PLACES.missing);
  await page.locator('#test-link').click();
  await expect(page).toHaveURL(PLACES.missing);
  await expect(page.getByText('404', { exact: true })).toBeVisible();
});

test('from post to post, and from one page of a list to the next', async ({ page }) => {
  await open(page, '/posts/so-hoa-xuong-nho');
  const documents = collect(page, isDocument);
  const headline = page.getByRole('heading', { level: 1 });
  const neighbours = page.getByRole('navigation', { name: 'Bài trước và bài sau' });
  for (const direction of ['Bài trước', 'Bài sau']) {
    const next = neighbours.getByRole('link', { name: direction });
    const title = await next.locator('.headline').innerText();
    await next.click();
    await expect(headline).toHaveText(title);
    await expect(page).toHaveTitle(new RegExp(`^${title}`));
    await expect(page.locator('main#content')).toBeFocused();
    await expect(page.locator('p[aria-live]')).toHaveText(`Đã mở trang: ${await page.title()}`);
    expect(await page.evaluate(() => scrollY)).toBe(0);
  }
  await page.getByRole('link', { name: 'Trang nhất' }).click();
  const headlines = page.getByRole('main').getByRole('article').getByRole('heading');
  await expect(headlines).toHaveCount(11);
  await page.getByRole('link', { name: 'Cũ hơn' }).click();
  await expect(headlines).toHaveCount(1);
  expect(await page.evaluate(() => scrollY)).toBe(0);
  await page.goBack();
  await expect(headlines).toHaveCount(11);
  expect(documents).toEqual([]);
});

test('a page fetched by the client equals the page from the server', async ({ page }) => {
  const read = () =>
    page.getByRole('main').evaluate((main) => {
      const body = main.cloneNode(true) as HTMLElement;
      for (const field of body.querySelectorAll('[name=stamp]')) field.remove();
      // Ignores the order of attributes, and hydration markers.
      for (const element of body.querySelectorAll('*')) {
        const attributes = [...element.attributes].sort((a, b) => a.name.localeCompare(b.name));
        for (const { name } of attributes) element.removeAttribute(name);
        for (const { name, value } of attributes) element.setAttribute(name, value);
      }
      return body.innerHTML.replace(/<!--.*?-->/g, '').replace(/></g, '>\n<').split('\n');
    });
  for (const path of [BUSY, PLACES.category, PLACES.author, PLACES.page]) {
    await open(page, path);
    const served = await read();
    const headline = await page.getByRole('heading', { level: 1 }).innerText();
    await page.getByRole('link', { name: 'Liên hệ' }).first().click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Liên hệ');
    await page.goBack();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(headline);
    await expect.poll(read, path).toEqual(served);
  }
});

test('back and forward restore content, title and scroll position', async ({ page }) => {
  await open(page, '/');
  const documents = collect(page, isDocument);
  const link = page.getByRole('main').getByRole('article').getByRole('heading').nth(8).getByRole('link');
  const headline = await link.innerText();
  await link.scrollIntoViewIfNeeded();
  const place = await page.evaluate(() => scrollY);
  expect(place).toBeGreaterThan(500);
  await link.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(headline);
  await page.mouse.wheel(0, 700);
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(700);
  await expect.poll(() => page.evaluate(() => history.state)).toBe(700);

  await page.goBack();
  await expect(page).toHaveURL('/');
  await expect(page).toHaveTitle(/^Nhịp Xưởng Long An/);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeCloseTo(place, -1);
  await page.goForward();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(headline);
  await expect(page).toHaveTitle(new RegExp(`^${headline}`));
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(700);
  expect(documents).toEqual([]);
});

test('a reload restores the scroll position', async ({ page }) => {
  await open(page, BUSY);
  await page.mouse.wheel(0, 900);
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(900);
  await page.reload();
  await expect.poll(() => page.evaluate(() => scrollY)).toBeCloseTo(900, -1);
});

test('a link with a hash on the same page scrolls, and back returns', async ({ page }) => {
  await open(page, BUSY);
  const documents = collect(page, isDocument);
  const last = page.locator('.comment').last();
  await last.locator('.date a').click();
  await expect(page).toHaveURL(/#comment-\d+$/);
  await expect(last).toBeInViewport();
  await page.getByRole('link', { name: 'Đến nội dung chính' }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#content$/);
  await page.goBack();
  await expect(page).toHaveURL(/#comment-\d+$/);
  await page.goBack();
  await expect(page).toHaveURL(BUSY);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(documents).toEqual([]);
  // The scroll position is restored: the link at the end of the thread is visible.
  await expect(last).toBeInViewport();
});

test('a link with a hash scrolls to the element on the other page', async ({ page }) => {
  await open(page, BUSY);
  const id = await page.locator('.comment').last().getAttribute('id');
  await open(page, '/');
  await page.evaluate((href) => document.querySelector('main h2 a')?.setAttribute('href', href), `${BUSY}#${id}`);
  await page.getByRole('main').getByRole('heading', { level: 2 }).first().getByRole('link').click();
  await expect(page).toHaveURL(`${BUSY}#${id}`);
  await expect(page.locator(`#${id}`)).toBeInViewport();
});

test('a click with Ctrl opens a tab, and the page stays', async ({ page, context }) => {
  await open(page, '/');
  const link = page.getByRole('main').getByRole('heading', { level: 2 }).first().getByRole('link');
  const [tab] = await Promise.all([context.waitForEvent('page'), link.click({ modifiers: ['ControlOrMeta'] })]);
  await expect(tab).toHaveURL(BUSY);
  await expect(page).toHaveURL('/');
});

test('the menu says which page is open', async ({ page }) => {
  await open(page, '/');
  const menu = page.getByRole('navigation', { name: 'Menu chính' });
  await menu.getByRole('link', { name: 'Xây dựng' }).click();
  await expect(page).toHaveURL('/category/xay-dung');
  await expect(menu.locator('[aria-current=page]')).toHaveText('Xây dựng');
});

test('a redirect is followed', async ({ page }) => {
  await open(page, '/');
  await page.evaluate(() => document.querySelector('main h2 a')?.setAttribute('href', '/gioi-thieu/'));
  await page.getByRole('main').getByRole('heading', { level: 2 }).first().getByRole('link').click();
  await expect(page).toHaveURL('/gioi-thieu');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Giới thiệu');
});
