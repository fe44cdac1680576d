// Measures in Chromium, with the Playwright of the browser tests. The bench runs
//   node measure.mjs load|move ORIGIN PATH SLOWER ROUNDS
// The results go to standard output as JSON, in milliseconds.
import { createRequire } from 'node:module';

const { chromium } = createRequire(new URL('../../end2end/package.json', import.meta.url))('@playwright/test');
const [what, origin, path, slower, rounds] = process.argv.slice(2);

/** Runs in every page before its own scripts and records when events happen. */
function watch() {
  const seen = (window.seen = { tasks: [] });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.tasks.push({ start: entry.startTime, time: entry.duration });
  }).observe({ type: 'longtask', buffered: true });
  // The client sets this attribute when it has hydrated the page (src/browser/hydrate.js).
  const look = () => {
    const state = document.documentElement?.dataset.client;
    if (state && !seen.hydrated) Object.assign(seen, { hydrated: performance.now(), state });
  };
  new MutationObserver(look).observe(document, { attributes: true, attributeFilter: ['data-client'], childList: true, subtree: true });
  /** Resolves with the time when the condition holds in the document. */
  window.until = (is) =>
    new Promise((done) => {
      const look = () => {
        if (!is()) return false;
        done(performance.now());
        return true;
      };
      if (look()) return;
      const observer = new MutationObserver(() => look() && observer.disconnect());
      observer.observe(document, { attributes: true, characterData: true, childList: true, subtree: true });
    });
}

const browser = await chromium.launch({
  executablePath: process.env.LONGAN_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

/** A page in a new browser context, with the processor slowed down by `SLOWER`. */
async function fresh() {
  const context = await browser.newContext({ baseURL: origin, locale: 'vi-VN', viewport: { width: 1280, height: 800 } });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  await page.addInitScript(watch);
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: Number(slower) });
  return { context, page };
}

/** Waits until the page is hydrated; a page without the client is an error. */
async function hydrated(page) {
  await page.waitForFunction(() => window.seen.hydrated);
  const state = await page.evaluate(() => window.seen.state);
  if (state !== 'on') throw new Error(`the client is ${state}`);
}

async function load() {
  const result = { painted: [], hydrated: [], blocked: [], files: [] };
  for (let round = -1; round < rounds; round++) {
    const { context, page } = await fresh();
    const files = [];
    page.on('requestfinished', (request) => files.push({ url: request.url(), what: request.resourceType() }));
    await page.goto(path);
    await hydrated(page);
    await page.waitForTimeout(1000);
    const seen = await page.evaluate(() => ({
      ...window.seen,
      painted: performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
      blocking: performance.getEntriesByType('resource').filter((entry) => entry.renderBlockingStatus === 'blocking').map((entry) => entry.name),
    }));
    await context.close();
    // The first round also starts parts of the browser and does not count.
    if (round < 0) continue;
    result.painted.push(seen.painted);
    result.hydrated.push(seen.hydrated);
    result.blocked.push(seen.tasks.reduce((sum, task) => sum + Math.max(0, task.time - 50), 0));
    if (round > 0) continue;
    const own = files.filter((file) => file.url.startsWith(origin) && !file.url.includes('/api/'));
    result.files = own.map(({ url, what }) => ({ path: url.slice(origin.length), what, blocking: seen.blocking.includes(url) }));
  }
  return result;
}

/** Measures from a click on a post's link to that post's headline. */
async function navigate(ahead) {
  const { context, page } = await fresh();
  await page.goto('/');
  await hydrated(page);
  const link = page.locator('main h2 a[href^="/posts/"]').nth(3);
  if (ahead) {
    const fetched = page.waitForResponse((response) => response.url().includes('/api/view'));
    await link.hover();
    await (await fetched).finished();
    await page.waitForTimeout(300);
  }
  const time = await link.evaluate(async (link) => {
    const headline = link.textContent.trim();
    const arrived = window.until(() => document.querySelector('main h1')?.textContent.trim() === headline);
    const begin = performance.now();
    link.click();
    return (await arrived) - begin;
  });
  await context.close();
  return time;
}

/** Measures from sending a comment to its display, and to the server's acknowledgement. */
async function comment(number) {
  const { context, page } = await fresh();
  await page.goto(path);
  await hydrated(page);
  const words = `Bài hay lắm, lần ${slower}-${number}.`;
  await page.fill('#comment-name', 'Lê Thị Sáu');
  await page.fill('#comment-email', `sau-${number}@example.org`);
  await page.fill('#comment-body', words);
  const times = await page.evaluate(async (words) => {
    const find = () => [...document.querySelectorAll('article.comment')].find((comment) => comment.textContent.includes(words));
    const shown = window.until(find);
    const acknowledged = window.until(() => find() && !find().matches('.sending, .failed'));
    const begin = performance.now();
    document.querySelector('form.comment-form').requestSubmit();
    return [(await shown) - begin, (await acknowledged) - begin];
  }, words);
  await context.close();
  return times;
}

async function move() {
  const result = { navigated: [], prefetched: [], shown: [], acknowledged: [] };
  for (let round = 0; round < rounds; round++) {
    result.navigated.push(await navigate(false));
    result.prefetched.push(await navigate(true));
    const [shown, acknowledged] = await comment(round);
    result.shown.push(shown);
    result.acknowledged.push(acknowledged);
  }
  return result;
}

try {
  console.log(JSON.stringify(await (what === 'move' ? move() : load())));
} finally {
  await browser.close();
}
