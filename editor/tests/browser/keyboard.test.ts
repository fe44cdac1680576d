// Everything without a pointer.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { Page } from "playwright-core";
import { closeBrowser, open, said, written } from "../harness/page";

after(closeBrowser);

async function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent?.trim() ?? "");
}

const press = async (page: Page, ...keys: string[]) => { for (const key of keys) await page.keyboard.press(key); };

/** An editor that has the focus. */
async function start(html = ""): Promise<Page> {
  const page = await open(html);
  await page.evaluate(() => window.harness.editor.focus("end"));
  await page.waitForTimeout(250);
  return page;
}

test("the toolbar is one stop of Tab, arrows lead through it, Escape leads back", async () => {
  const page = await start("<p>Một</p>");
  await press(page, "Alt+F10");
  assert.equal(await focused(page), "Chèn");
  await press(page, "ArrowRight");
  assert.equal(await focused(page), "Ảnh");
  await press(page, "End");
  assert.equal(await focused(page), "Phím tắt");
  await press(page, "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight");
  assert.equal(await focused(page), "Đậm");
  assert.equal(await page.locator(".visual-toolbar > button[tabindex='0']").count(), 1);
  await press(page, "Enter");
  assert.equal(await focused(page), "Nội dung");
  await page.keyboard.type(" hai");
  assert.equal(await written(page), "<p>Một<strong> hai</strong></p>");
  assert.deepEqual(await said(page), ["Bật: Đậm"]);
  await press(page, "Alt+F10", "Escape");
  assert.equal(await focused(page), "Nội dung");
});

test("the text style is chosen from a menu", async () => {
  const page = await start("<p>Một</p>");
  await press(page, "Alt+F10", "ArrowRight", "ArrowRight", "Enter");
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("role")), "menuitemradio");
  await press(page, "ArrowDown", "Enter");
  assert.equal(await written(page), "<h2>Một</h2>");
  assert.deepEqual(await said(page), ["Đã đổi thành: Tiêu đề 1"]);
});

test("shortcuts for marks and blocks", async () => {
  const page = await start();
  const cases: readonly (readonly [string, string])[] = [
    ["Control+b", "<p><strong>a</strong></p>"], ["Control+i", "<p><em>a</em></p>"], ["Control+e", "<p><code>a</code></p>"],
    ["Control+Shift+x", "<p><s>a</s></p>"], ["Control+Alt+2", "<h2>a</h2>"], ["Control+Alt+4", "<h4>a</h4>"],
    ["Control+Shift+7", "<ol><li>a</li></ol>"], ["Control+Shift+8", "<ul><li>a</li></ul>"], ["Control+Shift+9", "<blockquote><p>a</p></blockquote>"],
  ];
  for (const [keys, html] of cases) {
    await page.evaluate(() => { window.harness.start(""); window.harness.editor.focus(); });
    await press(page, keys, "a");
    assert.equal(await written(page), html, keys);
  }
});

test("Markdown becomes what it means while it is typed, and Backspace takes that back", async () => {
  const page = await start();
  const cases: readonly (readonly [string, string])[] = [
    ["## a", "<h2>a</h2>"], ["### a", "<h3>a</h3>"], ["- a", "<ul><li>a</li></ul>"], ["1. a", "<ol><li>a</li></ol>"], ["3. a", '<ol start="3"><li>a</li></ol>'],
    ["> a", "<blockquote><p>a</p></blockquote>"], ["**a** b", "<p><strong>a</strong> b</p>"], ["*a* b", "<p><em>a</em> b</p>"],
    ["~~a~~ b", "<p><s>a</s> b</p>"], ["`a` b", "<p><code>a</code> b</p>"], ["```a", "<pre><code>a</code></pre>"], ["---a", "<hr>\n<p>a</p>"], ["2*3*4", "<p>2*3*4</p>"],
  ];
  for (const [text, html] of cases) {
    await page.evaluate(() => { window.harness.start(""); window.harness.editor.focus(); });
    await page.keyboard.type(text);
    assert.equal(await written(page), html, text);
  }
  await page.evaluate(() => { window.harness.start(""); window.harness.editor.focus(); });
  await page.keyboard.type("## ");
  await press(page, "Backspace");
  assert.equal(await written(page), "<p>## </p>");
});

test("blocks are moved, duplicated and deleted", async () => {
  const page = await start("<p>Một</p>\n<h2>Hai</h2>\n<p>Ba</p>");
  await press(page, "Alt+Shift+ArrowUp");
  assert.equal(await written(page), "<p>Một</p>\n<p>Ba</p>\n<h2>Hai</h2>");
  assert.deepEqual(await said(page), ["Đoạn văn: vị trí 2 trên 3"]);
  await press(page, "Control+Shift+d");
  assert.equal(await written(page), "<p>Một</p>\n<p>Ba</p>\n<p>Ba</p>\n<h2>Hai</h2>");
  await press(page, "Control+z", "Control+z");
  assert.equal(await written(page), "<p>Một</p>\n<h2>Hai</h2>\n<p>Ba</p>");
});

test("the insert menu: arrows, words without accents, Escape", async () => {
  const page = await start();
  await page.keyboard.type("/");
  await page.waitForSelector(".insert-menu:popover-open");
  assert.equal(await page.locator("[role=textbox]").getAttribute("aria-activedescendant"), await page.locator(".insert-menu [aria-selected=true]").getAttribute("id"));
  await press(page, "Escape");
  assert.equal(await page.locator(".insert-menu:popover-open").count(), 0);
  assert.equal(await written(page), "<p>/</p>");
  await press(page, "Backspace");
  await page.keyboard.type("/duong");
  await press(page, "Enter");
  assert.equal(await written(page), "<hr>");
  assert.match((await said(page)).at(-1)!, /Đã chèn: Đường ngăn/);
});

test("a link: own posts by words without accents, addresses, editing and removing", async () => {
  const page = await start("<p>Đọc</p>");
  await press(page, "Space", "Control+k");
  await page.keyboard.type("lu ve");
  await page.waitForSelector(".link-panel [role=option]");
  await press(page, "ArrowDown", "Enter");
  assert.equal(await written(page), '<p>Đọc <a href="/2026/lu-ve-tren-song-vam-co">Lũ về trên sông Vàm Cỏ</a></p>');
  await press(page, "ArrowLeft", "Control+k");
  assert.equal(await page.locator(".link-panel input").inputValue(), "/2026/lu-ve-tren-song-vam-co");
  await page.keyboard.type("example.org/bai");
  await press(page, "Enter");
  assert.match(await written(page), /<a href="https:\/\/example.org\/bai">Lũ về/);
  await press(page, "Control+k");
  await page.keyboard.type("không phải địa chỉ");
  await press(page, "Enter");
  assert.equal(await page.locator(".link-panel [role=alert]").innerText(), "Đây chưa phải là một địa chỉ.");
  assert.equal(await page.locator(".link-panel input").inputValue(), "không phải địa chỉ");
  await press(page, "Control+a", "Delete", "Enter");
  assert.equal(await written(page), "<p>Đọc Lũ về trên sông Vàm Cỏ</p>");
  assert.deepEqual(await said(page), ["Đã thêm liên kết", "Đã thêm liên kết", "Đã bỏ liên kết"]);
});

test("the help dialog shows the keys, and Escape leads back", async () => {
  const page = await start("<p>Một</p>");
  await press(page, "Control+/");
  assert.match(await page.getByRole("dialog", { name: "Viết nhanh bằng bàn phím" }).innerText(), /Ctrl\+K/);
  await press(page, "Escape");
  assert.equal(await page.getByRole("dialog").count(), 0);
  assert.equal(await focused(page), "Nội dung");
});

test("from a caption to its tools and back, and on below the block", async () => {
  const page = await start('<figure><img src="/media/1/a.svg" alt="" width="12" height="8"><figcaption>Cầu</figcaption></figure>');
  await page.evaluate(() => window.harness.editor.focus("start"));
  await press(page, "Tab", "Tab");
  await page.keyboard.type("Cây cầu");
  await press(page, "Escape");
  assert.equal(await focused(page), "Nội dung");
  await press(page, "Enter");
  await page.keyboard.type("Tiếp");
  assert.equal(await written(page), '<figure><img src="/media/1/a.svg" alt="Cây cầu" width="12" height="8"><figcaption>Cầu</figcaption></figure>\n<p>Tiếp</p>');
});

test("typing while a block is selected does not replace it", async () => {
  const page = await start("<p>Một</p>\n<hr>");
  await press(page, "ArrowLeft");
  await page.evaluate(() => window.harness.editor.focus("end"));
  await page.keyboard.type("Hai");
  assert.equal(await written(page), "<p>Một</p>\n<hr>\n<p>Hai</p>");
});
