import type { NodeSpec } from "prosemirror-model";
import { readRest, restSpec } from "./attributes";

/** Blocks that stand for something elsewhere: embeds, cards for links, files; and markup kept as it is. */
export const referenceNodes: Record<string, NodeSpec> = {
  embed: {
    group: "block",
    draggable: true,
    attrs: { ...restSpec, href: { default: "" }, label: { default: "" } },
    parseDOM: [{ tag: "p.embed", priority: 60, getAttrs: readEmbed }],
    toDOM: (node) => ["p", { class: "embed" }, node.attrs.label || node.attrs.href],
  },
  link_card: {
    group: "block",
    draggable: true,
    attrs: { ...restSpec, href: { default: "" }, title: { default: "" }, text: { default: "" }, source: { default: "" }, image: { default: "" } },
    parseDOM: [{ tag: "div.link-card", priority: 60, getAttrs: readCard }],
    toDOM: (node) => ["div", { class: "link-card" }, node.attrs.title || node.attrs.href],
  },
  file: {
    group: "block",
    content: "text*",
    marks: "",
    isolating: true,
    draggable: true,
    // `button`: the words of a second link to the file.
    attrs: { ...restSpec, href: { default: "" }, button: { default: "" } },
    parseDOM: [{ tag: "p.file", priority: 60, contentElement: "a", getAttrs: readFile }],
    toDOM: () => ["p", { class: "file" }, 0],
  },
  /** HTML kept to the byte: what the schema does not know, and what somebody wrote by hand. */
  raw: {
    group: "block",
    draggable: true,
    attrs: { html: { default: "" } },
    parseDOM: [{ tag: "[data-raw-html]", priority: 90, getAttrs: (dom) => ({ html: dom.getAttribute("data-raw-html") }) }],
    toDOM: (node) => ["div", { "data-raw-html": node.attrs.html }],
  },
};

/** The only child of a block, if that is a link without markup in it. */
function onlyLink(dom: Element): Element | undefined {
  const [only, ...others] = [...dom.childNodes].filter((node) => node.nodeType === 1 || node.nodeValue?.trim());
  const link = others.length === 0 && only?.nodeName === "A" ? (only as Element) : undefined;
  return link?.hasAttribute("href") && link.children.length === 0 ? link : undefined;
}

function readEmbed(dom: HTMLElement) {
  const link = onlyLink(dom);
  return link ? { href: link.getAttribute("href"), label: link.textContent, rest: readRest(dom, ["embed"]) } : false;
}

function readFile(dom: HTMLElement) {
  const button = dom.querySelector(":scope > a.button[download]:last-child");
  const text = dom.cloneNode(true) as HTMLElement;
  if (button) text.querySelector(":scope > a.button:last-child")!.remove();
  const link = onlyLink(text);
  const isSame = !button || (button.children.length === 0 && button.getAttribute("href") === link?.getAttribute("href"));
  return link && isSame ? { href: link.getAttribute("href"), button: button?.textContent ?? "", rest: readRest(dom, ["file"]) } : false;
}

function readCard(dom: HTMLElement) {
  const link = dom.querySelector(":scope > .link-card-title > a[href]");
  const text = (name: string) => dom.querySelector(`:scope > .link-card-${name}`)?.textContent ?? "";
  return link && {
    href: link.getAttribute("href"),
    title: link.textContent,
    text: text("text"),
    source: text("source"),
    image: dom.querySelector(":scope > img")?.getAttribute("src") ?? "",
    rest: readRest(dom, ["link-card"]),
  };
}
