// The panel for a link.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { Page } from "playwright-core";
import { closeBrowser, open, place, written } from "../harness/page";

after(closeBrowser);

const marked = (page: Page) => page.locator(".visual-text .link-target").allTextContents();
const note = (page: Page) => page.locator(".link-panel [role=status]").innerText();

test("the words that get the link are marked while the panel is open", async () => {
  const page = await open("<p>Cầu Bến Lức</p>");
  await place(page, "p", "End");
  for (let letter = 0; letter < 7; letter += 1) await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("Control+k");
  assert.deepEqual(await marked(page), ["Bến Lức"]);
  const background = await page.locator(".link-target").evaluate((it) => getComputedStyle(it).backgroundColor);
  assert.notEqual(background, "rgba(0, 0, 0, 0)");
  await page.keyboard.press("Escape");
  assert.deepEqual(await marked(page), []);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("example.org");
  await page.keyboard.press("Enter");
  assert.deepEqual(await marked(page), []);
  assert.equal(await written(page), '<p>Cầu <a href="https://example.org">Bến Lức</a></p>');
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Control+k");
  assert.deepEqual(await marked(page), ["Bến Lức"], "the link that is changed");
  await page.locator("#title").click();
  assert.deepEqual(await marked(page), []);
});

test("the panel says when no post has the words, and does not for an address", async () => {
  const page = await open("<p>Cầu</p>");
  await place(page, "p", "End");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("khong co");
  await page.waitForFunction(() => document.querySelector(".link-panel [role=status]")!.textContent !== "");
  assert.equal(await note(page), "Không có bài nào khớp.");
  await page.keyboard.press("Enter");
  assert.equal(await note(page), "", "one thing is told at a time");
  assert.equal(await page.locator(".link-panel [role=alert]").innerText(), "Đây chưa phải là một địa chỉ.");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("lu ve");
  await page.waitForSelector(".link-panel [role=option]");
  assert.equal(await note(page), "");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("example.org/bai");
  await page.waitForFunction(() => document.querySelector(".link-panel [role=option]") === null);
  await page.waitForTimeout(300);
  assert.equal(await note(page), "");
});
