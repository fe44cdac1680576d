/** The declarations of a style attribute (`parseInert` gives it this name), read as text. */
export function styleOf(element: Element): ReadonlyMap<string, string> {
  const declarations = new Map<string, string>();
  for (const declaration of (element.getAttribute("data-style") ?? "").split(";")) {
    const at = declaration.indexOf(":");
    if (at > 0) declarations.set(declaration.slice(0, at).trim().toLowerCase(), declaration.slice(at + 1).trim().toLowerCase());
  }
  return declarations;
}

/** Whether a weight is bold; `undefined` where nothing is said. */
export function isBold(weight: string | undefined): boolean | undefined {
  if (!weight || weight === "inherit") return undefined;
  return weight === "bold" || weight === "bolder" || Number.parseInt(weight, 10) >= 600;
}

/** Puts the children of an element into a new one inside it. */
function wrapContent(element: Element, tag: string): void {
  const wrapper = element.ownerDocument.createElement(tag);
  wrapper.append(...element.childNodes);
  element.append(wrapper);
}

const BLOCKS = "p, div, h1, h2, h3, h4, h5, h6, ul, ol, li, table, tr, td, th, tbody, thead, blockquote, pre, figure, section, article, hr";

/** What styles say of text becomes elements, since styles go. */
export function styleToElements(root: Element): void {
  for (const element of root.querySelectorAll("[data-style]")) {
    const style = styleOf(element);
    const name = element.localName;
    const weight = isBold(style.get("font-weight"));
    // Google Docs puts everything into a `b` that is not bold.
    if ((name === "b" || name === "strong") && weight === false) {
      element.replaceWith(...element.childNodes);
      continue;
    }
    if ((name === "i" || name === "em") && style.get("font-style") === "normal") {
      element.replaceWith(...element.childNodes);
      continue;
    }
    if (element.querySelector(BLOCKS) || !element.textContent?.trim()) continue;
    const isHeading = /^h[1-6]$/.test(name);
    if (weight && !isHeading && !["b", "strong", "th"].includes(name)) wrapContent(element, "strong");
    if (style.get("font-style") === "italic" && !["i", "em"].includes(name)) wrapContent(element, "em");
    if (/line-through/.test(style.get("text-decoration") ?? style.get("text-decoration-line") ?? "")) wrapContent(element, "s");
    const vertical = style.get("vertical-align");
    if (vertical === "super" && name !== "sup") wrapContent(element, "sup");
    if (vertical === "sub" && name !== "sub") wrapContent(element, "sub");
  }
}
