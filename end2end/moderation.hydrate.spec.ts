import type { Locator, Page } from '@playwright/test';
import { open } from './client';
import { comment, desk as test } from './desk';
import { QUIET } from './places';
import { expect } from './test';

const card = (page: Page, words: string): Locator => page.getByRole('article').filter({ hasText: words });

/** Comments that wait, the last one on top. */
async function send(page: Page, ...bodies: string[]): Promise<void> {
  for (const [number, body] of bodies.entries()) {
    await comment(page.request, QUIET, { name: `Bạn đọc ${number}`, email: `ban${number}@example.vn`, body });
  }
}

test('the queue is worked through by keys, and what was done last is undone', async ({ desk, stranger }) => {
  const reader = await stranger.newPage();
  await send(reader, 'Ý kiến thứ nhất.', 'Ý kiến thứ hai.', 'Ý kiến thứ ba.', 'Ý kiến thứ tư.');
  await open(desk, '/admin/comments');
  await desk.keyboard.press('j');
  await expect(card(desk, 'thứ ba')).toHaveAttribute('aria-current', 'true');
  await expect(card(desk, 'thứ ba')).toBeFocused();
  await desk.keyboard.press('k');
  await expect(card(desk, 'thứ tư')).toBeFocused();

  await desk.keyboard.press('a');
  await expect(desk.getByText('Đã duyệt 1 bình luận.')).toBeVisible();
  await expect(card(desk, 'thứ tư')).toHaveCount(0);
  await expect(card(desk, 'thứ ba')).toBeFocused();
  await desk.keyboard.press('u');
  await expect(card(desk, 'thứ tư')).toBeFocused();
  expect((await (await reader.request.get(QUIET)).text()).includes('Ý kiến thứ tư.')).toBe(false);

  await desk.keyboard.press('s');
  await expect(desk.getByText('Đã chuyển 1 bình luận vào spam.')).toBeVisible();
  await expect(card(desk, 'thứ ba')).toBeFocused();
  await desk.keyboard.press('d');
  await expect(desk.getByText('Đã bỏ 1 bình luận vào thùng rác.')).toBeVisible();

  await expect(card(desk, 'thứ hai')).toBeFocused();
  await desk.keyboard.press('r');
  const answer = desk.getByLabel('Trả lời Bạn đọc 1');
  await expect(answer).toBeFocused();
  // What letters do elsewhere they do not do here.
  await answer.pressSequentially('das kra');
  await expect(answer).toHaveValue('das kra');
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByText('Đã trả lời Bạn đọc 1.')).toBeVisible();
  const page = await (await reader.request.get(QUIET)).text();
  expect(page.includes('Ý kiến thứ hai.') && page.includes('das kra')).toBe(true);

  // Many at once. Whoever was answered is known by now, and the others are not.
  await send(reader, 'Nhiều một.');
  await open(desk, '/admin/comments');
  await desk.keyboard.press('x');
  await desk.keyboard.press('j');
  await desk.keyboard.press('x');
  await expect(desk.getByText('Đã chọn 2 bình luận')).toBeVisible();
  await desk.keyboard.press('d');
  await expect(desk.getByText('Đã bỏ 2 bình luận vào thùng rác.')).toBeVisible();
  await desk.getByRole('status').getByRole('button', { name: 'Hoàn tác' }).click();
  await expect(card(desk, 'Nhiều một')).toBeVisible();
  await expect(card(desk, 'thứ nhất')).toBeVisible();
});

test('the queue is searched without marks, from one status to the next', async ({ desk, stranger }) => {
  const reader = await stranger.newPage();
  await send(reader, 'Đường Đức Hòa ngập nước.', 'Chợ phiên cuối tuần.');
  await open(desk, '/admin/comments');
  const search = desk.getByRole('searchbox');
  await search.pressSequentially('duc hoa');
  await expect(card(desk, 'Chợ phiên')).toHaveCount(0);
  await expect(card(desk, 'Đức Hòa')).toBeVisible();
  await expect(search).toBeFocused();
  await expect(desk).toHaveURL(/text=duc%20hoa/);
  await card(desk, 'Đức Hòa').getByRole('button', { name: /^Duyệt/ }).click();
  await expect(desk.getByText('Không tìm thấy bình luận nào')).toBeVisible();
  await desk.getByRole('navigation', { name: 'Trạng thái' }).getByRole('link', { name: /Đã đăng/ }).click();
  await expect(card(desk, 'Đức Hòa')).toBeVisible();
  await expect(search).toHaveValue('duc hoa');
});

test('what comes while the queue is open is announced, and an address is blocked with undo', async ({ desk, stranger }) => {
  const reader = await stranger.newPage();
  await send(reader, 'Có trước.');
  await open(desk, '/admin/comments');
  await send(reader, 'Đến sau.');
  const fresh = desk.getByRole('button', { name: '1 bình luận mới' });
  await expect(fresh).toBeVisible({ timeout: 40_000 });
  await fresh.click();
  await expect(card(desk, 'Đến sau.')).toBeFocused();

  await card(desk, 'Đến sau.').getByRole('button', { name: 'Chặn' }).click();
  await desk.getByRole('button', { name: /ban0@example\.vn/ }).click();
  await expect(card(desk, 'Đến sau.')).toHaveCount(0);
  await desk.getByRole('status').getByRole('button', { name: 'Hoàn tác' }).click();
  await expect(card(desk, 'Đến sau.')).toBeVisible();
});
