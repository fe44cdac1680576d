// The insert menu: where it stands, what its words find, and what it offers within a text.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { Page } from "playwright-core";
import { closeBrowser, open, place, written } from "../harness/page";

after(closeBrowser);

const lines = (count: number) => Array.from({ length: count }, (_, index) => `<p>${index + 1}</p>`).join("\n");

/** The menu, the line with the caret, and the part of the window that can be seen. */
function positions(page: Page) {
  return page.evaluate(() => {
    const menu = document.querySelector(".visual-menu:popover-open")!.getBoundingClientRect();
    const line = getSelection()!.getRangeAt(0).startContainer.parentElement!.closest("p")!.getBoundingClientRect();
    const { offsetTop, height, width } = window.visualViewport!;
    return { top: menu.top, bottom: menu.bottom, left: menu.left, right: menu.right, line: { top: line.top, bottom: line.bottom }, window: { top: offsetTop, bottom: offsetTop + height, width } };
  });
}

async function assertBeside(page: Page, name: string): Promise<"above" | "below"> {
  const it = await positions(page);
  const told = `${name}: ${JSON.stringify(it)}`;
  assert.ok(it.top >= it.window.top && it.bottom <= it.window.bottom && it.left >= 0 && it.right <= it.window.width, told);
  assert.ok(it.bottom - it.top > 60, told);
  assert.ok(it.top >= it.line.bottom - 8 || it.bottom <= it.line.top + 8, told);
  return it.top > it.line.top ? "below" : "above";
}

const screens = [
  { name: "a large window", viewport: { width: 1440, height: 900 } },
  { name: "a low window", viewport: { width: 1024, height: 420 } },
  { name: "a phone", viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  { name: "a phone with its keyboard", viewport: { width: 390, height: 380 }, hasTouch: true, isMobile: true },
];

for (const { name, ...options } of screens) {
  test(`the menu stands beside the line with the caret and inside the window: ${name}`, async () => {
    const page = await open(lines(40), options);
    const sides = new Set<string>();
    for (const at of [0.1, 0.3, 0.5, 0.7, 0.95]) {
      await page.evaluate(() => { window.harness.editor.focus("end"); });
      await page.keyboard.press("Enter");
      await page.evaluate((share) => {
        const line = document.querySelector(".visual-text > p:last-child")!.getBoundingClientRect();
        const room = document.querySelector(".visual-text") as HTMLElement;
        room.style.paddingBlockEnd = "200vh";
        scrollBy({ top: line.top - innerHeight * share, behavior: "instant" });
      }, at);
      await page.keyboard.type("/");
      await page.waitForSelector(".insert-menu:popover-open");
      sides.add(await assertBeside(page, `${name} at ${at}`));
      await page.keyboard.type("b");
      await assertBeside(page, `${name} at ${at}, filtered`);
      await page.keyboard.press("Backspace");
      await assertBeside(page, `${name} at ${at}, all again`);
      await page.keyboard.press("Escape");
      await page.keyboard.press("Backspace");
    }
    assert.deepEqual([...sides].sort(), ["above", "below"]);
  });
}

test("the menu stays beside its line while the page scrolls", async () => {
  const page = await open(lines(40));
  await page.evaluate(() => window.harness.editor.focus("end"));
  await page.keyboard.press("Enter");
  await page.keyboard.type("/");
  await page.waitForSelector(".insert-menu:popover-open");
  await page.evaluate(() => scrollBy({ top: -250, behavior: "instant" }));
  await page.waitForTimeout(50);
  await assertBeside(page, "scrolled");
});

/** The names that a menu shows. */
const shown = (page: Page, role: string) => page.locator(`.visual-menu:popover-open [role=${role}]:visible`).evaluateAll((items) => items.map((it) => it.querySelector("span")!.firstChild!.textContent));

test("the plus sign and the toolbar find by the same words as the slash", async () => {
  const page = await open("<p>Một</p>\n<p></p>");
  await page.evaluate(() => window.harness.editor.focus("end"));
  for (const words of ["anh", "ảnh", "bo anh", "trich", "h2", "khong co gi"]) {
    await page.keyboard.type(`/${words}`);
    const expected = await page.locator(".insert-menu:popover-open").count() ? await shown(page, "option") : [];
    for (let letter = 0; letter <= words.length; letter += 1) await page.keyboard.press("Backspace");
    for (const part of [".visual-gutter", ".visual-toolbar"]) {
      await page.locator(part).getByRole("button", { name: "Chèn" }).click();
      await page.keyboard.type(words);
      assert.deepEqual(await shown(page, "menuitem"), expected, `${words} in ${part}`);
      await page.keyboard.press("Escape");
    }
  }
  assert.equal(await written(page), "<p>Một</p>\n<p></p>");
});

test("words in the menu of the plus sign: Enter takes the first, arrows lead on, and no match is told of", async () => {
  const page = await open("<p>Một</p>\n<p></p>");
  await page.evaluate(() => window.harness.editor.focus("end"));
  const plus = page.locator(".visual-gutter").getByRole("button", { name: "Chèn" });
  await plus.click();
  await page.keyboard.type("khong co");
  assert.equal(await page.locator(".menu-note").innerText(), "Không có mục nào khớp.");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("duong ngan");
  await page.keyboard.press("Enter");
  assert.equal(await written(page), "<p>Một</p>\n<hr>\n<p></p>");
  await page.evaluate(() => { window.harness.start("<p></p>"); window.harness.editor.focus(); });
  await plus.click();
  await page.keyboard.type("tieu de");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Tên");
  assert.equal(await written(page), "<h3>Tên</h3>");
});

test("after a space within a text, the slash offers what stands in a line", async () => {
  const page = await open("<p>Dân số tăng.</p>");
  await place(page, "p", "End");
  await page.keyboard.type(" /");
  assert.deepEqual(await shown(page, "option"), ["Chú thích cuối bài", "Liên kết"]);
  await page.keyboard.type("chu");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Năm 2025");
  assert.match(await written(page), /^<p>Dân số tăng\.<sup class="footnote-ref">.*<\/sup><\/p>\n<section class="footnotes">.*Năm 2025/);
});

test("a link is put in by the slash, too, in the middle of a text", async () => {
  const page = await open("<p>Đọc và nghe.</p>");
  await place(page, "p", "Home");
  for (let step = 0; step < 4; step += 1) await page.keyboard.press("ArrowRight");
  await page.keyboard.type("/lien");
  await page.keyboard.press("Enter");
  await page.keyboard.type("lu ve");
  await page.waitForSelector(".link-panel [role=option]");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  assert.equal(await written(page), '<p>Đọc <a href="/2026/lu-ve-tren-song-vam-co">Lũ về trên sông Vàm Cỏ</a>và nghe.</p>');
});

test("Escape keeps the typed words as text, and the menu closed while they go on", async () => {
  const page = await open("<p>Dân số</p>");
  await place(page, "p", "End");
  await page.keyboard.type(" /ch");
  await page.keyboard.press("Escape");
  await page.keyboard.type("u");
  assert.equal(await page.locator(".insert-menu:popover-open").count(), 0);
  await page.keyboard.press("Enter");
  await page.keyboard.type("Hai");
  assert.equal(await written(page), "<p>Dân số /chu</p>\n<p>Hai</p>");
});

test("dates, alternatives and paths open no menu", async () => {
  const page = await open("<p>Đầu</p>");
  await place(page, "p", "End");
  for (const text of [" 1/", "2 và/", "hoặc /et", "c/hosts a / ", "b //"]) {
    await page.keyboard.type(text);
    assert.equal(await page.locator(".insert-menu:popover-open").count(), 0, text);
  }
  assert.equal(await written(page), "<p>Đầu 1/2 và/hoặc /etc/hosts a / b //</p>");
});

test("no menu opens where nothing of a line may stand", async () => {
  const page = await open("<pre><code>a</code></pre>");
  await place(page, "code", "End");
  await page.keyboard.type(" /");
  assert.equal(await page.locator(".insert-menu:popover-open").count(), 0);
});
