import type { Page } from '@playwright/test';
import { NETWORK, collect, hold, isDocument, isView, open } from './client';
import { BUSY } from './sample_urls';
import { expect, test, writing } from './test';

const VIEW = '**/api/view*';
const AWAY = 'Không liên lạc được với máy chủ.';

const firstPost = (page: Page) => page.getByRole('main').getByRole('heading', { level: 2 }).first().getByRole('link');

test('hovering over a link prefetches the page, and the click sends no request', async ({ page }) => {
  await open(page, '/');
  const views = collect(page, isView);
  await Promise.all([page.waitForResponse(VIEW), firstPost(page).hover()]);
  expect(views).toHaveLength(1);
  await firstPost(page).click();
  await expect(page).toHaveURL(BUSY);
  await expect(page.getByRole('article').first()).toBeVisible();
  expect(views).toHaveLength(1);
});

test('a page that is being fetched is not requested again', async ({ page }) => {
  await open(page, '/');
  const views = collect(page, isView);
  const release = await hold(page, VIEW);
  await Promise.all([page.waitForRequest(VIEW), firstPost(page).hover()]);
  await firstPost(page).click();
  await expect(page.getByRole('progressbar')).toBeVisible();
  release();
  await expect(page).toHaveURL(BUSY);
  expect(views).toHaveLength(1);
});

test('focusing a link prefetches the page', async ({ page }) => {
  await open(page, '/');
  await Promise.all([page.waitForResponse(VIEW), firstPost(page).focus()]);
  const views = collect(page, isView);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(BUSY);
  expect(views).toEqual([]);
});

test('a slow page shows a progress bar and the old page until then', async ({ page }) => {
  await open(page, '/');
  const release = await hold(page, VIEW);
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await firstPost(page).click();
  await expect(page.getByRole('progressbar')).toBeVisible();
  await expect(page.getByRole('progressbar')).toHaveAccessibleName('Đang tải trang');
  await expect(page).toHaveURL('/');
  release();
  await expect(page).toHaveURL(BUSY);
  await expect(page.getByRole('progressbar')).toHaveCount(0);
});

test('the last of two clicks wins', async ({ page }) => {
  await open(page, '/');
  const release = await hold(page, VIEW);
  await firstPost(page).click();
  await page.getByRole('link', { name: 'Giới thiệu' }).first().click();
  release();
  await expect(page).toHaveURL('/gioi-thieu');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Giới thiệu');
  await page.goBack();
  await expect(page).toHaveURL('/');
});

test('going back cancels the pending navigation', async ({ page }) => {
  await open(page, '/');
  await page.getByRole('link', { name: 'Giới thiệu' }).first().click();
  await expect(page).toHaveURL('/gioi-thieu');
  const release = await hold(page, VIEW);
  await Promise.all([page.waitForRequest(VIEW), page.getByRole('link', { name: 'Liên hệ' }).first().click()]);
  await page.goBack();
  await expect(page).toHaveURL('/');
  const answered = page.waitForResponse(VIEW);
  release();
  await answered;
  await expect(firstPost(page)).toBeVisible();
  await expect(page).toHaveURL('/');
});

test('when the server cannot be reached the page stays, says so, and tries again', async ({ page, faults }) => {
  faults.allow(...NETWORK);
  await open(page, '/');
  const documents = collect(page, isDocument);
  await page.route(VIEW, (route) => route.abort('connectionfailed'));
  await firstPost(page).click();
  const notice = page.getByRole('alert');
  await expect(notice).toContainText(AWAY);
  await expect(page).toHaveURL('/');
  await expect(firstPost(page)).toBeVisible();
  await notice.getByRole('button', { name: 'Thử lại' }).click();
  await expect(notice).toContainText(AWAY);
  await page.unroute(VIEW);
  await notice.getByRole('button', { name: 'Thử lại' }).click();
  await expect(page).toHaveURL(BUSY);
  await expect(notice).toHaveCount(0);
  expect(documents).toEqual([]);
});

test('the notice can be closed', async ({ page, faults }) => {
  faults.allow(...NETWORK);
  await open(page, '/');
  await page.route(VIEW, (route) => route.abort('connectionfailed'));
  await firstPost(page).click();
  await page.getByRole('alert').getByRole('button', { name: 'Đóng' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

writing('navigation recovers after a server restart, and going back works meanwhile', async ({ page, site, faults }) => {
  // Going back shows pictures, which are requested while the server is down.
  faults.allow(...NETWORK, /ERR_CONNECTION_REFUSED.*\/images\//);
  await open(page, '/');
  await page.getByRole('link', { name: 'Giới thiệu' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Giới thiệu');
  await site.stop();
  await page.getByRole('link', { name: 'Liên hệ' }).first().click();
  await expect(page.getByRole('alert')).toContainText(AWAY);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Giới thiệu');
  await site.start();
  await page.getByRole('alert').getByRole('button', { name: 'Thử lại' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Liên hệ');
  await site.stop();
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Giới thiệu');
  await expect(page.getByRole('alert')).toHaveCount(0);
  // The first page was loaded as a document, not as a view.
  await page.goBack();
  await expect(page).toHaveURL('/');
  await expect(firstPost(page)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Thử lại' })).toHaveCount(0);
});

test('a response that the client cannot read loads the whole page', async ({ page }) => {
  await open(page, '/');
  await page.route(VIEW, (route) => route.fulfill({ json: { Renamed: { in: 'a later release' } } }));
  const documents = collect(page, isDocument);
  await firstPost(page).click();
  await expect(page).toHaveURL(BUSY);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(documents).toHaveLength(1);
});

test('a server error is reported on the current page, with a retry button', async ({ page, faults }) => {
  faults.allow(/500/);
  await open(page, '/');
  await page.route(VIEW, (route) => route.fulfill({ status: 500, json: 'Internal' }));
  await firstPost(page).click();
  const notice = page.getByRole('alert');
  await expect(notice).toContainText('Máy chủ gặp sự cố');
  await expect(page).toHaveURL('/');
  await page.unroute(VIEW);
  await notice.getByRole('button', { name: 'Thử lại' }).click();
  await expect(page).toHaveURL(BUSY);
  await expect(page.getByRole('article').first()).toBeVisible();
  await expect(notice).toHaveCount(0);
});
