import type { NodeSpec } from "prosemirror-model";
import { readRest, restSpec } from "./attributes";

/** Footnotes: a sign in the text, and the notes at the end, as comrak writes them. */
export const footnoteNodes: Record<string, NodeSpec> = {
  footnote_ref: {
    group: "inline",
    inline: true,
    atom: true,
    // `name` ties the sign to its note, `number` is shown; both are kept right by plugins/footnotes.ts.
    attrs: { name: {}, number: { default: 0 } },
    parseDOM: [{ tag: "sup.footnote-ref", priority: 70, getAttrs: readReference }],
    toDOM: (node) => ["sup", { class: "footnote-ref" }, String(node.attrs.number)],
  },
  footnotes: {
    content: "footnote_item+",
    isolating: true,
    attrs: restSpec,
    parseDOM: [{ tag: "section.footnotes", priority: 60, getAttrs: readNotes, contentElement: "ol" }],
    toDOM: () => ["section", { class: "footnotes" }, ["ol", 0]],
  },
  footnote_item: {
    content: "paragraph block*",
    isolating: true,
    attrs: { name: { default: "" } },
    parseDOM: [{ tag: "li", context: "footnotes/", priority: 70, getAttrs: (dom) => ({ name: nameOf(dom.id) }) }],
    toDOM: () => ["li", 0],
  },
};

function nameOf(id: string): string {
  return id.replace(/^fn-/, "");
}

function readReference(dom: HTMLElement) {
  const link = dom.querySelector(":scope > a[href^='#fn-']");
  // Further references to the same note have ids with a number; those stay as they are.
  const isFirst = link?.id === link?.getAttribute("href")?.replace("#fn-", "fnref-");
  if (!link || !isFirst || dom.children.length !== 1) return false;
  return { name: nameOf(link.getAttribute("href")!.slice(1)), number: Number(link.textContent) || 0 };
}

function readNotes(dom: HTMLElement) {
  const [list, ...others] = [...dom.children].filter((child) => child.localName !== "hr");
  const isNotes = list?.localName === "ol" && others.length === 0 && [...list.children].every((item) => item.id.startsWith("fn-"));
  return isNotes ? { rest: readRest(dom, ["footnotes"]) } : false;
}
