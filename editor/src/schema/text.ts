import type { DOMOutputSpec, NodeSpec, Node } from "prosemirror-model";
import { readRest, restOf, restSpec } from "./attributes";

const render = (tag: string) => (node: Node): DOMOutputSpec => [tag, restOf(node.attrs), 0];

/** Blocks that hold text, and quotes. */
export const textNodes: Record<string, NodeSpec> = {
  paragraph: {
    group: "block",
    content: "inline*",
    attrs: restSpec,
    parseDOM: [{ tag: "p", getAttrs: (dom) => ({ rest: readRest(dom) }) }],
    toDOM: render("p"),
  },
  heading: {
    group: "block",
    content: "inline*",
    defining: true,
    attrs: { ...restSpec, level: { default: 2 } },
    parseDOM: [2, 3, 4, 5, 6].map((level) => ({
      tag: `h${level}`,
      getAttrs: (dom: HTMLElement) => ({ level, rest: readRest(dom) }),
    })),
    toDOM: (node) => [`h${node.attrs.level}`, restOf(node.attrs), 0],
  },
  blockquote: {
    group: "block",
    content: "block+",
    defining: true,
    attrs: { ...restSpec, cite: { default: null as string | null } },
    parseDOM: [{ tag: "blockquote", getAttrs: (dom) => ({ cite: dom.getAttribute("cite"), rest: readRest(dom) }) }],
    toDOM: render("blockquote"),
  },
  code_block: {
    group: "block",
    content: "text*",
    marks: "",
    code: true,
    defining: true,
    // `wrapped`: whether there is a `code` in the `pre`.
    attrs: { ...restSpec, language: { default: "" }, wrapped: { default: true } },
    parseDOM: [{ tag: "pre", preserveWhitespace: "full", getAttrs: readCode }],
    toDOM: (node) => ["pre", restOf(node.attrs), ["code", 0]],
  },
  rule: {
    group: "block",
    attrs: restSpec,
    parseDOM: [{ tag: "hr", getAttrs: (dom) => ({ rest: readRest(dom) }) }],
    toDOM: (node) => ["hr", restOf(node.attrs)],
  },
};

function readCode(dom: HTMLElement) {
  const code = dom.querySelector(":scope > code");
  const language = /(?:^|\s)language-(\S+)/.exec(code?.className ?? "")?.[1] ?? "";
  return { language, wrapped: code !== null, rest: readRest(dom) };
}
