import { admin } from './admin';
import { collect, isDocument, open } from './client';
import { VIDEO, answerOthers, importPlayers } from './players';
import { expect, writing as test } from './test';

test('a player is loaded by a click, and no other site is asked before', async ({ page, site }) => {
  const asked = await answerOthers(page);
  await page.goto(await importPlayers(site));
  const figures = page.locator('.embed-player');
  await expect(figures).toHaveCount(2);
  await expect(figures.first().getByRole('link')).toHaveAttribute('href', VIDEO);
  const button = figures.first().getByRole('button', { name: 'YouTube' });
  await button.scrollIntoViewIfNeeded();
  await page.waitForLoadState('networkidle');
  expect(asked).toEqual([]);
  await expect(page.locator('iframe')).toHaveCount(0);

  const before = await figures.first().boundingBox();
  await button.click();
  const frame = figures.first().locator('iframe');
  await expect(frame.contentFrame().getByText('player')).toBeVisible();
  await expect(frame).toBeFocused();
  expect(await frame.getAttribute('sandbox')).not.toContain('allow-top-navigation');
  expect(await figures.first().boundingBox(), 'nothing moves').toEqual(before);
  expect(asked).toEqual(['https://www.youtube-nocookie.com/embed/a-1_B?autoplay=1']);
  await expect(page.locator('iframe'), 'the other one was not asked for').toHaveCount(1);
});

test('a player can be loaded by the keyboard', async ({ page, site }) => {
  await answerOthers(page);
  await page.goto(await importPlayers(site));
  await page.getByRole('button', { name: 'Spotify' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('iframe[src^="https://open.spotify.com/embed/track/4AbCd"]')).toBeVisible();
});

test('a page with players is loaded as a document, since it has its own policy', async ({ page, site }) => {
  await answerOthers(page);
  const path = await importPlayers(site);
  await open(page, '/');
  await page.evaluate((href) => {
    const link = Object.assign(document.createElement('a'), { href, id: 'test-link', textContent: 'đi' });
    document.querySelector('.masthead')?.append(link);
  }, path);
  const documents = collect(page, isDocument);
  await page.locator('#test-link').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Có video');
  expect(documents).toHaveLength(1);
  await page.getByRole('button', { name: 'YouTube' }).click();
  await expect(page.locator('iframe').contentFrame().getByText('player')).toBeVisible();
});

admin('sound is read in parts, and only when it is played', async ({ page, admin }) => {
  const headers = { 'sec-fetch-site': 'same-origin' };
  const data = Buffer.alloc(3_000_000);
  data.write('ID3\x04');
  const sent = await admin.request.post('/admin/media/files?name=tap-1.mp3', { data, headers });
  expect(sent.status(), await sent.text()).toBe(200);
  const { path } = await sent.json();
  const { draft } = await (await admin.request.get('/api/admin/posts/read?kind=Post')).json();
  const source = `Nghe.\n\n<figure><audio controls src="${path}"></audio><figcaption>Tập một</figcaption></figure>`;
  const saved = await admin.request.post('/api/admin/posts/save', {
    data: { draft: { ...draft, title: 'Tập một', source }, intent: 'Publish' },
    headers,
  });
  expect(saved.status(), await saved.text()).toBe(200);
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith(path)) asked.push(request.url());
  });
  await page.goto((await saved.json()).path);
  const player = page.locator('audio');
  await expect(player).toBeVisible();
  await expect(player).toHaveAttribute('preload', 'none');
  await page.waitForLoadState('networkidle');
  expect(asked).toEqual([]);
  const answered = page.waitForResponse((response) => response.url().endsWith(path));
  await player.evaluate((audio: HTMLAudioElement) => {
    audio.preload = 'auto';
    audio.load();
  });
  const response = await answered;
  expect([response.status(), response.headers()['content-type']]).toEqual([206, 'audio/mpeg']);
});
