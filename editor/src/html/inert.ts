const TAG = /<[a-z](?:[^>"']|"[^"]*"|'[^']*')*>/gi;

/**
 * Parses HTML into a document that runs nothing, loads nothing and is never shown. Its `style` attributes are called
 * `data-style`: the policy of the page would report them.
 */
export function parseInert(html: string): HTMLElement {
  const renamed = renameAttribute(html, "style", "data-style");
  return new DOMParser().parseFromString(`<!doctype html><body>${renamed}`, "text/html").body;
}

/** HTML as a browser corrects it. */
export function corrected(html: string): string {
  return renameAttribute(parseInert(html).innerHTML, "data-style", "style");
}

function renameAttribute(html: string, from: string, to: string): string {
  const pattern = new RegExp(`("[^"]*"|'[^']*')|\\s${from}(?=\\s*=)`, "gi");
  return html.replace(TAG, (tag) => tag.replace(pattern, (found, quoted) => (quoted ? found : ` ${to}`)));
}
