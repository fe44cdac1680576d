import { type Page, type Request, expect } from '@playwright/test';

/** Waits until the client has taken over. */
export async function hydrated(page: Page): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('data-client', 'on', { timeout: 30_000 });
}

/** Opens a page and waits until the client has taken over. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await hydrated(page);
}

/** Collects the requests of a page that a test cares about, from now on. */
export function collect(page: Page, wanted: (request: Request) => boolean): string[] {
  const urls: string[] = [];
  page.on('request', (request) => {
    if (wanted(request)) urls.push(request.url());
  });
  return urls;
}

/** Asks for a whole page. */
export const isDocument = (request: Request) => request.resourceType() === 'document';

/** Asks for what a page shows. */
export const isView = (request: Request) => new URL(request.url()).pathname === '/api/view';

/** Sends a comment. */
export const isComment = (request: Request) => new URL(request.url()).pathname === '/api/comments';

/** Holds the answers of an address back until they are let go. */
export async function hold(page: Page, address: string): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((done) => (release = done));
  await page.route(address, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

/** What the console says when the network is away, on purpose. */
export const NETWORK = [/request failed: .*\/api\//, /console error: .*Failed to load resource.*\/api\//, /net::ERR_.*\/api\//];
