// An input method for Vietnamese either replaces letters (Unikey: backspaces and the replacement, as fast as a program
// types) or composes them.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { CDPSession } from "playwright-core";
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

/** The letters typed for a word, then the backspaces, and what comes in place of the letters, without waiting between them. */
function typeByReplacing(session: CDPSession, word: string): Promise<unknown> {
  const letters = [...fold(word)].map((letter, index) => (word[index] === word[index]?.toUpperCase() ? letter.toUpperCase() : letter)).join("");
  let same = 0;
  while (same < word.length && word[same] === letters[same]) same += 1;
  const press = (key: object) => [session.send("Input.dispatchKeyEvent", { type: "keyDown", ...key }), session.send("Input.dispatchKeyEvent", { type: "keyUp", ...key })];
  const letter = (text: string) => press({ text, key: text, windowsVirtualKeyCode: text.toUpperCase().charCodeAt(0) });
  const backspace = { key: "Backspace", code: "Backspace", windowsVirtualKeyCode: 8 };
  return Promise.all([
    ...[...letters].flatMap(letter),
    ...[...letters.slice(same)].flatMap(() => press(backspace)),
    // Windows sends letters of other keyboards as a key named VK_PACKET.
    ...[...word.slice(same)].flatMap((text) => press({ text, key: text, windowsVirtualKeyCode: 0xe7 })),
  ]);
}

/** Composes a word letter by letter, and ends with the marked one. */
function typeByComposing(session: CDPSession, word: string): Promise<unknown> {
  const plain = fold(word);
  const steps = [...Array.from(plain, (_, index) => plain.slice(0, index + 1)), word];
  return Promise.all([
    ...steps.map((text) => session.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length })),
    session.send("Input.insertText", { text: word }),
  ]);
}

for (const kind of ["replacing", "composing"] as const) {
  test(`84 words are exact everywhere, ${kind}`, async (context) => {
    assert.equal(words.length, 84);
    const page = await open();
    const session = await page.context().newCDPSession(page);
    for (const [name, html, selector, expected] of places) {
      await context.test(name, async () => {
        await page.evaluate((text) => window.harness.start(text), html);
        await page.locator(`.visual-text ${selector}`).first().click();
        await page.keyboard.press("End");
        for (const word of words) {
          await page.keyboard.insertText(" ");
          await (kind === "replacing" ? typeByReplacing(session, word) : typeByComposing(session, word));
        }
        assert.equal(await written(page), expected(words.join(" ")));
      });
    }
  });
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
  const session = await page.context().newCDPSession(page);
  await page.click(".visual-text");
  await page.keyboard.type("## ");
  await typeByReplacing(session, "Nước");
  await page.keyboard.press("Enter");
  await page.keyboard.type("- ");
  await typeByReplacing(session, "đò");
  assert.equal(await written(page), "<h2>Nước</h2>\n<ul><li>đò</li></ul>");
});
