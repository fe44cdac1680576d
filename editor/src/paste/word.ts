import { styleOf } from "./styles";

/** Whether HTML was written by Word or Outlook. */
export function isWord(html: string): boolean {
  return /urn:schemas-microsoft-com:office:(word|office)|class="?Mso|mso-list:/i.test(html);
}

/** Word says in conditional comments what only it understands; of its list signs, browsers see the text. */
export function dropConditions(html: string): string {
  return html.replace(/<!\[(?:if|endif)[^\]]*\]>/gi, "").replace(/<!--\[if [\s\S]*?<!\[endif\]-->/gi, "");
}

/** Paragraphs that Word numbers itself become lists; its titles become headings. */
export function readWord(root: Element): void {
  for (const element of root.querySelectorAll("*")) {
    if (element.localName.includes(":")) {
      // `o:p` holds a space where a paragraph is empty.
      if (element.textContent?.replace(/\u00a0/g, " ").trim()) element.replaceWith(...element.childNodes);
      else element.remove();
    }
  }
  for (const paragraph of [...root.querySelectorAll("p")]) {
    if (/\bMsoTitle\b/.test(paragraph.className)) rename(paragraph, "h1");
    if (/\bMso(?:Footer|Header|Toc\d*)\b/.test(paragraph.className)) paragraph.remove();
  }
  const items = [...root.querySelectorAll("p, h1, h2, h3, h4, h5, h6")].filter((it) => levelOf(it) > 0);
  for (const item of items) if (item.parentNode && !isListed(item.previousElementSibling)) gather(item);
}

function isListed(element: Element | null): boolean {
  return element !== null && levelOf(element) > 0;
}

/** The depth in a list of Word, `mso-list:l0 level2 lfo1`; 0 outside one. */
function levelOf(element: Element): number {
  const list = styleOf(element).get("mso-list");
  return list && element.localName === "p" ? Number(/level(\d)/.exec(list)?.[1] ?? 1) : 0;
}

/** Makes lists of a paragraph and those that follow it. */
function gather(first: Element): void {
  const document = first.ownerDocument;
  const run: Element[] = [];
  for (let next: Element | null = first; next && levelOf(next) > 0; next = next.nextElementSibling) run.push(next);
  const marker = document.createElement("div");
  first.before(marker);
  const lists: Element[] = [];
  for (const paragraph of run) {
    const level = Math.min(levelOf(paragraph), lists.length + 1);
    const tag = isNumbered(paragraph) ? "ol" : "ul";
    lists.length = Math.min(lists.length, level);
    if (lists.length === level && lists[level - 1]!.localName !== tag) lists.length = level - 1;
    if (lists.length < level) {
      const list = document.createElement(tag);
      (lists[level - 2]?.lastElementChild ?? marker).append(list);
      lists.push(list);
    }
    const item = document.createElement("li");
    item.append(...paragraph.childNodes);
    lists[level - 1]!.append(item);
    paragraph.remove();
  }
  marker.replaceWith(...marker.childNodes);
}

/** Takes the sign that Word writes in front of an item, and tells from it what kind of list this is. */
function isNumbered(paragraph: Element): boolean {
  const sign = [...paragraph.querySelectorAll("span")].find((span) => styleOf(span).get("mso-list") === "ignore");
  const text = (sign?.textContent ?? "").replace(/[\s\u00a0]/g, "");
  sign?.remove();
  return /^[(]?[\da-z]{1,4}[.)]/i.test(text) && text !== "o";
}

function rename(element: Element, tag: string): void {
  const renamed = element.ownerDocument.createElement(tag);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
}
