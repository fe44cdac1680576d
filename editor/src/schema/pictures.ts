import type { Fragment, NodeSpec, Schema } from "prosemirror-model";
import { DOMParser } from "prosemirror-model";
import { classList, readRest, restOf, restSpec } from "./attributes";
import { readNumber } from "./lists";

/** What is known of a picture. */
const picture = {
  src: { default: "" },
  alt: { default: "" },
  title: { default: null as string | null },
  width: { default: null as number | null },
  height: { default: null as number | null },
  /** What the picture links to. */
  href: { default: null as string | null },
};

export const pictureNodes: Record<string, NodeSpec> = {
  /** A picture in a line of text. */
  image: {
    group: "inline",
    inline: true,
    draggable: true,
    attrs: { ...picture, ...restSpec },
    parseDOM: [{ tag: "img[src]", getAttrs: (dom) => ({ ...readPicture(dom), rest: readRest(dom, [], ["title"]) }) }],
    toDOM: ({ attrs }) => ["img", { ...restOf(attrs), src: attrs.src, alt: attrs.alt, width: attrs.width, height: attrs.height }],
  },
  figure: {
    group: "block",
    content: "caption credit",
    isolating: true,
    draggable: true,
    attrs: { ...picture, ...restSpec, picture_rest: { default: null as Record<string, string> | null } },
    parseDOM: [{ tag: "figure", getAttrs: readFigure, getContent: captionOf }],
    toDOM: (node) => ["figure", restOf(node.attrs), ["img", { src: node.attrs.src, alt: node.attrs.alt }], ["figcaption", 0]],
  },
  caption: { content: "inline*", isolating: true, toDOM: () => ["div", { class: "caption-text" }, 0] },
  credit: { content: "text*", marks: "", isolating: true, toDOM: () => ["div", { class: "credit" }, 0] },
  gallery: {
    group: "block",
    content: "gallery_item+",
    isolating: true,
    draggable: true,
    attrs: { ...restSpec, columns: { default: 3 } },
    parseDOM: [{ tag: "div", getAttrs: readGallery }],
    toDOM: (node) => ["div", { class: `gallery gallery-${node.attrs.columns}` }, 0],
  },
  gallery_item: {
    content: "inline*",
    isolating: true,
    draggable: true,
    attrs: { ...picture, ...restSpec },
    toDOM: (node) => ["figure", ["img", { src: node.attrs.src, alt: node.attrs.alt }], ["figcaption", 0]],
    parseDOM: [{ tag: "figure", context: "gallery/", priority: 60, getAttrs: readItem, getContent: itemCaption }],
  },
};

function readPicture(image: Element | null | undefined, link?: Element | null) {
  return {
    src: image?.getAttribute("src") ?? "",
    alt: image?.getAttribute("alt") ?? "",
    title: image?.getAttribute("title") ?? null,
    width: image ? readNumber(image, "width") : null,
    height: image ? readNumber(image, "height") : null,
    href: link?.getAttribute("href") ?? null,
  };
}

/** The picture and caption of a figure that holds nothing else. */
function parts(figure: Element) {
  const caption = figure.querySelector(":scope > figcaption");
  const images = figure.querySelectorAll("img[src]");
  const others = [...figure.childNodes].filter((node) => node !== caption && (node.nodeType === 1 || node.nodeValue?.trim()));
  const [only] = others;
  if (images.length !== 1 || others.length !== 1 || caption?.querySelector("img")) return undefined;
  const link = only?.nodeName === "A" ? (only as Element) : null;
  return only === images[0] || link?.firstElementChild === images[0] ? { image: images[0], link, caption } : undefined;
}

function readFigure(dom: HTMLElement) {
  const found = parts(dom);
  if (!found || classList(dom.className).includes("gallery")) return false as const;
  const { image, link } = found;
  return { ...readPicture(image, link), rest: readRest(dom), picture_rest: image ? readRest(image, [], ["title"]) : null };
}

function readGallery(dom: HTMLElement) {
  if (!dom.classList.contains("gallery")) return false as const;
  const items = [...dom.children];
  if (items.length === 0 || !items.every((item) => item.localName === "figure" && parts(item))) return false as const;
  const columns = Number(/(?:^|\s)gallery-([1-9])(?:\s|$)/.exec(dom.className)?.[1] ?? 3);
  return { columns, rest: readRest(dom, ["gallery", `gallery-${columns}`]) };
}

function readItem(dom: HTMLElement) {
  const found = parts(dom);
  return found ? { ...readPicture(found.image, found.link), rest: readRest(dom) } : (false as const);
}

/** Reads the content of `dom` as that of a node of the given type. */
export function readContent(dom: Element | null | undefined, schema: Schema, type: string): Fragment {
  const node = schema.nodes[type]!;
  const parsed = dom ? DOMParser.fromSchema(schema).parse(dom, { topNode: node.create() }) : node.create();
  return parsed.content;
}

function captionOf(dom: Node, schema: Schema): Fragment {
  const caption = (dom as Element).querySelector(":scope > figcaption")?.cloneNode(true) as Element | undefined;
  const credit = caption?.querySelector(":scope > .credit:last-child");
  credit?.remove();
  const nodes = schema.nodes;
  return schema.node("figure", { src: "" }, [
    nodes.caption!.create(null, readContent(caption, schema, "caption")),
    nodes.credit!.create(null, readContent(credit, schema, "credit")),
  ]).content;
}

function itemCaption(dom: Node, schema: Schema): Fragment {
  return readContent((dom as Element).querySelector(":scope > figcaption"), schema, "caption");
}
