import assert from "node:assert/strict";
import { after, test } from "node:test";
import { closeBrowser, open, place, written } from "../harness/page";

after(closeBrowser);

test("an article of a newspaper is written without any markup, and opens as it was written", async () => {
  const page = await open();
  const { keyboard } = page;
  const insert = async (words: string, selector: string) => {
    await keyboard.type(`/${words}`);
    await keyboard.press("Enter");
    await page.waitForSelector(`.visual-text ${selector}`);
  };
  await place(page, "p");
  await keyboard.press("Control+B");
  await keyboard.type("Nước rút, người dân trở lại với ruộng lúa.");
  await keyboard.press("Control+B");
  for (const text of ["Chợ nổi đông trở lại.", "Giá cá linh tăng.", "Đò chạy từ năm giờ."]) {
    await keyboard.press("Enter");
    await keyboard.type(text);
  }
  await keyboard.press("Enter");
  await insert("tieu de", "h2");
  await keyboard.type("Những chuyến đò");
  await keyboard.press("Enter");
  await insert("anh", "figure img");
  await keyboard.press("Control+Enter");
  await page.evaluate(() => { window.harness.chosen.picture = [1, 2, 3, 4].map((index) => window.harness.picture(index)); });
  await insert("bo anh", ".gallery img");
  await keyboard.type("Chợ sớm");
  await keyboard.press("Control+Enter");
  await insert("cau noi", ".pullquote");
  await keyboard.type("Nước lên thì mình lên.");
  await keyboard.press("Tab");
  await keyboard.type("Ông Tư");
  await keyboard.press("Enter");
  await insert("bang", "table");
  for (const text of ["Tuần", "Bến Lức", "Tân An", "40", "1,8 m", "1,6 m", "41", "1,2 m", "1,1 m"]) {
    await keyboard.insertText(text);
    if (text !== "1,1 m") await keyboard.press("Tab");
  }
  await keyboard.press("Control+Enter");
  await keyboard.type("https://www.youtube.com/watch?v=abc123");
  await keyboard.press("Enter");
  await page.waitForSelector(".visual-embed");
  await insert("hop", ".fact-box");
  await keyboard.type("Sông Vàm Cỏ");
  await keyboard.press("Enter");
  await keyboard.type("- Đông: 220 km");
  await keyboard.press("Enter");
  await keyboard.type("Tây: 185 km");
  await keyboard.press("Control+Enter");
  await insert("am thanh", "audio");
  await keyboard.type("Nghe bài này.");
  const html = await written(page);
  const picture = (index: number, name: string) => `<img src="/media/${index}/${name}.svg" alt="Ảnh ${index}" width="1200" height="800">`;
  assert.equal(html, [
    "<p><strong>Nước rút, người dân trở lại với ruộng lúa.</strong></p>",
    "<p>Chợ nổi đông trở lại.</p>", "<p>Giá cá linh tăng.</p>", "<p>Đò chạy từ năm giờ.</p>",
    "<h2>Những chuyến đò</h2>",
    `<figure>${picture(1, "cau-ben-luc")}<figcaption>Cầu lúc bình minh. <span class="credit">Ảnh: Lan Anh</span></figcaption></figure>`,
    `<div class="gallery gallery-2"><figure>${picture(2, "cho-noi")}<figcaption>Chợ sớm</figcaption></figure><figure>${picture(3, "ruong-lua")}</figure>`
      + `<figure>${picture(4, "ben-do")}</figure><figure>${picture(5, "vam-co")}</figure></div>`,
    '<figure class="pullquote"><blockquote><p>Nước lên thì mình lên.</p><cite>Ông Tư</cite></blockquote></figure>',
    '<table><thead><tr><th scope="col">Tuần</th><th scope="col">Bến Lức</th><th scope="col">Tân An</th></tr></thead>'
      + "<tbody><tr><td>40</td><td>1,8 m</td><td>1,6 m</td></tr><tr><td>41</td><td>1,2 m</td><td>1,1 m</td></tr></tbody></table>",
    '<p class="embed"><a href="https://www.youtube.com/watch?v=abc123">Cầu Bến Lức nhìn từ trên cao</a></p>',
    '<div class="fact-box"><h3>Sông Vàm Cỏ</h3><ul><li>Đông: 220 km</li><li>Tây: 185 km</li></ul></div>',
    '<figure><audio src="/media/9/thoi-su.mp3" controls="" preload="none"></audio><figcaption>Nghe bài này.</figcaption></figure>',
  ].join("\n"));
  await page.evaluate((text) => window.harness.start(text), html);
  assert.equal(await page.locator(".visual-raw").count(), 0);
  assert.equal(await written(page), html);
});

test("everything can be undone and done again", async () => {
  const page = await open("<p>Một</p>");
  await place(page, "p", "End");
  await page.keyboard.press("Enter");
  await page.keyboard.type("/bang");
  await page.keyboard.press("Enter");
  await page.keyboard.type("a");
  const html = await written(page);
  for (let count = 0; count < 12; count += 1) await page.keyboard.press("Control+Z");
  assert.equal(await written(page), "<p>Một</p>");
  for (let count = 0; count < 12; count += 1) await page.keyboard.press("Control+Y");
  assert.equal(await written(page), html);
});

test("the page is told once of a burst of changes", async () => {
  const page = await open("<p>Một</p>");
  const changes = await page.evaluate(async () => {
    const { harness } = window;
    harness.editor.insertMedia(harness.chosen.picture);
    harness.editor.insertMedia(harness.chosen.file);
    await new Promise((done) => setTimeout(done, 20));
    return harness.changes;
  });
  assert.equal(changes, 1);
});

test("a text that may not be changed is not", async () => {
  const page = await open("<p>Một</p>");
  await page.evaluate(() => window.harness.editor.setEditable(false));
  await page.locator(".visual-text p").click();
  await page.keyboard.type("x");
  assert.equal(await written(page), "<p>Một</p>");
  assert.equal(await page.getByRole("button", { name: "Đậm" }).getAttribute("aria-disabled"), "true");
});
