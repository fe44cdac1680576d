import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import { broken, CHANGED, EDITED, posts } from "../fixtures/posts";
import { closeBrowser, open, written } from "../harness/page";
import { article } from "../support/article";
import { samples } from "../support/samples";

after(closeBrowser);

test("opening and closing changes no byte", async () => {
  const page = await open();
  for (const html of [...Object.values(posts), ...broken, ...samples, article, "", "   \n", "<!-- chỉ một lời -->"]) {
    assert.equal(await page.evaluate((text) => window.harness.roundTrip(text), html), html);
  }
  assert.deepEqual(await page.evaluate(() => window.violations), []);
});

for (const [name, html] of Object.entries(posts)) {
  test(`changing one paragraph changes that paragraph only: ${name}`, async () => {
    const page = await open(html);
    await page.getByText("Sửa đoạn này.").click();
    await page.keyboard.press("End");
    await page.keyboard.type(" Xong");
    assert.equal(await written(page), html.replace(EDITED, CHANGED));
    await page.keyboard.press("Control+Z");
    assert.equal(await written(page), html);
  });
}

test("what this editor writes opens as what it is", async () => {
  const page = await open();
  for (const html of samples) {
    await page.evaluate((text) => window.harness.start(text), html);
    assert.equal(await page.locator(".visual-raw").count(), 0, html);
  }
});

test("what imports store opens as blocks of this editor; layouts that it does not know are kept", async () => {
  const page = await open(posts["what an import from WordPress stores"]!);
  const count = (selector: string) => page.locator(`.visual-text > ${selector}`).count();
  const own = [".visual-gallery", "figure img", ".pullquote", ".visual-table", ".visual-list", "figure audio", ".visual-code", "blockquote"];
  assert.deepEqual(await Promise.all(own.map(count)), [1, 1, 1, 1, 1, 1, 1, 1]);
  assert.equal(await page.locator(".visual-embed, p.file, .visual-button").count(), 3);
  const kept = await page.locator(".visual-raw").evaluateAll((all) => all.map((it) => it.querySelector(".raw-result > *")?.className ?? ""));
  assert.deepEqual(kept.map((name) => name.split(" ")[0]), ["", "columns", "cover", "media-text"], "the first is the end of the teaser");
});

test("unknown markup is kept to the byte, is shown, can be moved and deleted", async () => {
  const page = await open("<p>Một</p>\n<details  open><summary>Thêm</summary>Ẩn</details>\n<p>Hai</p>");
  assert.match(await page.locator(".raw-result").innerText(), /Thêm/);
  await page.locator(".raw-result").click();
  await page.keyboard.press("Alt+Shift+ArrowUp");
  assert.equal(await written(page), "<details  open><summary>Thêm</summary>Ẩn</details>\n<p>Một</p>\n<p>Hai</p>");
  await page.keyboard.press("Delete");
  assert.equal(await written(page), "<p>Một</p>\n<p>Hai</p>");
});

test("replacing the text can be undone", async () => {
  const page = await open(posts["the classic editor"]);
  await page.evaluate(() => window.harness.editor.setHTML("<p>Khác</p>"));
  assert.equal(await written(page), "<p>Khác</p>");
  await page.click(".visual-text");
  await page.keyboard.press("Control+Z");
  assert.equal(await written(page), posts["the classic editor"]);
});

// All posts of an export, as JSON or as WordPress writes it. Another one: `LONGAN_POSTS=FILE npm run test:browser round_trip`.
const file = process.env.LONGAN_POSTS ?? "../tests/fixtures/wordpress.xml";
test("no post of an export changes", async () => {
  const text = readFileSync(file, "utf8");
  const all = file.endsWith(".json") ? (JSON.parse(text) as string[])
    : [...text.matchAll(/<content:encoded><!\[CDATA\[([\s\S]*?)\]\]><\/content:encoded>/g)].map((match) => match[1]!);
  const page = await open();
  let edited = 0;
  for (const html of all) {
    assert.equal(await page.evaluate((it) => window.harness.roundTrip(it), html), html);
    const change = await page.evaluate((it) => window.harness.editFirst(it), html);
    if (!change) continue;
    edited += 1;
    assert.ok(change.written.startsWith(change.before), `what stands before has changed: ${change.written}`);
    assert.ok(change.written.endsWith(change.after), `what stands behind has changed: ${change.written}`);
  }
  console.log(`${all.length} posts, ${edited} of them changed in their first paragraph`);
});
