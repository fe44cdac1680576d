/** Parses HTML into a document that runs nothing, loads nothing and is never shown. */
export function parseInert(html: string): HTMLElement {
  return new DOMParser().parseFromString(`<!doctype html><body>${html}`, "text/html").body;
}
