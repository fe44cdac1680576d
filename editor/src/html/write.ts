import type { Fragment, Node } from "prosemirror-model";
import type { Rest } from "../schema/attributes";
import type { MediaSource, Track } from "../schema/media";
import { element, escapeText, openTag } from "./markup";
import { hasAddress, writeInline, writePicture } from "./write_inline";
import { writeTable } from "./write_table";

type Writer = (node: Node, rest: Rest | null) => string;

const WRITERS: Readonly<Record<string, Writer>> = {
  paragraph: (node, rest) => element("p", {}, rest, writeInline(node.content)),
  heading: (node, rest) => element(`h${node.attrs.level}`, {}, rest, writeInline(node.content)),
  blockquote: (node, rest) => element("blockquote", { cite: node.attrs.cite }, rest, writeBlocks(node.content)),
  code_block: writeCode,
  rule: (_, rest) => openTag("hr", {}, rest),
  bullet_list: (node, rest) => element("ul", {}, rest, writeBlocks(node.content)),
  ordered_list: ({ attrs, content }, rest) =>
    element("ol", { start: attrs.start, reversed: attrs.reversed, type: attrs.type }, rest, writeBlocks(content)),
  list_item: (node, rest) => element("li", { value: node.attrs.value }, rest, writeLoose(node)),
  figure: (node, rest) =>
    (hasAddress(node) ? element("figure", {}, rest, writePicture(node, node.attrs.picture_rest) + writeCaption(node)) : ""),
  gallery: (node, rest) => {
    const items = writeBlocks(node.content);
    return items && element("div", { class: `gallery gallery-${node.attrs.columns}` }, rest, items);
  },
  gallery_item: (node, rest) => {
    if (!hasAddress(node)) return "";
    const caption = writeInline(node.content);
    return element("figure", {}, rest, writePicture(node, null) + (caption && element("figcaption", {}, null, caption)));
  },
  audio: writePlayer,
  video: writePlayer,
  table: (node, rest) => writeTable(node, rest, writeLoose),
  pull_quote: (node, rest) => element("figure", { class: "pullquote" }, rest, element("blockquote", {}, null, writeBlocks(node.content))),
  quote_source: (node) => (node.childCount > 0 ? element("cite", {}, null, writeInline(node.content)) : ""),
  fact_box: (node, rest) => element("div", { class: "fact-box" }, rest, writeBlocks(node.content)),
  fact_title: (node, rest) => (node.childCount > 0 ? element(`h${node.attrs.level}`, {}, rest, writeInline(node.content)) : ""),
  buttons: (node, rest) => element("div", { class: "buttons" }, rest, writeBlocks(node.content)),
  button: (node, rest) => element("a", { class: "button", href: node.attrs.href }, rest, writeInline(node.content)),
  embed: ({ attrs }, rest) =>
    (attrs.href ? element("p", { class: "embed" }, rest, element("a", { href: attrs.href }, null, escapeText(attrs.label || attrs.href))) : ""),
  file: writeFile,
  link_card: writeCard,
  raw: (node) => node.attrs.html as string,
  footnotes: (node, rest) => element("section", { class: "footnotes" }, rest, element("ol", {}, null, writeBlocks(node.content))),
  footnote_item: writeNote,
};

/** The HTML of one block. */
export function writeBlock(node: Node): string {
  const write = WRITERS[node.type.name];
  return write ? write(node, (node.attrs.rest as Rest | null | undefined) ?? null) : writeFragment(node.content);
}

function writeBlocks(content: Fragment): string {
  let html = "";
  content.forEach((child) => { html += writeBlock(child); });
  return html;
}

/** Any piece of a document, as the clipboard holds it. */
export function writeFragment(content: Fragment): string {
  return content.firstChild?.isInline ? writeInline(content) : writeBlocks(content);
}

/** An item or cell, whose first paragraph is written without its element unless it had one. */
function writeLoose(node: Node): string {
  const first = node.firstChild;
  const isBare = first?.type.name === "paragraph" && !node.attrs.loose && !first.attrs.rest;
  return first && isBare ? writeInline(first.content) + writeBlocks(node.content.cut(first.nodeSize)) : writeBlocks(node.content);
}

function writeCode(node: Node, rest: Rest | null): string {
  const { language, wrapped } = node.attrs;
  // A parser drops a line break that follows `<pre>`.
  const text = escapeText(node.textContent.replace(/^\n+/, ""));
  const content = wrapped || language ? element("code", { class: language ? `language-${language}` : null }, null, text) : text;
  return element("pre", {}, rest, content);
}

function writeCaption(figure: Node): string {
  const [caption, credit] = [figure.child(0), figure.child(1)];
  const text = writeInline(caption.content);
  const by = credit.childCount > 0 ? element("span", { class: "credit" }, null, writeInline(credit.content)) : "";
  return text || by ? element("figcaption", {}, null, [text, by].filter(Boolean).join(" ")) : "";
}

function writePlayer(node: Node, rest: Rest | null): string {
  const { src, sources, tracks, poster, width, height, loop, muted, title } = node.attrs;
  const tag = node.type.name;
  const size = tag === "video" ? { poster, width, height } : {};
  const inner = (sources as MediaSource[]).map((it) => openTag("source", { src: it.src, type: it.type || null })).join("")
    + (tracks as Track[]).map(({ kind, ...track }) => openTag("track", { kind: kind || null, ...track })).join("");
  const player = element(tag, { src: src || null, controls: true, preload: "none", ...size, loop, muted, title }, null, inner);
  const caption = writeInline(node.child(0).content);
  return element("figure", {}, rest, player + (caption && element("figcaption", {}, null, caption)));
}

/** A file, whose second link saves it. */
function writeFile(node: Node, rest: Rest | null): string {
  const { href, button } = node.attrs;
  const save = button ? ` ${element("a", { class: "button", href, download: true }, null, escapeText(button))}` : "";
  return element("p", { class: "file" }, rest, element("a", { href }, null, writeInline(node.content)) + save);
}

function writeCard(node: Node, rest: Rest | null): string {
  const { href, title, text, source, image } = node.attrs;
  if (!href) return "";
  const line = (name: string, content: string) => (content ? element("p", { class: `link-card-${name}` }, null, content) : "");
  const link = element("a", { href }, null, escapeText(title || href));
  return element("div", { class: "link-card" }, rest,
    (image ? openTag("img", { src: image, alt: "" }) : "")
      + line("title", link) + line("text", escapeText(text)) + line("source", escapeText(source)));
}

/** A note, with the way back at the end of its last paragraph. */
function writeNote(node: Node): string {
  const { name } = node.attrs;
  const back = element("a", { href: `#fnref-${name}`, class: "footnote-backref" }, null, "↩");
  const html = writeBlocks(node.content);
  const end = html.endsWith("</p>") ? html.length - "</p>".length : html.length;
  return element("li", { id: `fn-${name}` }, null, `${html.slice(0, end)} ${back}${html.slice(end)}`);
}
