// What is typed never takes the place of what is selected: pictures, and blocks inside others.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { closeBrowser, open, place, written } from "../harness/page";

after(closeBrowser);

const item = (index: number, caption = "") => `<figure><img src="/media/${index}/a.svg" alt="${index}">${caption && `<figcaption>${caption}</figcaption>`}</figure>`;
const gallery = (...items: string[]) => `<div class="gallery gallery-3">${items.join("")}</div>`;

test("moving a picture of a gallery leaves the caret where it was in the caption", async () => {
  const page = await open(`${gallery(item(1, "Bến đò"), item(2), item(3))}\n<p>Sau</p>`);
  await place(page, ".gallery-item figcaption", "End");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Alt+ArrowRight");
  await page.keyboard.type("1");
  assert.equal(await written(page), `${gallery(item(2), item(1, "Bến đ1ò"), item(3))}\n<p>Sau</p>`);
  await page.keyboard.press("Alt+ArrowRight");
  await page.keyboard.type("2");
  await page.keyboard.press("Alt+ArrowLeft");
  await page.locator(".gallery-item").nth(1).getByRole("button", { name: "Chuyển lên trước" }).click();
  await page.keyboard.type("3");
  assert.equal(await written(page), `${gallery(item(1, "Bến đ123ò"), item(2), item(3))}\n<p>Sau</p>`);
});

test("typing and pasting while a picture of a gallery is selected goes into its caption", async () => {
  const page = await open(`${gallery(item(1, "Bến"), item(2))}\n<p>Sau</p>`);
  await page.locator(".gallery-item img").first().click();
  await page.keyboard.type(" đò");
  assert.equal(await written(page), `${gallery(item(1, "Bến đò"), item(2))}\n<p>Sau</p>`);
  await page.locator(".gallery-item img").nth(1).click();
  await page.evaluate(() => window.harness.paste("", "Chợ"));
  assert.equal(await written(page), `${gallery(item(1, "Bến đò"), item(2, "Chợ"))}\n<p>Sau</p>`);
});

test("composing while a picture of a gallery is selected goes into its caption", async () => {
  const page = await open(`${gallery(item(1), item(2))}\n<p>Sau</p>`);
  await page.locator(".gallery-item img").first().click();
  const session = await page.context().newCDPSession(page);
  await session.send("Input.imeSetComposition", { text: "d", selectionStart: 1, selectionEnd: 1 });
  await session.send("Input.insertText", { text: "đò" });
  assert.equal(await written(page), `${gallery(item(1, "đò"), item(2))}\n<p>Sau</p>`);
});

/** A text, what of it Ctrl and a click select, and the text after a letter was typed. */
const nested: readonly (readonly [string, string, string])[] = [
  ['<div class="fact-box"><h3>Con số</h3><p>Một</p></div>', ".fact-box p", '<div class="fact-box"><h3>Con số</h3><p>Một</p><p>x</p></div>'],
  ['<div class="fact-box"><h3>Con số</h3><p>Một</p></div>', ".fact-box h3", '<div class="fact-box"><h3>Con sốx</h3><p>Một</p></div>'],
  ["<blockquote><p>Một</p></blockquote>", "blockquote p", "<blockquote><p>Một</p><p>x</p></blockquote>"],
  ['<p>Một <img src="/media/1/a.svg" alt="Cầu" width="40" height="40"> hai</p>', "p img", '<p>Một <img src="/media/1/a.svg" alt="Cầu" width="40" height="40">x hai</p>'],
];

for (const [html, selector, expected] of nested) {
  test(`typing while ${selector} is selected keeps it`, async () => {
    const page = await open(`${html}\n<p>Sau</p>`);
    await page.locator(`.visual-text ${selector}`).first().click({ modifiers: ["Control"] });
    await page.keyboard.type("x");
    assert.equal(await written(page), `${expected}\n<p>Sau</p>`);
  });
}

test("typing over a paragraph of a box that Escape selected opens a new one in the box", async () => {
  const page = await open('<div class="fact-box"><h3>Con số</h3><p>Một</p><p>Hai</p></div>\n<p>Sau</p>');
  await place(page, ".fact-box p", "End");
  await page.keyboard.press("Escape");
  await page.keyboard.type("mới");
  assert.equal(await written(page), '<div class="fact-box"><h3>Con số</h3><p>Một</p><p>mới</p><p>Hai</p></div>\n<p>Sau</p>');
});

test("a picture that could not be shown is shown again once its address is right", async () => {
  const figure = '<figure><img src="/media/1/a.svg" alt="" width="12" height="8"></figure>';
  const page = await open(`${gallery(item(1), item(2))}\n${figure}\n<p>Sau</p>`);
  // The page marks what could not be loaded, as the site does (src/browser/theme.js).
  await page.evaluate(() => window.addEventListener("error", ({ target }) => { if (target instanceof HTMLImageElement) target.classList.add("broken"); }, true));
  await page.evaluate(() => { window.harness.chosen.picture = [{ ...window.harness.chosen.picture[0]!, src: "/gone.png" }]; });
  await place(page, "> figure .caption-text");
  await page.getByRole("button", { name: "Đổi tệp" }).click();
  await page.waitForSelector(".visual-text > figure img.broken");
  await page.keyboard.press("Control+z");
  await page.waitForFunction(() => document.querySelector(".visual-text > figure img")?.getAttribute("src") === "/media/1/a.svg");
  assert.equal(await page.locator(".visual-text img.broken").count(), 0);
});
