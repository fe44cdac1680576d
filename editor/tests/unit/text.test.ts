import assert from "node:assert/strict";
import { test } from "node:test";
import { splitSource } from "../../src/html/split";
import { en } from "../../src/messages/en";
import { vi } from "../../src/messages/vi";
import { cleanAddress } from "../../src/paste/links";
import { completeAddress, fileName, hostOf, isBareAddress, isSafeAddress, pageOfPlayer } from "../../src/text/address";
import { embedSource, embedTitle } from "../../src/text/embed";
import { fold } from "../../src/text/fold";

test("the pieces of a text are its top-level elements, lines and comments", () => {
  const pieces = (html: string) => splitSource(html).map(({ start, end }) => html.slice(start, end));
  assert.deepEqual(pieces("<p>a</p>\n\n<ul><li>b<li>c</ul> d <b>e</b>\n<!-- f --><hr>"), ["<p>a</p>", "<ul><li>b<li>c</ul>", "d <b>e</b>", "<!-- f -->", "<hr>"]);
  assert.deepEqual(pieces("<p>a<p>b<div>c</div>"), ["<p>a", "<p>b", "<div>c</div>"]);
  assert.deepEqual(pieces('<p title="</p>">a</p><p><iframe src="/a"></iframe></p>'), ['<p title="</p>">a</p>', '<p><iframe src="/a"></iframe></p>']);
  assert.deepEqual(pieces("<script>'</p>' < 1</script>a < b"), ["<script>'</p>' < 1</script>", "a < b"]);
  assert.deepEqual(pieces("  \n"), []);
});

test("splitting takes time in proportion to the text", () => {
  const deep = "<div>".repeat(20_000) + "<p".repeat(20_000) + "<!--".repeat(20_000);
  assert.ok(splitSource(deep).length > 0);
});

test("addresses that writers type are completed", () => {
  assert.equal(completeAddress(" example.org/bai "), "https://example.org/bai");
  assert.equal(completeAddress("toasoan@example.org"), "mailto:toasoan@example.org");
  assert.equal(completeAddress("/2026/bai"), "/2026/bai");
  assert.equal(completeAddress("https://example.org"), "https://example.org");
  assert.equal(completeAddress("không phải"), "không phải");
});

test("links that run code are no links", () => {
  for (const address of ["javascript:alert(1)", " JaVa\tscript:alert(1)", "data:text/html,x", "vbscript:x", ""]) assert.equal(isSafeAddress(address), false, address);
  for (const address of ["/a", "#a", "a/b?c:d", "mailto:a@b.c", "tel:+84", "//a.b"]) assert.equal(isSafeAddress(address), true, address);
});

test("tracking goes, the rest of an address stays as it was", () => {
  assert.equal(cleanAddress("https://example.org/a?id=1&utm_source=x&fbclid=y#z"), "https://example.org/a?id=1#z");
  assert.equal(cleanAddress("https://example.org/Đường dẫn?q=1"), "https://example.org/Đường dẫn?q=1");
  assert.equal(cleanAddress("https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2F%3Ffbclid%3D1&h=2"), "https://example.org/");
  assert.equal(cleanAddress("javascript:alert(1)"), undefined);
});

test("players lead to the pages of what they play", () => {
  assert.equal(pageOfPlayer("//www.youtube.com/embed/abc?rel=0"), "https://www.youtube.com/watch?v=abc");
  assert.equal(pageOfPlayer("https://player.vimeo.com/video/12"), "https://vimeo.com/12");
  assert.equal(pageOfPlayer("about:blank"), undefined);
});

test("embeds are named by their site and what they are", () => {
  const told = (address: string) => { const { name, kind } = embedSource(address) ?? {}; return `${name} ${kind}`; };
  assert.equal(told("https://m.youtube.com/watch?v=a"), "YouTube video");
  assert.equal(told("https://www.facebook.com/bao/videos/1"), "Facebook video");
  assert.equal(told("https://www.facebook.com/bao/posts/1"), "Facebook post");
  assert.equal(told("https://open.spotify.com/track/4Ab"), "Spotify audio");
  assert.equal(told("https://www.google.com/maps/@10.6,106.4,17z"), "Google Maps map");
  assert.equal(embedSource("https://www.google.com/search?q=a"), undefined);
  assert.equal(embedSource("/maps"), undefined);
  assert.equal(embedTitle("https://www.youtube.com/watch?v=a", "youtube.com — /watch?v=a"), "");
  assert.equal(embedTitle("https://www.youtube.com/watch?v=a", "youtube.com — Cầu"), "Cầu");
  assert.equal(embedTitle("https://youtu.be/a", "https://youtu.be/a"), "");
});

test("hosts, file names, bare addresses, folded words", () => {
  assert.equal(hostOf("https://www.example.org/a"), "example.org");
  assert.equal(fileName("/media/4/ngh%E1%BB%8B-%C4%91%E1%BB%8Bnh.pdf?x"), "nghị-định.pdf");
  assert.equal(isBareAddress("https://example.org/a b"), false);
  assert.equal(fold("Đường Bến Lức"), "duong ben luc");
});

test("both languages say everything", () => {
  for (const [name, text] of Object.entries(vi)) {
    assert.notEqual(typeof text === "string" ? text.trim() : "x", "", name);
    assert.equal(typeof text, typeof en[name as keyof typeof en], name);
  }
});
