// Opens the harness in Chromium, below the admin's Content-Security-Policy. Nothing leaves this machine.
import { readFileSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: blob: https:; "
  + "media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
export const ORIGIN = "https://longan.test";

const page = `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Bài mới</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/site.css"><link rel="stylesheet" href="/editor.css"></head>
<body class="admin"><main class="harness"><h1 class="visually-hidden">Viết bài</h1>
<label class="visually-hidden" for="title">Tiêu đề</label><textarea id="title" rows="1" placeholder="Tiêu đề"></textarea>
<div id="editor"></div><p id="said" class="visually-hidden" role="status"></p></main><script type="module" src="/harness.js"></script></body></html>`;

function svg(index: number): string {
  const hue = (index * 67) % 360;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 800"><rect width="1200" height="800" fill="hsl(${hue} 35% 62%)"/>`
    + `<path d="M0 560Q300 480 600 560T1200 560V800H0Z" fill="hsl(${hue} 40% 38%)"/><circle cx="${200 + index * 130 % 800}" cy="220" r="90" fill="hsl(48 90% 78%)"/></svg>`;
}

let running: Promise<Browser> | undefined;

export function browser(): Promise<Browser> {
  running ??= chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
  return running;
}

export async function closeBrowser(): Promise<void> {
  await (await running)?.close();
  running = undefined;
}

/** A page with an editor that holds `html`. */
export async function open(html = "", options: BrowserContextOptions = {}): Promise<Page> {
  const context = await (await browser()).newContext({ viewport: { width: 1440, height: 900 }, permissions: ["clipboard-read", "clipboard-write"], ...options });
  await context.route("**", (route) => {
    const { pathname, origin } = new URL(route.request().url());
    if (origin !== ORIGIN) return route.abort();
    const file = { "/site.css": "dist/tests/site.css", "/editor.css": "dist/editor.css", "/harness.js": "dist/tests/harness.js" }[pathname];
    if (file) return route.fulfill({ body: readFileSync(file), contentType: file.endsWith(".css") ? "text/css" : "text/javascript" });
    if (pathname.endsWith(".svg")) return route.fulfill({ body: svg(Number(pathname.split("/")[2])), contentType: "image/svg+xml" });
    if (pathname === "/") return route.fulfill({ body: page, contentType: "text/html; charset=utf-8", headers: { "content-security-policy": POLICY } });
    return route.fulfill({ status: 404, body: "" });
  });
  const opened = await context.newPage();
  opened.on("pageerror", (error) => { throw error; });
  await opened.goto(`${ORIGIN}/`);
  await opened.waitForSelector("html[data-ready]");
  if (html) await opened.evaluate((text) => window.harness.start(text), html);
  return opened;
}

/**
 * Puts the caret where a click puts it. For 200 ms after it got the focus, ProseMirror takes a caret at the start for one that
 * the browser has lost.
 */
export async function place(page: Page, selector: string, key?: "Home" | "End"): Promise<void> {
  await page.locator(`.visual-text ${selector}`).first().click();
  await page.evaluate(() => new Promise((done) => setTimeout(done, 250)));
  if (key) await page.keyboard.press(key);
}

export const written = (page: Page): Promise<string> => page.evaluate(() => window.harness.editor.getHTML());
export const said = (page: Page): Promise<string[]> => page.evaluate(() => window.harness.announced);
