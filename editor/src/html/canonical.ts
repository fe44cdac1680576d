import { isAllowedAttribute, isAllowedClass } from "../schema/allowed";
import { classList } from "../schema/attributes";
import { INLINE } from "./split";

/** Elements whose text stands in no paragraph, which means the same as one. */
const CONTAINERS = new Set(["body", "li", "td", "th", "blockquote", "div", "section", "dd", "details"]);
const SAME: Readonly<Record<string, string>> = { b: "strong", i: "em" };
/** Attributes that the server adds by itself. */
const ADDED = new Set(["loading", "decoding", "preload", "controls"]);
const LEAVES = new Set(["br", "img", "wbr", "audio", "video"]);

interface Run {
  text: string;
  key: string;
}

/**
 * What normalized HTML says, as a list of tokens: two trees with the same list look the same to a reader. The order
 * of attributes and classes, the nesting of inline elements, and white space between blocks do not count.
 */
export function canonical(root: Element): string[] {
  const out: string[] = [];
  block(root, out);
  return out;
}

export function sameContent(a: Element, b: Element): boolean {
  const [left, right] = [canonical(a), canonical(b)];
  return left.length === right.length && left.every((token, index) => token === right[index]);
}

function block(element: Element, out: string[]): void {
  const isContainer = CONTAINERS.has(element.localName);
  const keepsSpace = element.closest("pre") !== null;
  let runs: Run[] = [];
  const flush = () => {
    const tokens = keepsSpace ? runs.map(({ text, key }) => `${key}|${text}`) : collapse(runs);
    runs = [];
    if (tokens.length === 0) return;
    out.push(...(isContainer ? ["p", ...tokens, "/p"] : tokens));
  };
  out.push(tokenOf(element));
  for (const child of element.childNodes) {
    if (child.nodeType === 3) add(runs, child.nodeValue ?? "", "");
    else if (child.nodeType === 1 && INLINE.has((child as Element).localName)) inline(child as Element, [], runs);
    else if (child.nodeType === 1) {
      flush();
      block(child as Element, out);
    }
  }
  flush();
  out.push(`/${element.localName}`);
}

function inline(element: Element, outer: readonly string[], runs: Run[]): void {
  const token = tokenOf(element);
  const isLeaf = LEAVES.has(element.localName) || (element.hasAttribute("id") && !element.textContent);
  const wrappers = token === "span" ? outer : [...outer, token];
  const key = [...new Set(wrappers)].sort().join(" ");
  if (isLeaf) {
    add(runs, `\u0000${element.localName === "br" ? "br" : `${key} ${element.innerHTML}`}`, "leaf");
    return;
  }
  for (const child of element.childNodes) {
    if (child.nodeType === 3) add(runs, child.nodeValue ?? "", key);
    else if (child.nodeType === 1 && INLINE.has((child as Element).localName)) inline(child as Element, wrappers, runs);
    // A block in a line is more than the schema can say.
    else if (child.nodeType === 1) add(runs, `\u0000${(child as Element).outerHTML}`, "block");
  }
}

function add(runs: Run[], text: string, key: string): void {
  const last = runs.at(-1);
  if (last && last.key === key && !text.startsWith("\u0000")) last.text += text;
  else if (text) runs.push({ text, key });
}

/** Runs as tokens, with white space as a browser shows it. */
function collapse(runs: readonly Run[]): string[] {
  const kept: Run[] = [];
  let isSpaced = true;
  for (const { text, key } of runs) {
    const isLeaf = text.startsWith("\u0000");
    const collapsed: string = isLeaf ? text : text.replace(/[ \t\r\n\f]+/g, " ").slice(isSpaced && /^[ \t\r\n\f]/.test(text) ? 1 : 0);
    isSpaced = isLeaf ? text === "\u0000br" : collapsed === "" ? isSpaced : collapsed.endsWith(" ");
    if (collapsed === "") continue;
    const last = kept.at(-1);
    if (last && last.key === key && !isLeaf && !last.text.startsWith("\u0000")) last.text += collapsed;
    else kept.push({ text: collapsed, key });
  }
  // White space at the end, and beside a line break, is not shown.
  const tokens: string[] = [];
  for (const [index, run] of kept.entries()) {
    const next = kept[index + 1];
    const text = !next || next.text === "\u0000br" ? run.text.replace(/ $/, "") : run.text;
    if (text) tokens.push(`${run.key}|${text}`);
  }
  while (tokens.at(-1) === "leaf|\u0000br") tokens.pop();
  return tokens;
}

function tokenOf(element: Element): string {
  const name = element.localName;
  const attributes: string[] = [];
  for (const { name: key, value } of element.attributes) {
    if (!isAllowedAttribute(name, key) || ADDED.has(key)) continue;
    const shown = key === "class" ? classList(value).filter(isAllowedClass).sort().join(" ")
      : key === "rel" ? classList(value).filter((token) => token !== "noopener" && token !== "noreferrer").join(" ")
      : value;
    const isBare = ["reversed", "loop", "muted", "open"].includes(key);
    if (shown || isBare || key === "id") attributes.push(`${key}=${isBare ? "" : shown}`);
  }
  return [SAME[name] ?? name, ...attributes.sort()].join("§");
}
