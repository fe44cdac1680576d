/** Whether the text is one web address and nothing else, as src/transfer/wordpress/embeds.rs has it. */
export function isBareAddress(text: string): boolean {
  return /^https?:\/\/[^\s<>"[\]]{4,}$/i.test(text.trim());
}

/** Whether a link may lead there: the schemes of the sanitizer, or a relative address. */
export function isSafeAddress(address: string): boolean {
  const compact = address.replace(/[\u0000-\u0020]/g, "");
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(compact)?.[1]?.toLowerCase();
  return compact !== "" && (scheme === undefined || ["http", "https", "mailto", "tel", "sms"].includes(scheme));
}

/** The address a writer means who leaves `https://` out. */
export function completeAddress(text: string): string {
  const typed = text.trim();
  if (/^[^\s@/]+@[^\s@/]+\.[a-z]{2,}$/i.test(typed)) return `mailto:${typed}`;
  const isDomain = /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*\.[a-z]{2,}(?=$|[/:?#])/iu.test(typed);
  return isDomain ? `https://${typed}` : typed;
}

/** The host without `www.`; empty where there is none. */
export function hostOf(address: string): string {
  try {
    const { protocol, hostname } = new URL(address.startsWith("//") ? `https:${address}` : address);
    return protocol.startsWith("http") ? hostname.replace(/^www\./, "") : "";
  } catch {
    return "";
  }
}

/** The last part of an address, which is the best name there is for a file. */
export function fileName(address: string): string {
  const path = address.split(/[?#]/)[0] ?? address;
  const name = path.replace(/\/+$/, "").split("/").pop() ?? "";
  try {
    return decodeURIComponent(name) || address;
  } catch {
    return name || address;
  }
}

/** The page that shows what a player shows; `undefined` if the player is on no web host. */
export function pageOfPlayer(source: string): string | undefined {
  const address = source.trim().replace(/^\/\//, "https://");
  const host = hostOf(address);
  if (!host) return undefined;
  const { pathname, searchParams } = new URL(address);
  const id = (prefix: string) => pathname.startsWith(prefix) ? /^[\w-]+/.exec(pathname.slice(prefix.length))?.[0] : undefined;
  if (host === "youtube.com" || host === "youtube-nocookie.com") {
    const video = id("/embed/") ?? id("/v/");
    const list = searchParams.get("list");
    if (video === "videoseries" && list) return `https://www.youtube.com/playlist?list=${list}`;
    if (video) return `https://www.youtube.com/watch?v=${video}`;
  }
  if (host === "player.vimeo.com" && id("/video/")) return `https://vimeo.com/${id("/video/")}`;
  if (host === "facebook.com" && pathname.startsWith("/plugins/")) return searchParams.get("href") ?? address;
  if (host === "w.soundcloud.com") return searchParams.get("url") ?? address;
  if (host === "open.spotify.com") return address.replace("/embed", "");
  return address;
}
