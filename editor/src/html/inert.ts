const TAG = /<[a-z](?:[^>"']|"[^"]*"|'[^']*')*>/gi;

/**
 * Parses HTML into a document that runs nothing, loads nothing and is never shown. Its `style` attributes are called
 * `data-style`: the policy of the page would report them.
 */
export function parseInert(html: string): HTMLElement {
  const renamed = html.replace(TAG, (tag) => tag.replace(/("[^"]*"|'[^']*')|\sstyle(?=\s*=)/gi, (found, quoted) => (quoted ? found : " data-style")));
  return parseAsIs(renamed);
}

/** Parses HTML with all of its attributes. */
export function parseAsIs(html: string): HTMLElement {
  return new DOMParser().parseFromString(`<!doctype html><body>${html}`, "text/html").body;
}
