import type { Fragment, NodeSpec, Schema } from "prosemirror-model";
import { readRest, restOf, restSpec } from "./attributes";
import { readContent } from "./pictures";

/** Blocks of newspapers: pull quotes, fact boxes, buttons. */
export const newsroomNodes: Record<string, NodeSpec> = {
  pull_quote: {
    group: "block",
    content: "paragraph+ quote_source",
    defining: true,
    isolating: true,
    draggable: true,
    attrs: restSpec,
    parseDOM: [{ tag: "figure.pullquote", priority: 60, getAttrs: readPullQuote, getContent: pullQuoteContent }],
    toDOM: (node) => ["figure", { class: `pullquote ${restOf(node.attrs).class ?? ""}`.trim() }, ["blockquote", 0]],
  },
  quote_source: { content: "inline*", isolating: true, toDOM: () => ["cite", 0] },
  fact_box: {
    group: "block",
    content: "fact_title block+",
    defining: true,
    isolating: true,
    draggable: true,
    attrs: restSpec,
    parseDOM: [{ tag: "div.fact-box", priority: 60, getAttrs: readFactBox }],
    toDOM: () => ["div", { class: "fact-box" }, 0],
  },
  fact_title: {
    content: "inline*",
    isolating: true,
    attrs: { ...restSpec, level: { default: 3 } },
    parseDOM: [2, 3, 4, 5, 6].map((level) => ({
      tag: `h${level}`,
      context: "fact_box/",
      priority: 60,
      // Only the first heading is the title.
      getAttrs: (dom: HTMLElement) => (dom.previousElementSibling ? false : { level, rest: readRest(dom) }),
    })),
    // Its level is that of the page, not of the text here: a reader of headings would miss one before it.
    toDOM: (node) => [`h${node.attrs.level}`, { role: "none" }, 0],
  },
  buttons: {
    group: "block",
    content: "button+",
    isolating: true,
    draggable: true,
    attrs: restSpec,
    parseDOM: [{ tag: "div.buttons", priority: 60, getAttrs: readButtons }],
    toDOM: () => ["div", { class: "buttons" }, 0],
  },
  button: {
    content: "text*",
    marks: "",
    isolating: true,
    attrs: { ...restSpec, href: { default: "" } },
    parseDOM: [{
      tag: "a.button",
      context: "buttons/",
      priority: 70,
      getAttrs: (dom) => ({ href: dom.getAttribute("href") ?? "", rest: readRest(dom, ["button"]) }),
    }],
    toDOM: () => ["span", { class: "button" }, 0],
  },
};

function readPullQuote(dom: HTMLElement) {
  const [quote, ...others] = dom.children;
  return quote?.localName === "blockquote" && others.length === 0 ? { rest: readRest(dom, ["pullquote"]) } : false;
}

function pullQuoteContent(dom: Node, schema: Schema): Fragment {
  const quote = (dom as Element).querySelector("blockquote")!.cloneNode(true) as Element;
  const cite = quote.querySelector(":scope > cite:last-child");
  cite?.remove();
  const { paragraph, blockquote, quote_source } = schema.nodes;
  const paragraphs: import("prosemirror-model").Node[] = [];
  readContent(quote, schema, "blockquote").forEach((child) => {
    if (child.type === paragraph) paragraphs.push(child);
    // Other blocks cannot stand here: the comparison with what was opened finds them missing.
  });
  const source = quote_source!.create(null, readContent(cite, schema, "quote_source"));
  return blockquote!.create(null, [...(paragraphs.length > 0 ? paragraphs : [paragraph!.create()]), source]).content;
}

function readFactBox(dom: HTMLElement) {
  return { rest: readRest(dom, ["fact-box"]) };
}

function readButtons(dom: HTMLElement) {
  const isButton = (it: Element) => it.matches("a.button[href]") && it.children.length === 0;
  return dom.children.length > 0 && [...dom.children].every(isButton) ? { rest: readRest(dom, ["buttons"]) } : false;
}
