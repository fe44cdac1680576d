import assert from "node:assert/strict";
import { after, test } from "node:test";
import { closeBrowser, open, place, written } from "../harness/page";
import { article } from "../support/article";

after(closeBrowser);

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

test("nothing is wider than the screen", async () => {
  const page = await open(article, phone);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
  await place(page, "td p");
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
});

test("the toolbar is at the end of the screen, and above an on-screen keyboard", async () => {
  const page = await open(article, phone);
  const bottom = () => page.evaluate(() => document.querySelector(".visual-toolbar")!.getBoundingClientRect().bottom);
  assert.equal(await bottom(), 844);
  // Chromium has no keyboard here: its part of the window is taken away from the visual viewport.
  await page.evaluate(() => {
    Object.defineProperty(window.visualViewport!, "height", { value: 544, configurable: true });
    window.visualViewport!.dispatchEvent(new Event("resize"));
  });
  assert.equal(await bottom(), 544);
});

test("all buttons of the toolbar can be reached, and are large enough for a finger", async () => {
  const page = await open("<p>Một</p>", phone);
  await page.locator(".visual-text p").tap();
  const help = page.getByRole("button", { name: "Phím tắt" });
  await help.scrollIntoViewIfNeeded();
  const sizes = await page.locator(".visual-toolbar > button").evaluateAll((buttons) => buttons.map((it) => it.getBoundingClientRect()).map(({ width, height }) => Math.min(width, height)));
  assert.ok(sizes.every((size) => size >= 40), String(sizes));
});

test("a phone writes: bold, a heading, a picture, a block moved", async () => {
  const page = await open("<p>Một</p>", phone);
  await place(page, "p", "End");
  await page.keyboard.press("Enter");
  await page.locator(".visual-gutter").getByRole("button", { name: "Chèn" }).tap();
  await page.locator("[role=menu]").getByText("Tiêu đề 1").tap();
  await page.keyboard.type("Hai");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Ảnh", exact: true }).tap();
  await page.waitForSelector(".visual-text figure");
  const moving = page.getByRole("button", { name: "Thao tác với khối" }).first();
  await moving.scrollIntoViewIfNeeded();
  await moving.tap();
  await page.locator("[role=menu]").getByText("Chuyển lên").tap();
  assert.match(await written(page), /^<p>Một<\/p>\n<figure>.*<\/figure>\n<h2>Hai<\/h2>$/);
});
