import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, test } from "node:test";
import type { Page } from "playwright-core";
import { closeBrowser, open, place } from "../harness/page";
import { article } from "../support/article";

after(closeBrowser);

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Result { violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }

/** What axe finds, in a page that it has been put into. */
async function findings(page: Page): Promise<string[]> {
  const result = await page.evaluate(() => (window as unknown as { axe: { run(root: Element): Promise<Result> } }).axe.run(document.documentElement));
  return result.violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`));
}

/** States of the editor that differ in what is shown. */
const states: readonly (readonly [string, string, (page: Page) => Promise<unknown>])[] = [
  ["an empty text", "", (page) => place(page, "p")],
  ["an article", article, async () => {}],
  ["a picture being edited", article, (page) => place(page, ".caption-text")],
  ["a gallery being edited", article, (page) => page.locator(".gallery-item img").first().click()],
  ["a table being edited", article, (page) => place(page, "td p")],
  ["a card being edited", article, (page) => page.locator(".link-card").click()],
  ["HTML being edited", "<dl><dt>Từ</dt><dd>Nghĩa</dd></dl>", async (page) => {
    await page.locator(".raw-result").click();
    await page.getByRole("button", { name: "Sửa HTML" }).click();
  }],
  ["the insert menu", "", async (page) => {
    await place(page, "p");
    await page.keyboard.type("/");
    await page.waitForSelector(".insert-menu:popover-open");
  }],
  ["a menu of the toolbar", "<p>Một</p>", async (page) => {
    await place(page, "p");
    await page.getByRole("button", { name: "Định dạng khác" }).click();
  }],
  ["the link panel with posts", "<p>Một</p>", async (page) => {
    await place(page, "p");
    await page.keyboard.press("Control+K");
    await page.keyboard.type("cau");
    await page.waitForSelector(".link-panel [role=option]");
  }],
  ["the help dialog", "<p>Một</p>", async (page) => {
    await place(page, "p");
    await page.keyboard.press("Control+/");
  }],
  ["a fact box without a heading before it", '<p>Một</p><div class="fact-box"><h3>Số liệu</h3><p>Hai</p></div>', (page) => page.getByText("Số liệu").click()],
  ["the insert menu of the toolbar, higher than the window", "<p>Một</p>", async (page) => {
    await page.setViewportSize({ width: page.viewportSize()!.width, height: 420 });
    await place(page, "p");
    await page.getByRole("button", { name: "Chèn", exact: true }).click();
  }],
];

for (const [colorScheme, width] of [["light", 1440], ["dark", 390]] as const) {
  test(`axe finds nothing, ${colorScheme} at ${width} pixels`, async (context) => {
    const page = await open("", { colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
    await page.evaluate(axe);
    for (const [name, html, prepare] of states) {
      await context.test(name, async () => {
        await page.evaluate((text) => window.harness.start(text), html);
        await prepare(page);
        assert.deepEqual(await findings(page), []);
      });
    }
  });
}

test("no style is injected and nothing breaks the policy of the page, whatever is opened", async () => {
  const page = await open();
  for (const [, html, prepare] of states) {
    await page.evaluate((text) => window.harness.start(text), html);
    await prepare(page);
  }
  assert.deepEqual(await page.evaluate(() => window.violations), []);
  assert.equal(await page.locator("style").count(), 0);
});

test("destroying the editor leaves nothing behind", async () => {
  const page = await open(article);
  const before = await page.evaluate(() => {
    window.harness.editor.destroy();
    return [document.getElementById("editor")!.innerHTML, document.querySelectorAll(".visual-menu").length];
  });
  assert.deepEqual(before, ["", 0]);
});
