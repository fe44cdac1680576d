import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { Page } from "playwright-core";
import { closeBrowser, open, place, said, written } from "../harness/page";

after(closeBrowser);

const cells = (...rows: string[]) => rows.map((row) => `<tr>${[...row].map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("");
const table = (...rows: string[]) => `<table><tbody>${cells(...rows)}</tbody></table>`;

async function choose(page: Page, menu: string, item: string): Promise<void> {
  await page.locator(".block-tools").getByRole("button", { name: menu, exact: true }).click();
  await page.locator("[role=menu]").getByText(item, { exact: true }).click();
}

test("rows and columns of a table are added, moved and removed", async () => {
  const page = await open(table("ab", "cd"));
  await place(page, "td p");
  const steps: readonly (readonly [string, string, string])[] = [
    ["Hàng", "Thêm hàng bên dưới", table("ab", "  ", "cd").replaceAll("<td> </td>", "<td></td>")],
    ["Hàng", "Chuyển hàng xuống", table("  ", "ab", "cd").replaceAll("<td> </td>", "<td></td>")],
    ["Cột", "Chuyển cột sang phải", table("  ", "ba", "dc").replaceAll("<td> </td>", "<td></td>")],
    ["Hàng", "Xóa hàng", table("  ", "dc").replaceAll("<td> </td>", "<td></td>")],
  ];
  for (const [menu, item, html] of steps) {
    await choose(page, menu, item);
    assert.equal(await written(page), html, item);
  }
  assert.deepEqual(await said(page), steps.map(([, item]) => item));
});

test("the first row and the first column of a table are headers", async () => {
  const page = await open(table("ab", "cd"));
  await place(page, "td p");
  await choose(page, "Tiêu đề và ô", "Hàng đầu là tiêu đề");
  assert.equal(await written(page), '<table><thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead><tbody><tr><td>c</td><td>d</td></tr></tbody></table>');
  await choose(page, "Tiêu đề và ô", "Cột đầu là tiêu đề");
  assert.equal(await written(page), '<table><thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead><tbody><tr><th scope="row">c</th><td>d</td></tr></tbody></table>');
});

test("Tab leads through the cells and makes a row at the end; the table has a caption", async () => {
  const page = await open(table("ab"));
  await place(page, "td p", "End");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.type("c");
  await page.getByLabel("Tên bảng").fill("Dân số");
  assert.equal(await written(page), table("ab", "c ").replace("<td> </td>", "<td></td>").replace("<tbody>", "<caption>Dân số</caption><tbody>"));
});

test("a footnote is written at the end, numbered by its place, and goes with its sign", async () => {
  const page = await open("<p>Một hai</p>\n<p>Ba</p>");
  await place(page, "p:nth-child(2)", "End");
  await page.keyboard.press("Control+Alt+f");
  await page.keyboard.type("Chú hai");
  await page.keyboard.press("Enter");
  await page.keyboard.type("!");
  await place(page, "p", "End");
  await page.keyboard.press("Control+Alt+f");
  await page.keyboard.type("Chú một");
  const sign = (name: number, number: number) => `<sup class="footnote-ref"><a href="#fn-${name}" id="fnref-${name}">${number}</a></sup>`;
  const note = (name: number, text: string) => `<li id="fn-${name}"><p>${text} <a href="#fnref-${name}" class="footnote-backref">↩</a></p></li>`;
  assert.equal(await written(page), `<p>Một hai${sign(2, 1)}</p>\n<p>Ba${sign(1, 2)}!</p>\n<section class="footnotes"><ol>${note(2, "Chú một")}${note(1, "Chú hai")}</ol></section>`);
  await place(page, "p", "End");
  await page.keyboard.press("Backspace");
  assert.equal(await written(page), `<p>Một hai</p>\n<p>Ba${sign(1, 1)}!</p>\n<section class="footnotes"><ol>${note(1, "Chú hai")}</ol></section>`);
});

test("a button, an attachment, HTML and code", async () => {
  const page = await open();
  await place(page, "p");
  const insert = async (words: string) => {
    await page.keyboard.type(`/${words}`);
    await page.keyboard.press("Enter");
  };
  await insert("nut");
  await page.keyboard.type("Đăng ký");
  await page.keyboard.press("Tab");
  await page.keyboard.type("example.org");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+Enter");
  await insert("tep");
  await page.waitForSelector(".file");
  await page.keyboard.press("Control+Enter");
  await insert("html");
  await page.keyboard.type("<dl><dt>Từ</dt></dl><script>x</script>");
  await page.getByRole("button", { name: "Xem kết quả" }).click();
  assert.equal(await page.locator(".raw-result").innerHTML(), "<dl><dt>Từ</dt></dl>");
  await page.keyboard.press("Control+Enter");
  await insert("ma");
  await page.keyboard.type("let a = 1;");
  assert.equal(await written(page), '<div class="buttons"><a class="button" href="https://example.org">Đăng ký</a></div>\n'
    + '<p class="file"><a href="/media/7/nghi-dinh.pdf">Nghị định (PDF, 1,2 MB)</a></p>\n<dl><dt>Từ</dt></dl><script>x</script>\n<pre><code>let a = 1;</code></pre>');
});

test("a card and an embed are made from an address, or by hand", async () => {
  const page = await open();
  await place(page, "p");
  await page.keyboard.type("/the lien");
  await page.keyboard.press("Enter");
  await page.keyboard.type("example.org/bai");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => window.harness.editor.getHTML().includes("Một trang ví dụ"));
  await page.locator(".block-tools").getByLabel("Tiêu đề").fill("Tên khác");
  assert.match(await written(page), /<p class="link-card-title"><a href="https:\/\/example.org\/bai">Tên khác<\/a><\/p>/);
  await page.locator(".block-tools").getByRole("button", { name: "Bài trên trang" }).click();
  await page.keyboard.type("lu ve");
  await page.waitForSelector(".link-panel [role=option]");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  assert.equal(await written(page), '<div class="link-card"><p class="link-card-title"><a href="/2026/lu-ve-tren-song-vam-co">Lũ về trên sông Vàm Cỏ</a></p></div>');
});

test("a card says why its page could not be read, keeps what was typed, and takes the next page's words", async () => {
  const page = await open();
  await place(page, "p");
  await page.keyboard.type("/the lien");
  await page.keyboard.press("Enter");
  const tools = page.locator(".block-tools");
  const [address, note] = [tools.getByLabel("Địa chỉ", { exact: true }), tools.locator(".tool-note")];
  await page.keyboard.type("mat-mang.example/a");
  await tools.getByLabel("Mô tả").fill("Viết bằng tay");
  await note.getByText("Mất kết nối.").waitFor();
  assert.equal(await note.getByRole("button", { name: "Thử lại" }).count(), 1);
  await address.fill("https://tat.example/a");
  await address.press("Enter");
  await note.getByText("Hãy điền thẻ bằng tay.").waitFor();
  assert.equal(await note.getByRole("button").count(), 0, "trying again changes nothing");
  await address.fill("https://example.org/bai");
  await address.press("Enter");
  await page.waitForFunction(() => window.harness.editor.getHTML().includes("Một trang ví dụ"));
  assert.equal(await note.textContent(), "");
  assert.match(await written(page), /link-card-text">Viết bằng tay</);
  await address.fill("https://youtu.be/abc");
  await address.press("Enter");
  await page.waitForFunction(() => window.harness.editor.getHTML().includes("trên cao"));
  const html = await written(page);
  assert.match(html, /link-card-text">Viết bằng tay<\/p><p class="link-card-source">youtu\.be</);
  assert.doesNotMatch(html, /<img/, "nothing of the page before is left");
});

test("the address of an embed may be a short one", async () => {
  const page = await open();
  await place(page, "p");
  await page.keyboard.type("/nhung");
  await page.keyboard.press("Enter");
  await page.keyboard.type("ngan.example/a");
  await page.keyboard.press("Enter");
  await page.locator(".tool-note").getByRole("button", { name: "Thử lại" }).click();
  await page.waitForFunction(() => window.harness.editor.getHTML().includes("google.com"));
  assert.equal(await written(page), '<p class="embed"><a href="https://www.google.com/maps/place/Ben+Luc">Bến Lức</a></p>');
});

test("a block is moved by dragging its handle", async () => {
  const page = await open("<p>Một</p>\n<h2>Hai</h2>\n<p>Ba</p>");
  await page.locator(".visual-text h2").hover();
  const target = (await page.locator(".visual-text p").first().boundingBox())!;
  await page.locator(".visual-gutter [draggable=true]").hover();
  await page.mouse.down();
  await page.mouse.move(target.x + 40, target.y + 2, { steps: 8 });
  await page.mouse.move(target.x + 44, target.y + 1, { steps: 2 });
  await page.mouse.up();
  assert.equal(await written(page), "<h2>Hai</h2>\n<p>Một</p>\n<p>Ba</p>");
});

test("the plus sign on an empty line opens the insert menu, and a click on the handle the actions", async () => {
  const page = await open("<p>Một</p>");
  await place(page, "p", "End");
  await page.keyboard.press("Enter");
  await page.locator(".visual-gutter").getByRole("button", { name: "Chèn" }).click();
  await page.locator("[role=menu]").getByText("Câu nổi bật").click();
  await page.keyboard.type("Nước lên");
  assert.equal(await written(page), '<p>Một</p>\n<figure class="pullquote"><blockquote><p>Nước lên</p></blockquote></figure>');
  await page.locator(".visual-text .pullquote").hover();
  await page.locator(".visual-gutter [draggable=true]").click();
  await page.locator("[role=menu]").getByText("Xóa", { exact: true }).click();
  assert.equal(await written(page), "<p>Một</p>");
});
