import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Site } from './site';

export const VIDEO = 'https://www.youtube.com/watch?v=a-1_B';

/** Imports a post with two embeds, and returns its path. */
export async function importPlayers(site: Site): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'longan-players-'));
  const text = `Mở đầu.\n\n${VIDEO}\n\nGiữa.\n\nhttps://open.spotify.com/track/4AbCd\n\nKết.\n`;
  await writeFile(join(folder, 'co-video.md'), `---\ntitle: Có video\ndate: 2025-03-01 08:00\n---\n${text}`);
  await site.run('import', 'markdown', folder);
  await rm(folder, { recursive: true });
  return '/posts/co-video';
}

/** Answers requests to other sites with a small page, and returns their addresses. */
export async function answerOthers(page: Page): Promise<string[]> {
  const asked: string[] = [];
  await page.route(/^https:/, (route) => {
    asked.push(route.request().url());
    return route.fulfill({ contentType: 'text/html', body: '<p>player</p>' });
  });
  return asked;
}
