import { parsePasted } from "../html/inert";
import { normalize, unwrap } from "../html/normalize";
import { isDropped } from "../schema/allowed";
import { dropEmpty, settleBlocks } from "./blocks";
import { readFootnotes } from "./footnotes";
import { cleanLinks } from "./links";
import { embedSource } from "../text/embed";
import { readPictures } from "./pictures";
import { styleToElements } from "./styles";
import { dropConditions, isWord, readWord } from "./word";

/** Elements that stay of what is pasted. */
const KEPT = new Set([
  "p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "pre", "code", "hr", "br", "a", "strong", "b", "em", "i", "s", "sub", "sup",
  "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "figure", "figcaption", "img",
]);

/** What footnotes are made of. */
const FOOTNOTES = "section.footnotes, section.footnotes > ol > li, sup.footnote-ref, sup.footnote-ref > a";

/** Attributes that stay. */
const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  a: ["href"], img: ["src", "alt"], ol: ["start", "type", "reversed"], td: ["colspan", "rowspan"], th: ["colspan", "rowspan", "scope"],
};

/**
 * What the schema wants of HTML from the clipboard: headings, lists, tables, links, bold and italic stay; styles,
 * fonts, colours, empty paragraphs and tracking go.
 */
export function cleanPasted(html: string): string {
  const fragment = /<!--\s*StartFragment\s*-->([\s\S]*?)<!--\s*EndFragment\s*-->/i.exec(html)?.[1];
  // Without its table a row would be lost: browsers copy cells in their context.
  const content = fragment && !/^\s*<(?:tr|td|th|tbody|li|col)\b/i.test(fragment) ? fragment : html;
  const body = parsePasted(isWord(html) ? dropConditions(content) : content);
  for (const element of body.querySelectorAll("*")) if (isDropped(element.localName)) element.remove();
  body.querySelectorAll("meta, link, input, [hidden], [aria-hidden='true']:not(sup *)").forEach((it) => it.remove());
  readFootnotes(body);
  if (isWord(html)) readWord(body);
  styleToElements(body);
  cleanLinks(body);
  normalize(body);
  // By now these say nothing, and are in the way of what stands beside them.
  body.querySelectorAll("span, font").forEach(unwrap);
  body.normalize();
  adoptLists(body);
  settleBlocks(body);
  readPictures(body);
  dropEmpty(body);
  mergeMarks(body);
  for (const element of [...body.querySelectorAll("*")]) {
    if (element.matches(FOOTNOTES)) continue;
    if (!KEPT.has(element.localName)) unwrap(element);
    else keepAttributes(element);
  }
  dropSpace(body);
  return body.innerHTML;
}

/** Google Docs and old editors put lists beside items. */
function adoptLists(root: Element): void {
  for (const list of root.querySelectorAll("ul > ul, ul > ol, ol > ul, ol > ol")) {
    const before = list.previousElementSibling;
    if (before?.localName === "li") before.append(list);
  }
}

/** Runs of the same mark are one. */
function mergeMarks(root: Element): void {
  root.querySelectorAll("strong strong, b b, em em, strong b, b strong, em i, i em").forEach(unwrap);
  for (const element of [...root.querySelectorAll("strong, em, b, i, s")]) {
    const next = element.nextSibling;
    if (next instanceof Element || (next && next.nodeType === 1)) {
      const other = next as Element;
      if (other.localName === element.localName) {
        other.prepend(...element.childNodes);
        element.remove();
      }
    }
  }
}

function keepAttributes(element: Element): void {
  const kept = ATTRIBUTES[element.localName] ?? [];
  // What was a player; the pages that readers cannot play are links.
  const isEmbed = element.matches("p.embed") && embedSource(element.querySelector("a")?.getAttribute("href") ?? "") !== undefined;
  for (const { name } of [...element.attributes]) if (!kept.includes(name) && !(isEmbed && name === "class")) element.removeAttribute(name);
  if (element.localName === "th" && !element.hasAttribute("scope")) element.setAttribute("scope", element.closest("thead") ? "col" : "row");
}

/** Spaces that only kept words apart from markup, or were typed to indent. */
function dropSpace(root: Element): void {
  for (const block of root.querySelectorAll("p, h2, h3, h4, li, td, th")) {
    const first = firstText(block);
    if (first) first.nodeValue = first.nodeValue!.replace(/^[ \t\r\n\u00a0\u200b]+/, "");
  }
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    // Editors write a hard space where two spaces meet; between words it is meant as an ordinary one.
    if (!text.parentElement?.closest("pre")) text.nodeValue = text.nodeValue!.replace(/[\u200b\ufeff]/g, "").replace(/[ \u00a0]{2,}/g, " ");
  }
}

function firstText(block: Element): Text | undefined {
  const walker = block.ownerDocument.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const node = walker.nextNode() as Text | null;
  return node && (node.parentElement === block || node.parentElement?.closest("p, h2, h3, h4, li, td, th") === block) ? node : undefined;
}
