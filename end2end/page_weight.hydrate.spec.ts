import { get } from 'node:http';
import { brotliCompressSync, constants } from 'node:zlib';
import type { Page } from '@playwright/test';
import { open } from './client';
import { BUSY, PLACES } from './sample_urls';
import { expect, test } from './test';

/** Limits are bytes after brotli compression. */
const KB = 1000;

type File = { path: string; type: string; bytes: number };

/**
 * The size of a file as it is sent. Fonts and pictures are not compressed again; a newly cached page has only gzip at
 * first.
 */
function weigh(url: string): Promise<File> {
  return new Promise((done, failed) => {
    get(url, { headers: { 'accept-encoding': 'gzip, deflate, br' } }, (answer) => {
      let bytes = 0;
      answer.on('data', (part: Buffer) => (bytes += part.length));
      answer.on('end', () => done({ path: new URL(url).pathname, type: answer.headers['content-type'] ?? '', bytes }));
      answer.on('error', failed);
    }).on('error', failed);
  });
}

/** Loads a page until it is hydrated, and returns all files that come from its site. */
async function load(page: Page, path: string): Promise<File[]> {
  const urls = new Set<string>();
  page.on('request', (request) => urls.add(request.url().split('#')[0]));
  await open(page, path);
  await page.waitForLoadState('networkidle');
  return Promise.all([...urls].filter((url) => url.startsWith('http')).map(weigh));
}

const sum = (files: File[], type: RegExp) => files.filter((file) => type.test(file.type)).reduce((all, file) => all + file.bytes, 0);

test('a post is below the size limits', async ({ page }, info) => {
  const files = await load(page, BUSY);
  const weights = {
    'HTML': sum(files, /html/),
    'CSS': sum(files, /css/),
    'fonts': sum(files, /font/),
    'client': sum(files, /javascript|wasm/),
  };
  info.annotations.push({ type: 'weight', description: JSON.stringify(weights) });
  console.log(weights);
  expect(files.map((file) => file.path).filter((path) => path.includes('admin'))).toEqual([]);
  expect(weights.client).toBeGreaterThan(10 * KB);
  expect(weights.client).toBeLessThanOrEqual(150 * KB);
  expect(weights.CSS).toBeGreaterThan(KB);
  expect(weights.CSS).toBeLessThanOrEqual(12 * KB);
  expect(weights.fonts).toBeLessThanOrEqual(60 * KB);
  expect(weights.HTML).toBeGreaterThan(KB);
  expect(weights.HTML + weights.CSS, 'what stands before reading').toBeLessThanOrEqual(40 * KB);
});

for (const path of [BUSY, PLACES['post with a table'], PLACES['post with code']]) {
  test(`${path}: hydration data is small`, async ({ page, request }) => {
    const served = await (await request.get(path)).text();
    const bare = await page.evaluate((html) => {
      const page = new DOMParser().parseFromString(html, 'text/html');
      // JSON-LD is for search engines, and the script of the theme works without the client.
      for (const script of page.querySelectorAll('script[type="module"]')) script.remove();
      for (const element of page.querySelectorAll('#discussion, #discussion *'))
        for (const { name } of [...element.attributes]) if (name.startsWith('data-')) element.removeAttribute(name);
      const comments = page.createTreeWalker(page, NodeFilter.SHOW_COMMENT);
      const markers: Node[] = [];
      while (comments.nextNode()) markers.push(comments.currentNode);
      for (const marker of markers) marker.parentNode?.removeChild(marker);
      return `<!DOCTYPE html>${page.documentElement.outerHTML}`;
    }, served);
    const compress = (text: string) => brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }).length;
    expect(bare.length).toBeLessThan(served.length);
    console.log(path, compress(served), compress(bare), compress(served) / compress(bare));
    expect(compress(served) / compress(bare)).toBeLessThanOrEqual(1.15);
  });
}
