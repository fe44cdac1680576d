import type { NodeSpec } from "prosemirror-model";
import { readRest, restOf, restSpec } from "./attributes";

/** The numbering of an ordered list, as `<ol type>` has it. */
export const NUMBERINGS = ["1", "a", "A", "i", "I"] as const;

export const listNodes: Record<string, NodeSpec> = {
  bullet_list: {
    group: "block list",
    content: "list_item+",
    attrs: restSpec,
    parseDOM: [{ tag: "ul", getAttrs: (dom) => ({ rest: readRest(dom) }) }],
    toDOM: (node) => ["ul", restOf(node.attrs), 0],
  },
  ordered_list: {
    group: "block list",
    content: "list_item+",
    attrs: {
      ...restSpec,
      start: { default: null as number | null },
      reversed: { default: false },
      type: { default: null as string | null },
    },
    parseDOM: [{ tag: "ol", getAttrs: readOrdered }],
    toDOM: ({ attrs }) => [
      "ol",
      { ...restOf(attrs), start: attrs.start, type: attrs.type, reversed: attrs.reversed ? "" : null },
      0,
    ],
  },
  list_item: {
    content: "paragraph block*",
    defining: true,
    // `loose`: whether the first paragraph is written with its element.
    attrs: { ...restSpec, value: { default: null as number | null }, loose: { default: false } },
    parseDOM: [{
      tag: "li",
      getAttrs: (dom) => ({ value: readNumber(dom, "value"), loose: startsWithParagraph(dom), rest: readRest(dom) }),
    }],
    toDOM: (node) => ["li", { ...restOf(node.attrs), value: node.attrs.value }, 0],
  },
};

function readOrdered(dom: HTMLElement) {
  const type = dom.getAttribute("type");
  return {
    start: readNumber(dom, "start"),
    reversed: dom.hasAttribute("reversed"),
    type: type && (NUMBERINGS as readonly string[]).includes(type) ? type : null,
    rest: readRest(dom),
  };
}

export function readNumber(dom: Element, name: string): number | null {
  const value = dom.getAttribute(name)?.trim().replace(/px$/, "") ?? "";
  return /^-?\d{1,7}$/.test(value) ? Number(value) : null;
}

/** Whether an item or a cell begins with a `p` of its own. */
export function startsWithParagraph(dom: Element): boolean {
  const first = [...dom.childNodes].find((node) => node.nodeType === 1 || node.nodeValue?.trim());
  return first?.nodeName === "P";
}
