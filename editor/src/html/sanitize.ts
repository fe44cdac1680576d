import { isAllowedAttribute, isAllowedClass, isAllowedElement, isDropped } from "../schema/allowed";
import { classList } from "../schema/attributes";
import { isSafeAddress } from "../text/address";
import { parseInert } from "./inert";
import { normalize } from "./normalize";

const ADDRESSES = new Set(["href", "src", "cite", "poster"]);

/**
 * What a reader would see of HTML from outside, as elements for this page. The server's sanitizer has the last word
 * on what is stored; this one keeps the page of the editor safe, and shows what will stay.
 */
export function sanitize(html: string): DocumentFragment {
  const body = parseInert(html);
  normalize(body);
  const result = document.createDocumentFragment();
  for (const child of body.childNodes) append(result, child);
  return result;
}

function append(target: ParentNode & Node, source: Node): void {
  if (source.nodeType === Node.TEXT_NODE) {
    target.appendChild(document.createTextNode(source.nodeValue ?? ""));
    return;
  }
  if (!(source.nodeType === Node.ELEMENT_NODE)) return;
  const element = source as Element;
  const name = element.localName;
  if (isDropped(name)) return;
  const copy = isAllowedElement(name) ? document.createElement(name) : undefined;
  if (copy) {
    for (const { name: key, value } of element.attributes) copyAttribute(copy, key, value);
    target.appendChild(copy);
  }
  for (const child of element.childNodes) append(copy ?? target, child);
}

function copyAttribute(target: Element, name: string, value: string): void {
  // An id could be taken for one of the page's own.
  if (name === "id" || !isAllowedAttribute(target.localName, name)) return;
  if (ADDRESSES.has(name) && !isSafeAddress(value)) return;
  target.setAttribute(name, name === "class" ? classList(value).filter(isAllowedClass).join(" ") : value);
}
