import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { after, test } from "node:test";
import type { Page } from "playwright-core";
import { closeBrowser, open, place, said, written } from "../harness/page";

after(closeBrowser);

const folder = "tests/fixtures/paste";
const paste = (page: Page, html: string, text = "") => page.evaluate(([a, b]) => window.harness.paste(a!, b), [html, text]);

for (const name of readdirSync(folder).filter((it) => it.endsWith(".expected.html")).map((it) => it.replace(".expected.html", ""))) {
  test(`pasting from ${name.replace("_", " ")} is clean`, async () => {
    const page = await open();
    await page.click(".visual-text");
    await paste(page, readFileSync(`${folder}/${name}.html`, "utf8"));
    assert.equal(`${await written(page)}\n`, readFileSync(`${folder}/${name}.expected.html`, "utf8"));
    assert.deepEqual(await page.evaluate(() => window.violations), []);
  });
}

test("a line of pasted text stays in its sentence", async () => {
  const page = await open("<p>Trước sau</p>");
  await place(page, "p", "Home");
  for (let index = 0; index < 6; index += 1) await page.keyboard.press("ArrowRight");
  // The event that tells of the caret comes with the next frame.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await paste(page, "<meta charset='utf-8'><span style=\"font-weight:700\">giữa</span>");
  assert.equal(await written(page), "<p>Trước <strong>giữa</strong>sau</p>");
});

test("Ctrl+Shift+V pastes text alone", async () => {
  const page = await open();
  await page.click(".visual-text");
  await page.evaluate(async () => {
    const type = (name: string, text: string) => [name, new Blob([text], { type: name })] as const;
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries([type("text/html", "<h2>Một</h2><p><b>hai</b></p>"), type("text/plain", "Một\nhai")]))]);
  });
  await page.keyboard.press("Control+Shift+V");
  await page.waitForFunction(() => window.harness.editor.getHTML() !== "");
  assert.equal(await written(page), "<p>Một</p>\n<p>hai</p>");
  await page.keyboard.press("Enter");
  await page.evaluate(() => navigator.clipboard.writeText("https://www.youtube.com/watch?v=abc123"));
  await page.keyboard.press("Control+Shift+V");
  await page.waitForFunction(() => window.harness.editor.getHTML().includes("abc123"));
  assert.equal(await written(page), "<p>Một</p>\n<p>hai</p>\n<p>https://www.youtube.com/watch?v=abc123</p>");
});

test("an address on a line of its own in a longer text becomes what it stands for", async () => {
  const page = await open();
  await page.click(".visual-text");
  await paste(page, "", "Xem phim:\nhttps://www.youtube.com/watch?v=abc123\nvà bài https://example.org/trang nữa");
  await page.waitForSelector(".visual-embed");
  assert.equal(await written(page), '<p>Xem phim:</p>\n<p class="embed"><a href="https://www.youtube.com/watch?v=abc123">Cầu Bến Lức nhìn từ trên cao</a></p>\n<p>và bài https://example.org/trang nữa</p>');
});

test("an address alone on a line becomes what it stands for, and undoing brings the address back", async () => {
  const page = await open();
  await page.click(".visual-text");
  await paste(page, "", "https://www.youtube.com/watch?v=abc123");
  await page.waitForSelector(".visual-embed");
  assert.equal(await written(page), '<p class="embed"><a href="https://www.youtube.com/watch?v=abc123">Cầu Bến Lức nhìn từ trên cao</a></p>');
  await page.keyboard.press("Control+Z");
  assert.equal(await written(page), "<p>https://www.youtube.com/watch?v=abc123</p>");
  await page.evaluate(() => window.harness.start(""));
  await page.click(".visual-text");
  await page.keyboard.type("https://example.org/trang");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".link-card");
  assert.match(await written(page), /^<div class="link-card">.*Một trang ví dụ/);
});

test("a pasted address that cannot be looked up is a link with a word why, and is tried again with one click", async () => {
  const page = await open("<p></p>\n<p>Sau</p>");
  await place(page, "p");
  await page.evaluate(() => window.harness.paste("", "https://ngan.example/a"));
  const note = page.locator(".visual-text > p:first-child + .block-note");
  await note.getByText("Đây là link rút gọn.").waitFor();
  assert.equal(await written(page), '<p><a href="https://ngan.example/a">https://ngan.example/a</a></p>\n<p>Sau</p>');
  await note.getByRole("button", { name: "Thử lại" }).click();
  await page.waitForSelector(".embed-card");
  assert.equal(await written(page), '<p class="embed"><a href="https://www.google.com/maps/place/Ben+Luc">Bến Lức</a></p>\n<p>Sau</p>');
  assert.equal(await page.locator(".block-note").count(), 0);
});

test("where nothing was to be expected of an address, it is a link without a word", async () => {
  const page = await open();
  await place(page, "p");
  await page.evaluate(() => window.harness.paste("", "https://tat.example/a"));
  await page.waitForSelector(".visual-text a");
  assert.equal(await page.locator(".block-note").count(), 0);
  assert.equal((await said(page)).at(-1), "Đã thêm liên kết");
});

test("players of web pages become embeds, what is folded away keeps its parts, and pictures leave no empty line", async () => {
  const page = await open();
  await page.click(".visual-text");
  await paste(page, '<style>p { color: red }</style><p style="color: red">Trước</p><iframe src="https://www.youtube.com/embed/abc?rel=0" title="YouTube video player"></iframe><iframe src="https://example.org/khung"></iframe><details><summary>Hỏi</summary>Đáp</details><p><img src="file:///a.png"><br></p><p><img src="https://example.org/a.png"><br></p><p>Sau</p>');
  assert.equal(await written(page), [
    "<p>Trước</p>", '<p class="embed"><a href="https://www.youtube.com/watch?v=abc">https://www.youtube.com/watch?v=abc</a></p>',
    '<p><a href="https://example.org/khung">https://example.org/khung</a></p>', "<p>Hỏi</p>", "<p>Đáp</p>", '<figure><img src="https://example.org/a.png" alt=""></figure>', "<p>Sau</p>",
  ].join("\n"));
  assert.equal(await page.locator(".embed-card").innerText(), "Video trên YouTube\nYouTube");
  assert.deepEqual(await page.evaluate(() => window.violations), []);
});

test("an address pasted over a selection makes a link of it", async () => {
  const page = await open("<p>Bài này</p>");
  await page.getByText("Bài này").selectText();
  await paste(page, "", "https://example.org/");
  assert.equal(await written(page), '<p><a href="https://example.org/">Bài này</a></p>');
  assert.deepEqual(await said(page), ["Đã thêm liên kết"]);
});

test("pictures within pasted text are uploaded, and are not written before that", async () => {
  const page = await open();
  await page.click(".visual-text");
  const meanwhile = await page.evaluate(async () => {
    const { harness } = window;
    harness.paste('<p>Trước</p><p><img src="data:image/png;base64,iVBORw0KGgo=" alt="Cầu"></p><p>Sau</p>');
    await new Promise((done) => setTimeout(done));
    return [harness.editor.getHTML(), harness.editor.isUploading()];
  });
  assert.deepEqual(meanwhile, ["<p>Trước</p>\n<p>Sau</p>", true]);
  await page.waitForFunction(() => !window.harness.editor.isUploading());
  assert.match(await written(page), /^<p>Trước<\/p>\n<figure><img src="\/media\/\d+\/[a-z-]+\.svg" alt="Cầu" width="1200" height="800"><\/figure>\n<p>Sau<\/p>$/);
});

test("pictures that do not come with a text are told of, as are those whose upload fails", async () => {
  const page = await open();
  await page.click(".visual-text");
  await paste(page, '<p>Trước</p><p><img src="file:///C:/clip_image001.png"></p>');
  await page.locator(".block-note", { hasText: "1 ảnh không đi theo khi dán" }).waitFor();
  await page.getByRole("button", { name: "Đóng" }).click();
  await paste(page, '<p>Sau</p><p><img src="data:image/bmp;base64,Qk0=" alt="Cầu"></p>');
  await page.locator(".block-note", { hasText: "Chưa tải được" }).waitFor();
  assert.equal(await page.locator(".visual-text img").count(), 0);
});

test("footnotes of Word and LibreOffice become footnotes, beside those that are there", async () => {
  const page = await open('<p>Đầu<sup class="footnote-ref"><a href="#fn-1" id="fnref-1">1</a></sup></p>\n<p>Cuối</p>\n<section class="footnotes"><ol><li id="fn-1"><p>Có sẵn.</p></li></ol></section>');
  await place(page, "p:nth-of-type(2)", "End");
  await paste(page, `<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><!--StartFragment--><p class=MsoNormal>Theo báo cáo<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference>[1]</span></a>.</p><p class=MsoNormal>Sau</p><div style='mso-element:footnote-list'><br clear=all><hr size=1><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1">[1]</a> Báo cáo của tỉnh.</p></div></div><!--EndFragment--></body></html>`);
  await paste(page, '<p>Chú thích<sup><a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a></sup>.</p><div id="sdfootnote1"><p><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>Của Libre.</p></div>');
  const sign = (name: string, number: number) => `<sup class="footnote-ref"><a href="#fn-${name}" id="fnref-${name}">${number}</a></sup>`;
  const html = await written(page);
  assert.ok(html.includes(`Theo báo cáo${sign("2", 2)}.`), html);
  assert.ok(html.includes(`Chú thích${sign("3", 3)}.`), html);
  const notes = await page.locator(".footnotes li").allInnerTexts();
  assert.deepEqual(notes.map((it) => it.trim()), ["Có sẵn.", "Báo cáo của tỉnh.", "Của Libre."]);
  assert.ok(!html.includes("<hr") && !html.includes("[1]"), html);
});

test("what is copied here comes back as it was", async () => {
  const html = '<p>Một <a href="/a">hai</a></p>\n<div class="gallery gallery-2"><figure><img src="/media/1/a.svg" alt="Một"><figcaption>Ảnh</figcaption></figure><figure><img src="/media/2/b.svg" alt="Hai"></figure></div>\n<dl><dt>Từ</dt><dd>Nghĩa</dd></dl>';
  const page = await open(html);
  await page.getByText("Một", { exact: false }).first().click();
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Control+C");
  await page.keyboard.press("Control+V");
  assert.equal(await written(page), html);
});
