import { rename, unwrap } from "../html/normalize";

const BLOCK = "p, div, h1, h2, h3, h4, h5, h6, ul, ol, table, blockquote, pre, figure, hr, section, article, header, footer, main, aside, dl, address, details, summary";
const isBlock = (node: Node): node is Element => node.nodeType === 1 && (node as Element).matches(BLOCK);

/**
 * Boxes of web pages become paragraphs where they hold lines, and nothing where they hold blocks. Two line breaks in
 * a row part paragraphs.
 */
export function settleBlocks(root: Element): void {
  liftOutOfLines(root);
  const boxes = root.querySelectorAll("div, section, article, header, footer, main, aside, address, center, dl, dt, dd, details, summary");
  for (const box of [...boxes].reverse()) {
    if (box.matches(".gallery, .fact-box, .link-card, .footnotes")) continue;
    if ([...box.childNodes].some(isBlock)) {
      wrapLines(box);
      unwrap(box);
    } else rename(box, "p");
  }
  wrapLines(root);
  for (const paragraph of [...root.querySelectorAll("p")]) splitAtBreaks(paragraph);
  for (const heading of root.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    heading.querySelectorAll("strong, b").forEach(unwrap);
    const level = { H1: "h2", H5: "h4", H6: "h4" }[heading.tagName];
    if (level) rename(heading, level);
  }
  for (const cell of root.querySelectorAll("td, th, li")) {
    const paragraphs = [...cell.children].filter((child) => child.localName === "p");
    if (paragraphs.length === 1 && cell.firstElementChild === paragraphs[0]) unwrap(paragraphs[0]!);
  }
  dropEmpty(root);
}

/** A span or link around blocks goes into each of them, or away. */
function liftOutOfLines(root: Element): void {
  for (const element of [...root.querySelectorAll("span, a, b, strong, i, em, font, u")].reverse()) {
    if (element.querySelector(BLOCK)) unwrap(element);
  }
}

/** Text that stands between blocks gets paragraphs. */
function wrapLines(box: Element): void {
  let line: Element | undefined;
  for (const node of [...box.childNodes]) {
    if (isBlock(node)) line = undefined;
    else if (line || node.nodeType === 1 || node.nodeValue?.trim()) {
      if (!line) {
        line = box.ownerDocument.createElement("p");
        node.parentNode!.insertBefore(line, node);
      }
      line.append(node);
    }
  }
}

function splitAtBreaks(paragraph: Element): void {
  const breaks = [...paragraph.children].filter((child) => child.localName === "br");
  const isDouble = breaks.some((it) => nextShown(it)?.nodeName === "BR");
  if (!isDouble) return;
  const parts: Element[] = [];
  let part = paragraph.ownerDocument.createElement("p");
  for (const node of [...paragraph.childNodes]) {
    if (node.nodeName === "BR" && (nextShown(node)?.nodeName === "BR" || !part.textContent?.trim())) {
      parts.push(part);
      part = paragraph.ownerDocument.createElement("p");
    } else part.append(node);
  }
  paragraph.replaceWith(...parts, part);
}

function nextShown(node: Node): Node | null {
  let next = node.nextSibling;
  while (next?.nodeType === 3 && !next.nodeValue?.trim()) next = next.nextSibling;
  return next;
}

/** Blocks and marks that hold nothing go. */
export function dropEmpty(root: Element): void {
  for (const element of [...root.querySelectorAll("p, h2, h3, h4, li, ul, ol, blockquote, span, strong, em, b, i, a, s, sup, sub")].reverse()) {
    const isEmpty = !element.textContent?.replace(/[\u00a0\u200b\ufeff]/g, " ").trim() && !element.querySelector("img, table, hr, figure, sup.footnote-ref");
    const says = ["LI", "P", "H2", "H3", "H4", "UL", "OL", "BLOCKQUOTE"].includes(element.tagName);
    if (isEmpty && says && !element.closest("td, th")) element.remove();
    else if (isEmpty && !says && !element.querySelector("br")) unwrap(element);
  }
  for (const paragraph of root.querySelectorAll("p")) {
    while (paragraph.lastChild?.nodeName === "BR") paragraph.lastChild.remove();
    while (paragraph.firstChild?.nodeName === "BR") paragraph.firstChild.remove();
  }
}
