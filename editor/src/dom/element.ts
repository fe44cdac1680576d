type Attribute = string | number | boolean | null | undefined | ((event: never) => void);
type Child = Node | string | null | undefined | false;

/**
 * Makes an element. Functions are listeners (`{ click: … }`); `true` sets an attribute without a value; `null`, `undefined`
 * and `false` leave it out. There is no way to set a style: the policy of the page forbids style attributes.
 */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, Attribute> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value as EventListener);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child): child is Node | string => Boolean(child)));
  return element;
}

let counter = 0;

/** An id that no other element of the page has. */
export function uniqueId(name: string): string {
  counter += 1;
  return `visual-editor-${name}-${counter}`;
}

const owned = new WeakMap<Element, readonly string[]>();

/** Sets the classes of an element that are ours. Others, such as those that ProseMirror sets, stay. */
export function setClasses(element: Element, ...names: (string | null | undefined | false)[]): void {
  const next = names.flatMap((name) => (name || "").split(/\s+/).filter(Boolean));
  element.classList.remove(...(owned.get(element) ?? []).filter((name) => !next.includes(name)));
  element.classList.add(...next);
  owned.set(element, next);
}

/** Sets or removes an attribute. */
export function toggleAttribute(element: Element, name: string, value: string | null): void {
  if (value === null) element.removeAttribute(name);
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** The class of pictures that could not be loaded. The page sets it (src/browser/theme.js). */
const BROKEN = "broken";

/** Sets the address of a picture. Whether another one can be loaded is not known yet. */
export function setPicture(image: HTMLImageElement, src: string): void {
  if (image.getAttribute("src") === src) return;
  image.classList.remove(BROKEN);
  image.setAttribute("src", src);
}

/** Takes the class off pictures inside `root` that could be loaded after all. */
export function showLoaded(root: HTMLElement): void {
  root.addEventListener("load", ({ target }) => { if (target instanceof HTMLImageElement) target.classList.remove(BROKEN); }, true);
}
