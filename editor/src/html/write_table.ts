import type { Node } from "prosemirror-model";
import type { Rest } from "../schema/attributes";
import { element, escapeText } from "./markup";

/** A table; rows at the top that hold nothing but header cells are its head. */
export function writeTable(table: Node, rest: Rest | null, writeContent: (cell: Node) => string): string {
  const rows: Node[] = [];
  table.forEach((row) => { rows.push(row); });
  let heads = rows.findIndex((row) => !isHead(row));
  // A table of nothing but headers has no head above anything.
  if (heads < 0) heads = rows.length > 1 ? 1 : 0;
  const write = (row: Node, inHead: boolean) => {
    let cells = "";
    row.forEach((cell) => { cells += writeCell(cell, inHead, writeContent); });
    return element("tr", {}, row.attrs.rest as Rest | null, cells);
  };
  const caption = table.attrs.caption ? element("caption", {}, null, escapeText(table.attrs.caption)) : "";
  const part = (name: string, some: Node[], inHead: boolean) =>
    (some.length > 0 ? element(name, {}, null, some.map((row) => write(row, inHead)).join("")) : "");
  return element("table", {}, rest, caption + part("thead", rows.slice(0, heads), true) + part("tbody", rows.slice(heads), false));
}

function isHead(row: Node): boolean {
  let all = row.childCount > 0;
  row.forEach((cell) => { all &&= cell.type.name === "table_header"; });
  return all;
}

function writeCell(cell: Node, inHead: boolean, writeContent: (cell: Node) => string): string {
  const { colspan, rowspan, abbr, rest } = cell.attrs;
  const spans = { colspan: colspan > 1 ? colspan : null, rowspan: rowspan > 1 ? rowspan : null };
  if (cell.type.name !== "table_header") return element("td", spans, rest, writeContent(cell));
  const scope = cell.attrs.scope ?? (inHead ? "col" : "row");
  return element("th", { ...spans, abbr, scope: scope || null }, rest, writeContent(cell));
}
