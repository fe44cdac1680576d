import assert from "node:assert/strict";
import { after, test } from "node:test";
import { closeBrowser, open, place, said, written } from "../harness/page";

after(closeBrowser);

const FIGURE = '<figure><img src="/media/1/cau-ben-luc.svg" alt="Ảnh 1" width="1200" height="800"><figcaption>Cầu lúc bình minh. <span class="credit">Ảnh: Lan Anh</span></figcaption></figure>';

test("a picture from the library stands where the caret was, though the dialog took the focus", async () => {
  const page = await open("<p>Một</p>\n<p>Hai</p>\n<p>Ba</p>");
  await place(page, "p:nth-child(2)", "End");
  await page.getByRole("button", { name: "Ảnh", exact: true }).click();
  await page.waitForSelector(".visual-text figure");
  assert.equal(await written(page), `<p>Một</p>\n<p>Hai</p>\n${FIGURE}\n<p>Ba</p>`);
});

for (const [name, count, options] of [["a picture", 1, {}], ["a gallery", 3, {}], ["a picture on a phone", 1, { viewport: { width: 390, height: 700 }, hasTouch: true, isMobile: true }]] as const) {
  test(`the caret in the caption of ${name} that was put in can be seen, also when the picture comes late`, async () => {
    const lines = Array.from({ length: 30 }, (_, index) => `<p>${index + 1}</p>`).join("\n");
    const page = await open(lines, options);
    await page.route("**/*.svg", async (route) => {
      await new Promise((done) => setTimeout(done, 300));
      await route.fallback();
    });
    // The library need not know how large a picture is.
    await page.evaluate((pictures) => {
      window.harness.chosen.picture = Array.from({ length: pictures }, (_, index) => ({ ...window.harness.picture(index), width: 0, height: 0 }));
    }, count);
    await place(page, "p:nth-child(15)", "End");
    await page.getByRole("button", { name: "Ảnh", exact: true }).click();
    await page.waitForFunction(() => document.querySelector<HTMLImageElement>(".visual-text figure img")?.naturalWidth);
    await page.waitForTimeout(200);
    const it = await page.evaluate(() => {
      const caret = [getSelection()!.anchorNode!].map((node) => (node instanceof Element ? node : node.parentElement)!)[0]!.closest("figcaption")!.getBoundingClientRect();
      const toolbar = document.querySelector(".visual-toolbar")!.getBoundingClientRect();
      const isBelow = toolbar.top > innerHeight / 2;
      return { top: caret.top, bottom: caret.bottom, start: isBelow ? 0 : toolbar.bottom, end: isBelow ? toolbar.top : innerHeight };
    });
    assert.ok(it.bottom <= it.end && it.bottom > it.start, JSON.stringify(it));
  });
}

test("media that the page puts in stand where the caret was last", async () => {
  const page = await open("<p>Một</p>\n<p>Hai</p>");
  await place(page, "p:nth-child(2)", "End");
  await page.locator("#title").focus();
  await page.evaluate(() => window.harness.editor.insertMedia(window.harness.chosen.picture));
  assert.equal(await written(page), `<p>Một</p>\n<p>Hai</p>\n${FIGURE}`);
});

test("calling the library off leaves the text and the caret", async () => {
  const page = await open("<p>Một</p>\n<p>Hai</p>");
  await place(page, "p:nth-child(2)", "End");
  await page.evaluate(() => { window.harness.chosen.picture = []; });
  await page.getByRole("button", { name: "Ảnh", exact: true }).click();
  await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "textbox" && window.harness.asked.length === 1);
  await page.waitForTimeout(50);
  await page.keyboard.type("!");
  assert.equal(await written(page), "<p>Một</p>\n<p>Hai!</p>");
});

test("several pictures dropped at once are a gallery, where they were dropped; a broken file does not keep the others away", async () => {
  const page = await open("<p>Một</p>\n<p>Hai</p>");
  const box = (await page.locator(".visual-text p").first().boundingBox())!;
  await page.evaluate(([x, y]) => window.harness.drop(["a.png", "b.png", "hong.png", "c.png", "d.pdf"], x!, y!), [box.x + 20, box.y + 10]);
  await page.waitForSelector(".visual-text .gallery");
  const html = await written(page);
  assert.match(html, /^<p>Một<\/p>\n<div class="gallery gallery-3">(<figure><img [^>]*><\/figure>){3}<\/div>\n<p class="file"><a [^>]*>d\.pdf \(PDF\)<\/a><\/p>\n<p>Hai<\/p>$/);
  const note = page.locator(".gallery + .visual-block + .block-note, .block-note");
  assert.equal(await note.locator("span").first().textContent(), "Chưa tải được hong.png. Tệp này hỏng.");
  assert.ok((await said(page)).includes("Chưa tải được hong.png. Tệp này hỏng."));
  await note.getByRole("button", { name: "Đóng" }).click();
  assert.equal(await note.count(), 0);
});

test("a lost connection is told of where the file was to come, and one click tries again; captions stay", async () => {
  const page = await open(`<p>Một</p>\n${FIGURE}\n<p>Hai</p>`);
  await place(page, "p", "End");
  await page.evaluate(() => window.harness.paste("", "", [new File(["x"], "dut.pdf", { type: "application/pdf" })]));
  const note = page.locator(".visual-text > p:first-of-type + .block-note");
  await note.waitFor();
  assert.match((await note.textContent())!, /Chưa tải được dut\.pdf\. Mất kết nối\./);
  await place(page, ".caption-text", "End");
  await page.keyboard.type(" Đẹp.");
  await note.getByRole("button", { name: "Thử lại" }).click();
  await page.waitForSelector(".visual-text .file");
  assert.equal(await page.locator(".block-note").count(), 0);
  assert.match(await written(page), /^<p>Một<\/p>\n<p class="file"><a [^>]*>dut\.pdf \(PDF\)<\/a><\/p>\n<figure>.*bình minh\. Đẹp\./);
});

test("writing goes on while a file is uploaded", async () => {
  const page = await open("<p>Một</p>");
  await place(page, "p", "End");
  await page.evaluate(() => window.harness.paste("", "", [new File(["x"], "a.png", { type: "image/png" })]));
  await page.keyboard.type(" hai");
  await page.waitForSelector(".visual-text figure");
  assert.match(await written(page), /^<p>Một hai<\/p>\n<figure><img [^>]*><\/figure>$/);
});

test("caption, credit, alternative text and width are changed in place", async () => {
  const page = await open(`<p>Một</p>\n${FIGURE}`);
  await place(page, ".caption-text", "End");
  await page.keyboard.type(" Đẹp.");
  await page.keyboard.press("Tab");
  await page.keyboard.type(" (2026)");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), "INPUT");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("Cầu bắc qua sông");
  await page.getByRole("button", { name: "Rộng hơn" }).click();
  assert.equal(await written(page), '<p>Một</p>\n<figure class="align-wide"><img src="/media/1/cau-ben-luc.svg" alt="Cầu bắc qua sông" width="1200" height="800"><figcaption>Cầu lúc bình minh. Đẹp. <span class="credit">Ảnh: Lan Anh (2026)</span></figcaption></figure>');
  assert.equal(await page.getByRole("button", { name: "Rộng hơn" }).getAttribute("aria-pressed"), "true");
});

const GALLERY = `<div class="gallery gallery-3">${["Một", "Hai", "Ba"].map((alt, index) => `<figure><img src="/media/${index}/a.svg" alt="${alt}"></figure>`).join("")}</div>`;
const order = async (html: Promise<string>) => [...(await html).matchAll(/alt="([^"]*)"/g)].map((match) => match[1]);

test("pictures of a gallery are ordered by keys and buttons, each with a caption of its own", async () => {
  const page = await open(`${GALLERY}\n<p>Sau</p>`);
  await page.locator(".gallery-item img").first().click();
  await page.keyboard.press("Alt+ArrowRight");
  assert.deepEqual(await order(written(page)), ["Hai", "Một", "Ba"]);
  await page.locator(".gallery-item").nth(1).getByRole("button", { name: "Chuyển ra sau" }).click();
  assert.deepEqual(await order(written(page)), ["Hai", "Ba", "Một"]);
  assert.deepEqual(await said(page), ["Ảnh 2 trên 3", "Ảnh 3 trên 3"]);
  await page.locator(".gallery-item figcaption").nth(1).click();
  await page.keyboard.type("Bến đò");
  assert.match(await written(page), /alt="Ba"><figcaption>Bến đò<\/figcaption>/);
});

test("pictures of a gallery are ordered by dragging", async () => {
  const page = await open(`${GALLERY}\n<p>Sau</p>`);
  const target = (await page.locator(".gallery-item").nth(2).boundingBox())!;
  await page.locator(".gallery-item img").first().hover();
  await page.mouse.down();
  await page.mouse.move(target.x + target.width / 2, target.y + 40, { steps: 6 });
  await page.mouse.move(target.x + target.width - 6, target.y + 60, { steps: 4 });
  await page.mouse.up();
  assert.deepEqual(await order(written(page)), ["Hai", "Ba", "Một"]);
});

test("a gallery takes several pictures in one visit to the library", async () => {
  const page = await open();
  await page.evaluate(() => { window.harness.chosen.picture = [0, 1, 2, 3].map((index) => window.harness.picture(index)); });
  await place(page, "p");
  await page.keyboard.type("/bo anh");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".gallery-item");
  assert.deepEqual(await page.evaluate(() => window.harness.asked), ["picture true"]);
  assert.match(await written(page), /^<div class="gallery gallery-2">(<figure><img [^>]*><\/figure>){4}<\/div>$/);
});

test("a film gets a poster and captions, which are named and taken off in place", async () => {
  const page = await open('<figure><video controls src="/media/8/cau.mp4"></video></figure>');
  await page.locator(".player-frame").click();
  await page.getByRole("button", { name: "Ảnh bìa…" }).click();
  await page.getByRole("button", { name: "Bỏ ảnh bìa" }).waitFor();
  await page.getByRole("button", { name: "Thêm phụ đề…" }).click();
  const name = page.getByRole("textbox", { name: "Tên phụ đề" });
  assert.equal(await name.inputValue(), "Tiếng Việt");
  await name.fill("Lời thoại");
  const html = await written(page);
  assert.match(html, /<video [^>]*poster="\/media\/1\/cau-ben-luc\.svg"/);
  assert.match(html, /<track [^>]*kind="captions"/);
  assert.match(html, /<track [^>]*src="\/media\/6\/loi-thoai\.vtt"/);
  assert.match(html, /<track [^>]*label="Lời thoại"/);
  await page.locator(".player-tracks").getByRole("button", { name: "Xóa" }).click();
  await page.getByRole("button", { name: "Bỏ ảnh bìa" }).click();
  assert.doesNotMatch(await written(page), /<track|poster=/);
});
