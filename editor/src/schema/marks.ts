import type { DOMOutputSpec, MarkSpec } from "prosemirror-model";
import { isAllowedAttribute, isAllowedClass } from "./allowed";
import { classList, readRest, restOf, restSpec } from "./attributes";

/** Inline elements without a button of their own, which imported texts keep. */
export const KEPT_INLINE = [
  "abbr", "bdi", "bdo", "cite", "del", "dfn", "ins", "kbd", "mark", "q", "samp", "small", "span", "time", "var",
] as const;

const simple = (tag: string, ...others: string[]): MarkSpec => ({
  attrs: restSpec,
  parseDOM: [tag, ...others].map((name) => ({ tag: name, getAttrs: (dom: HTMLElement) => ({ rest: readRest(dom) }) })),
  toDOM: (mark): DOMOutputSpec => [tag, restOf(mark.attrs), 0],
});

/** The order is that of nesting: a link stands outside all others, code inside. */
export const marks: Record<string, MarkSpec> = {
  link: {
    attrs: { ...restSpec, href: {}, rel: { default: null as string | null } },
    inclusive: false,
    parseDOM: [{
      tag: "a[href]",
      getAttrs: (dom) => ({ href: dom.getAttribute("href"), rel: readRelation(dom), rest: readRest(dom) }),
    }],
    toDOM: (mark) => ["a", { ...restOf(mark.attrs), href: mark.attrs.href }, 0],
  },
  kept: {
    excludes: "",
    attrs: { tag: {}, attributes: { default: {} } },
    parseDOM: KEPT_INLINE.map((tag) => ({ tag, getAttrs: readKept })),
    toDOM: (mark) => [mark.attrs.tag, mark.attrs.attributes, 0],
  },
  strong: simple("strong", "b"),
  em: simple("em", "i"),
  underline: simple("u"),
  strike: simple("s", "strike"),
  superscript: { ...simple("sup"), excludes: "superscript subscript" },
  subscript: { ...simple("sub"), excludes: "superscript subscript" },
  code: simple("code", "tt"),
};

/** What a link says of its target; `noopener` is the server's to add. */
function readRelation(dom: Element): string | null {
  const tokens = classList(dom.getAttribute("rel")).filter((token) => ["nofollow", "sponsored", "ugc"].includes(token));
  return tokens.join(" ") || null;
}

function readKept(dom: HTMLElement) {
  const tag = dom.localName;
  const kept: Record<string, string> = {};
  for (const { name, value } of dom.attributes) {
    if (!isAllowedAttribute(tag, name)) continue;
    const shown = name === "class" ? classList(value).filter(isAllowedClass).join(" ") : value;
    if (shown) kept[name] = shown;
  }
  // A span that says nothing is none.
  return tag === "span" && Object.keys(kept).length === 0 ? false : { tag, attributes: kept };
}
