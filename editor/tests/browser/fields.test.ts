// Enter leads through the texts of a block in their order, and then below it.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { closeBrowser, open, place, written } from "../harness/page";

after(closeBrowser);

const IMAGE = '<img src="/media/1/a.svg" alt="Cầu" width="12" height="8">';
const quote = (...texts: string[]) => `<figure class="pullquote"><blockquote>${texts.join("")}</blockquote></figure>`;

test("Enter in a caption leads to the credit, and from there below the picture", async () => {
  const page = await open(`<figure>${IMAGE}<figcaption>Cầu</figcaption></figure>`);
  await place(page, ".caption-text", "End");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Lan Anh");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Sau");
  assert.equal(await written(page), `<figure>${IMAGE}<figcaption>Cầu <span class="credit">Lan Anh</span></figcaption></figure>\n<p>Sau</p>`);
});

test("Enter in the caption of a film, which has no credit, leads below", async () => {
  const film = '<figure><video controls src="/media/8/cau.mp4"></video><figcaption>Cầu</figcaption></figure>';
  const page = await open(film);
  await place(page, ".caption-text", "End");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Sau");
  assert.match(await written(page), /<figcaption>Cầu<\/figcaption><\/figure>\n<p>Sau<\/p>$/);
});

test("Enter at the end of a pull quote leads to its speaker, and from there below", async () => {
  const page = await open();
  await place(page, "p");
  await page.keyboard.type("/cau noi bat");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Nước lên");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Ông Tư");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Sau");
  assert.equal(await written(page), `${quote("<p>Nước lên</p>", "<cite>Ông Tư</cite>")}\n<p>Sau</p>`);
});

test("Enter within a pull quote makes two paragraphs of it; in an empty last one it leads to the speaker", async () => {
  const page = await open(quote("<p>Nước lên.</p>", "<p>Người ở.</p>", "<cite>Ông Tư</cite>"));
  await place(page, ".pullquote p:nth-of-type(2)", "Home");
  await page.keyboard.press("Enter");
  assert.equal(await written(page), quote("<p>Nước lên.</p>", "<p></p>", "<p>Người ở.</p>", "<cite>Ông Tư</cite>"));
  await page.keyboard.press("Shift+End");
  await page.keyboard.press("Delete");
  await page.keyboard.press("Enter");
  await page.keyboard.type(", 70 tuổi");
  assert.equal(await written(page), quote("<p>Nước lên.</p>", "<p></p>", "<cite>Ông Tư, 70 tuổi</cite>"));
});
