import { type Page, type Request, expect } from '@playwright/test';

/** Waits until the client has hydrated the page. */
export async function hydrated(page: Page): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('data-client', 'on', { timeout: 30_000 });
}

/** Opens a page and waits until it is hydrated. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await hydrated(page);
}

/** Collects the URLs of a page's requests that match, from now on. */
export function collect(page: Page, wanted: (request: Request) => boolean): string[] {
  const urls: string[] = [];
  page.on('request', (request) => {
    if (wanted(request)) urls.push(request.url());
  });
  return urls;
}

/** Whether a request loads a whole document. */
export const isDocument = (request: Request) => request.resourceType() === 'document';

/** Whether a request fetches a view. */
export const isView = (request: Request) => new URL(request.url()).pathname === '/api/view';

/** Whether a request sends a comment. */
export const isComment = (request: Request) => new URL(request.url()).pathname === '/api/comments';

/** Holds back the responses of matching requests until the returned function is called. */
export async function hold(page: Page, address: string): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((done) => (release = done));
  await page.route(address, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

/** Console messages when the test has taken the network away. */
export const NETWORK = [/request failed: .*\/api\//, /console error: .*Failed to load resource.*\/api\//, /net::ERR_.*\/api\//];
