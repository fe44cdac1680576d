import type { NodeSpec } from "prosemirror-model";
import { tableNodes as base } from "prosemirror-tables";
import { readRest, restOf, restSpec } from "./attributes";
import { startsWithParagraph } from "./lists";

const specs = base({ tableGroup: "block", cellContent: "block+", cellAttributes: {} });

/** Tables of prosemirror-tables, with a caption, and cells that remember how their text was written. */
export const tableNodes: Record<string, NodeSpec> = {
  table: {
    ...specs.table,
    draggable: true,
    attrs: { ...restSpec, caption: { default: "" } },
    parseDOM: [{
      tag: "table",
      getAttrs: (dom) => ({ caption: dom.querySelector(":scope > caption")?.textContent?.trim() ?? "", rest: readRest(dom) }),
    }],
    toDOM: (node) => ["table", restOf(node.attrs), ["tbody", 0]],
  },
  table_row: {
    ...specs.table_row,
    attrs: restSpec,
    // The caption is an attribute of the table.
    parseDOM: [{ tag: "caption", ignore: true }, { tag: "tr", getAttrs: (dom) => ({ rest: readRest(dom) }) }],
    toDOM: (node) => ["tr", restOf(node.attrs), 0],
  },
  table_cell: cell("td"),
  table_header: cell("th"),
};

function cell(tag: "td" | "th"): NodeSpec {
  const spec = tag === "td" ? specs.table_cell : specs.table_header;
  return {
    ...spec,
    attrs: { ...spec.attrs, ...restSpec, loose: { default: false }, scope: { default: null as string | null }, abbr: { default: null as string | null } },
    parseDOM: [{ tag, getAttrs: readCell }],
    toDOM: ({ attrs }) => [tag, { ...restOf(attrs), colspan: attrs.colspan === 1 ? null : attrs.colspan, rowspan: attrs.rowspan === 1 ? null : attrs.rowspan }, 0],
  };
}

function readCell(dom: HTMLElement) {
  const span = (name: string) => Math.min(Math.max(Number.parseInt(dom.getAttribute(name) ?? "1", 10) || 1, 1), 100);
  return {
    colspan: span("colspan"),
    rowspan: span("rowspan"),
    colwidth: null,
    loose: startsWithParagraph(dom),
    // `null` stands for cells made here, which get the scope of their place.
    scope: dom.getAttribute("scope") ?? (dom.localName === "th" ? "" : null),
    abbr: dom.getAttribute("abbr"),
    rest: readRest(dom),
  };
}
