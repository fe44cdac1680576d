import { looks } from "./looks";

/**
 * What the server's sanitizer lets pass (src/text/sanitizer/policy.rs). `npm run schema` writes this list into
 * schema.json, which a test of the server compares with its own.
 */

export const elements = [
  "a", "abbr", "address", "audio", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col",
  "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h2", "h3", "h4",
  "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s",
  "samp", "section", "small", "source", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td",
  "tfoot", "th", "thead", "time", "tr", "track", "u", "ul", "var", "video", "wbr",
] as const;

/** Elements that vanish with all they hold. */
export const dropped = [
  "script", "style", "noscript", "template", "title", "textarea", "xmp", "noembed", "noframes", "plaintext",
  "select", "option", "datalist", "button", "svg", "math", "canvas",
] as const;

export const globalAttributes = ["class", "dir", "id", "lang", "title"] as const;

export const attributes: Readonly<Record<string, readonly string[]>> = {
  a: ["download", "href", "rel"],
  audio: ["controls", "loop", "muted", "preload", "src"],
  blockquote: ["cite"],
  col: ["span"],
  colgroup: ["span"],
  del: ["cite", "datetime"],
  details: ["open"],
  img: ["alt", "decoding", "height", "loading", "src", "width"],
  ins: ["cite", "datetime"],
  li: ["value"],
  ol: ["reversed", "start", "type"],
  q: ["cite"],
  source: ["src", "type"],
  td: ["colspan", "rowspan"],
  th: ["abbr", "colspan", "rowspan", "scope"],
  time: ["datetime"],
  track: ["kind", "label", "src", "srclang"],
  video: ["controls", "height", "loop", "muted", "poster", "preload", "src", "width"],
};

export const schemes = ["http", "https", "mailto", "tel", "sms"] as const;

export const classes: readonly string[] = [
  "align-left", "align-right", "align-center", "align-wide", "align-full", "text-center", "text-right", "text-left",
  "gallery", "button", "buttons", "pullquote", "columns", "cover", "media-text", "caption", "embed", "verse",
  "more", "separator", "drop-cap", "file", "anchor", "table-scroll",
  "contains-task-list", "task-list-item", "footnote-ref", "footnote-backref", "footnotes", "social-links", ...looks,
];

/** Classes of blocks that the visual editor brings; the sanitizer has to know them, too. */
export const newClasses = [
  "credit", "fact-box", "link-card", "link-card-title", "link-card-text", "link-card-source",
] as const;

const prefixes: readonly RegExp[] = [/^gallery-[1-9]$/, /^language-[a-zA-Z0-9+#\-_.]{1,30}$/, /^hl-[a-z]{1,30}$/];

export function isAllowedElement(name: string): boolean {
  return (elements as readonly string[]).includes(name);
}

export function isDropped(name: string): boolean {
  return (dropped as readonly string[]).includes(name);
}

export function isAllowedClass(name: string): boolean {
  return classes.includes(name) || (newClasses as readonly string[]).includes(name)
    || prefixes.some((prefix) => prefix.test(name));
}

export function isAllowedAttribute(element: string, name: string): boolean {
  return (globalAttributes as readonly string[]).includes(name) || (attributes[element] ?? []).includes(name);
}
