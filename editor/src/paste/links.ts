import { isSafeAddress } from "../text/address";

/** Parameters that only tell where a reader came from. */
const TRACKING = /^(utm_\w+|fbclid|gclid|dclid|msclkid|zarsrc|mc_[ce]id|igshid|igsh|yclid|_ga|__cft__.*|__tn__|__eep__|ref_src)$/i;

/** The address that a link means, without detours and tracking. */
export function cleanAddress(address: string): string | undefined {
  const trimmed = address.trim();
  if (!isSafeAddress(trimmed)) return undefined;
  if (!/^https?:/i.test(trimmed)) return trimmed;
  let url: URL;
  try {
    url = new URL(trimmed);
  } catch {
    return undefined;
  }
  const host = url.hostname.replace(/^www\./, "");
  const target = (host === "l.facebook.com" || host === "lm.facebook.com") && url.pathname === "/l.php" ? url.searchParams.get("u")
    : host === "google.com" && url.pathname === "/url" ? (url.searchParams.get("q") ?? url.searchParams.get("url"))
    : null;
  if (target && /^https?:/i.test(target)) return cleanAddress(target);
  const names = [...url.searchParams.keys()].filter((name) => TRACKING.test(name));
  // An address without tracking stays as it was written.
  if (names.length === 0) return trimmed;
  names.forEach((name) => url.searchParams.delete(name));
  return url.href.replace(/\?(?=#|$)/, "");
}

export function cleanLinks(root: Element): void {
  for (const link of root.querySelectorAll("a:not(.footnote-ref > a)")) {
    const href = link.getAttribute("href");
    const address = href && !href.startsWith("#") ? cleanAddress(href) : undefined;
    if (address && link.textContent?.trim()) link.setAttribute("href", address);
    else link.replaceWith(...link.childNodes);
  }
}
