// An input method for Vietnamese either replaces letters (Unikey: backspaces and the replacement, as fast as a program
// types) or composes them.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { CDPSession, Page } from "playwright-core";
import { words } from "../fixtures/words";
import { closeBrowser, open, written } from "../harness/page";
import { fold } from "../../src/text/fold";

after(closeBrowser);

const CAPTION = '<figure><img src="/media/1/a.svg" alt="Cầu" width="1200" height="800"></figure>';

/** Where words are typed: the text before, where the caret goes, and the text with the words. */
const places: readonly (readonly [string, string, string, (text: string) => string])[] = [
  ["a paragraph", "<p>Đầu.</p>", "p", (text) => `<p>Đầu. ${text}</p>`],
  ["a heading", "<h2>Đầu.</h2>", "h2", (text) => `<h2>Đầu. ${text}</h2>`],
  ["a cell", "<table><tbody><tr><td>Đầu.</td></tr></tbody></table>", "td p", (text) => `<table><tbody><tr><td>Đầu. ${text}</td></tr></tbody></table>`],
  ["a caption", CAPTION.replace("</figure>", "<figcaption>Đầu.</figcaption></figure>"), ".caption-text", (text) => CAPTION.replace("</figure>", `<figcaption>Đầu. ${text}</figcaption></figure>`)],
  ["an item of a list", "<ul><li>Đầu.</li></ul>", "li p", (text) => `<ul><li>Đầu. ${text}</li></ul>`],
  ["bold text", "<p>Chữ <strong>Đầu.</strong></p>", "p", (text) => `<p>Chữ <strong>Đầu. ${text}</strong></p>`],
  ["the text behind a link", '<p><a href="/a">Đầu.</a></p>', "p", (text) => `<p><a href="/a">Đầu.</a> ${text}</p>`],
];

/** The letters typed for a word, then the backspaces, and what comes in place of the letters. */
async function typeByReplacing(page: Page, word: string): Promise<void> {
  const letters = [...fold(word)].map((letter, index) => (word[index] === word[index]?.toUpperCase() ? letter.toUpperCase() : letter)).join("");
  let same = 0;
  while (same < word.length && word[same] === letters[same]) same += 1;
  await page.keyboard.type(letters);
  for (let count = letters.length; count > same; count -= 1) await page.keyboard.press("Backspace");
  for (const letter of word.slice(same)) await page.keyboard.insertText(letter);
}

/** Composes a word letter by letter, and ends with the marked one. */
async function typeByComposing(session: CDPSession, word: string): Promise<void> {
  const plain = fold(word);
  const steps = [...Array.from(plain, (_, index) => plain.slice(0, index + 1)), word];
  for (const text of steps) await session.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  await session.send("Input.insertText", { text: word });
}

for (const [name, html, selector, expected] of places) {
  for (const kind of ["replacing", "composing"] as const) {
    test(`84 words in ${name}, ${kind}`, async () => {
      assert.equal(words.length, 84);
      const page = await open(html);
      const session = await page.context().newCDPSession(page);
      await page.locator(`.visual-text ${selector}`).first().click();
      await page.keyboard.press("End");
      for (const word of words) {
        await page.keyboard.type(" ");
        if (kind === "replacing") await typeByReplacing(page, word);
        else await typeByComposing(session, word);
      }
      assert.equal(await written(page), expected(words.join(" ")));
      await page.context().close();
    });
  }
}

test("keys of an input method do not choose in the insert menu", async () => {
  const page = await open();
  const session = await page.context().newCDPSession(page);
  await page.click(".visual-text");
  await page.keyboard.type("/");
  await page.waitForSelector(".insert-menu:popover-open");
  await typeByComposing(session, "ảnh");
  assert.equal(await page.locator(".insert-menu [role=option] span").first().innerText().then((text) => text.split("\n")[0]), "Ảnh");
});

test("a shortcut of Markdown typed by replacing is not in the way", async () => {
  const page = await open();
  await page.click(".visual-text");
  await page.keyboard.type("## ");
  await typeByReplacing(page, "Nước");
  await page.keyboard.press("Enter");
  await page.keyboard.type("- ");
  await typeByReplacing(page, "đò");
  assert.equal(await written(page), "<h2>Nước</h2>\n<ul><li>đò</li></ul>");
});
