// Small settings in place: how a list is numbered, and descriptions of pictures that the library has.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { closeBrowser, open, place, written } from "../harness/page";

after(closeBrowser);

const LIST = '<ol start="3" reversed="" type="a"><li>Một</li><li>Hai</li></ol>';

test("a list's numbering is shown, changed in place and can be undone", async () => {
  const page = await open(`<p>Trước</p>\n${LIST}\n<p>Sau</p>`);
  assert.equal(await page.locator(".visual-text ol").evaluate((list: HTMLOListElement) => `${list.start} ${list.reversed} ${list.type}`), "3 true a");
  await place(page, "li", "End");
  await page.getByLabel("Kiểu số").selectOption("I");
  await page.getByLabel("Bắt đầu từ").fill("12");
  await page.getByRole("button", { name: "Đếm ngược" }).click();
  assert.equal(await written(page), '<p>Trước</p>\n<ol start="12" type="I"><li>Một</li><li>Hai</li></ol>\n<p>Sau</p>');
  await page.getByLabel("Bắt đầu từ").fill("-");
  assert.match(await written(page), /start="12"/, "half a number is none yet");
  await page.getByLabel("Bắt đầu từ").fill("");
  await page.getByLabel("Kiểu số").selectOption("1");
  assert.equal(await written(page), "<p>Trước</p>\n<ol><li>Một</li><li>Hai</li></ol>\n<p>Sau</p>");
  await page.locator(".visual-text li").first().click();
  for (let step = 0; step < 6; step += 1) await page.keyboard.press("Control+Z");
  assert.equal(await written(page), `<p>Trước</p>\n${LIST}\n<p>Sau</p>`);
});

test("only the innermost list shows its settings", async () => {
  const page = await open("<ol><li>Một<ol><li>Trong</li></ol></li></ol>");
  await place(page, "li li");
  assert.equal(await page.locator(".visual-list > .block-tools:visible").count(), 1);
  await page.getByLabel("Kiểu số").and(page.locator(":visible")).selectOption("a");
  assert.equal(await written(page), '<ol><li>Một<ol type="a"><li>Trong</li></ol></li></ol>');
  await page.keyboard.press("Escape");
  await page.keyboard.type("!");
  assert.match(await written(page), /!/, "Escape leads back to the text");
});

const PICTURES = '<figure><img src="/media/1/a.svg" alt=""></figure>\n<figure><img src="/media/2/b.svg" alt=""></figure>\n<figure><img src="/media/1/a.svg" alt="Của bài"></figure>';

test("the library's description is offered, and never taken by itself", async () => {
  const page = await open(PICTURES);
  await page.waitForFunction(() => window.harness.asked.includes("descriptions 2"));
  assert.equal(await written(page), PICTURES);
  const offer = page.getByRole("button", { name: "Dùng mô tả trong thư viện: “Cầu Bến Lức lúc bình minh”" });
  await page.locator(".visual-text figure img").nth(2).click();
  assert.equal(await offer.count(), 0, "a picture that is described needs none");
  await page.locator(".visual-text figure img").first().click();
  await offer.click();
  assert.equal(await written(page), PICTURES.replace('alt=""', 'alt="Cầu Bến Lức lúc bình minh"'));
  assert.equal(await offer.count(), 0);
});

test("the page can describe all pictures that are not", async () => {
  const page = await open(PICTURES);
  assert.deepEqual(await page.evaluate(() => window.harness.editor.undescribedPictures()), ["/media/1/a.svg", "/media/2/b.svg"]);
  await page.evaluate(() => window.harness.editor.describe({ "/media/1/a.svg": "Cầu" }));
  assert.equal(await written(page), PICTURES.replace('alt=""', 'alt="Cầu"'));
});

test("a key that saves right after typing finds the last letter", async () => {
  const page = await open("<p>Một</p>");
  await place(page, "p", "End");
  await page.evaluate(() => document.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.code === "KeyS") {
      event.preventDefault();
      document.title = window.harness.editor.getHTML();
    }
  }));
  for (let round = 0; round < 5; round += 1) {
    await page.keyboard.type(" hai");
    await page.keyboard.press("Control+S");
    assert.equal(await page.title(), `<p>Một${" hai".repeat(round + 1)}</p>`);
  }
  // The letter is in the page, but no event has told of it yet.
  const read = await page.evaluate(() => {
    const text = document.querySelector(".visual-text p")!.firstChild as Text;
    text.appendData("!");
    return window.harness.editor.getHTML();
  });
  assert.equal(read, `<p>Một${" hai".repeat(5)}!</p>`);
});
