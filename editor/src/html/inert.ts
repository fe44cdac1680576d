import { mapTags } from "./tags";

/**
 * Parses HTML into a document that runs nothing, loads nothing and is never shown. Its styles and handlers are
 * called `data-style`, `data-onclick`: the policy of the page would report them.
 */
export function parseInert(html: string): HTMLElement {
  const renamed = inTags(html, /("[^"]*"|'[^']*')|\s(style|on[a-z]+)(?=\s*=)/gi, "data-");
  return new DOMParser().parseFromString(`<!doctype html><body>${renamed}`, "text/html").body;
}

/** Does so with HTML of other programs, whose style sheets the policy would report, too. */
export function parsePasted(html: string): HTMLElement {
  return parseInert(html.replace(/<style\b[^]*?(<\/style\s*>|$)/gi, ""));
}

/** HTML as a browser corrects it. */
export function corrected(html: string): string {
  return inTags(parseInert(html).innerHTML, /("[^"]*"|'[^']*')|\sdata-(style|on[a-z]+)(?=\s*=)/gi, "");
}

/** Gives attributes, which are the second group of `pattern`, another prefix; what is quoted is the first group, and stays. */
function inTags(html: string, pattern: RegExp, prefix: string): string {
  return mapTags(html, (tag) => tag.replace(pattern, (found, quoted, name) => (quoted ? found : ` ${prefix}${name}`)));
}
