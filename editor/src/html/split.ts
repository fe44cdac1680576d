import { endOfTag } from "./tags";

/** A top-level piece of HTML source, `[start, end)`. */
export interface Piece {
  start: number;
  end: number;
  kind: "block" | "inline" | "comment";
}

const VOID = new Set(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]);
const RAW_TEXT = new Set(["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"]);
/** Elements that stand in a line; a run of these at the top level is one piece. */
export const INLINE = new Set([
  "a", "abbr", "acronym", "audio", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins", "kbd",
  "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "video", "wbr",
]);
/** What an opening tag ends that is still open. */
const ENDED_BY: Readonly<Record<string, readonly string[]>> = {
  li: ["li", "p"], dt: ["dt", "dd", "p"], dd: ["dt", "dd", "p"], tr: ["tr", "td", "th", "p"], td: ["td", "th", "p"], th: ["td", "th", "p"],
  tbody: ["thead", "tbody", "tr", "td", "th", "p"], tfoot: ["thead", "tbody", "tr", "td", "th", "p"], option: ["option"],
};

/** What ends a paragraph that is still open. */
const ENDS_PARAGRAPH = new Set([
  "address", "article", "aside", "blockquote", "center", "details", "dialog", "dir", "div", "dl", "fieldset", "figcaption", "figure", "footer",
  "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "listing", "main", "menu", "nav", "ol", "p", "plaintext", "pre",
  "search", "section", "summary", "table", "ul", "xmp",
]);

const TAG = /<(\/?)([a-z][^\s/>]*)/giy;

/**
 * Splits HTML into its top-level pieces, which together are all of it from the first piece on. This follows a
 * parser only as far as sound markup needs; who calls it must check that the pieces parse to what the whole does.
 */
export function splitSource(html: string): Piece[] {
  const pieces: Piece[] = [];
  const open: string[] = [];
  let current: Piece | undefined;
  const begin = (start: number, kind: Piece["kind"]) => {
    if (current?.kind === "inline" && kind === "inline") return;
    finish(start);
    current = { start, end: start, kind };
  };
  const finish = (at: number) => {
    if (!current) return;
    // White space behind a line of text is no part of it; in a paragraph that is still open, it is.
    const text = html.slice(current.start, at);
    const end = current.kind === "inline" ? current.start + text.replace(/[ \t\r\n\f]+$/, "").length : at;
    pieces.push({ ...current, end });
    current = undefined;
  };
  let at = 0;
  while (at < html.length) {
    if (html.startsWith("<!--", at)) {
      const end = html.indexOf("-->", at + 4);
      const after = end < 0 ? html.length : end + 3;
      if (open.length === 0) {
        begin(at, "comment");
        finish(after);
      }
      at = after;
      continue;
    }
    TAG.lastIndex = at;
    const tag = html[at] === "<" ? TAG.exec(html) : null;
    if (!tag) {
      const next = html.indexOf("<", at + 1);
      const after = next < 0 ? html.length : next;
      const text = open.length === 0 ? html.slice(at, after).search(/[^ \t\r\n\f]/) : -1;
      if (text >= 0) begin(at + text, "inline");
      at = after;
      continue;
    }
    const name = tag[2]!.toLowerCase();
    const after = endOfTag(html, at);
    if (after < 0) {
      // What follows a tag without an end is no markup that could be relied on.
      if (open.length === 0) begin(at, "inline");
      break;
    }
    if (tag[1]) {
      const depth = open.lastIndexOf(name);
      if (depth >= 0) open.length = depth;
    } else {
      endOpen(open, name);
      if (open.length === 0) begin(at, INLINE.has(name) ? "inline" : "block");
      if (!VOID.has(name)) open.push(name);
    }
    at = RAW_TEXT.has(name) && !tag[1] ? endOfRawText(html, name, after) : after;
    if (open.length === 0 && current?.kind === "block") finish(at);
  }
  finish(html.length);
  return pieces;
}

/** Closes what the opening tag `name` ends. */
function endOpen(open: string[], name: string): void {
  const ends = ENDED_BY[name] ?? (ENDS_PARAGRAPH.has(name) ? ["p"] : []);
  while (open.length > 0 && ends.includes(open.at(-1)!)) open.pop();
}

function endOfRawText(html: string, name: string, from: number): number {
  const at = html.slice(from).search(new RegExp(`</${name}[\\s/>]`, "i"));
  return at < 0 ? html.length : from + at;
}
