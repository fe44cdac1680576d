import { hostOf } from "./address";

/** What something of another site is to readers. */
export type EmbedKind = "video" | "audio" | "post" | "map";

/** The site that an embed is from. */
export interface EmbedSource {
  readonly name: string;
  readonly kind: EmbedKind;
}

/** The sites with players, as src/text/embed/address.rs has them. The first path that fits tells the kind. */
const SOURCES: readonly (readonly [host: RegExp, path: RegExp, name: string, kind: EmbedKind])[] = [
  [/^(youtube|youtube-nocookie|music\.youtube)\.com$/, /^\/(watch|playlist|embed|v|live|shorts)\b/, "YouTube", "video"],
  [/^youtu\.be$/, /./, "YouTube", "video"],
  [/^(player\.)?vimeo\.com$/, /\d/, "Vimeo", "video"],
  [/^tiktok\.com$/, /\d/, "TikTok", "video"],
  [/^(fb\.watch|(web\.)?facebook\.com)$/, /^\/(watch|reel|share\/[vr]|[^/]+\/videos|plugins\/video)\b/, "Facebook", "video"],
  [/^fb\.watch$/, /./, "Facebook", "video"],
  [/^(web\.)?facebook\.com$/, /\/(posts|permalink|photos?|share\/p|story\.php|plugins\/post)\b|^\/(photo|permalink|story)\.php/, "Facebook", "post"],
  [/^(x|twitter)\.com$/, /\/status\//, "X", "post"],
  [/^instagram\.com$/, /\/(p|reel|tv)\//, "Instagram", "post"],
  [/^(w\.)?soundcloud\.com$/, /\/./, "SoundCloud", "audio"],
  [/^open\.spotify\.com$/, /\/./, "Spotify", "audio"],
  [/^google\.com(\.vn)?$/, /^\/maps\b/, "Google Maps", "map"],
  [/^maps\.google\.com$/, /./, "Google Maps", "map"],
  [/^openstreetmap\.org$/, /^\/($|export\/)/, "OpenStreetMap", "map"],
];

/** The site that an address is of; `undefined` where readers get a link. */
export function embedSource(address: string): EmbedSource | undefined {
  const host = hostOf(address).replace(/^(m|mobile)\./, "");
  if (!host) return undefined;
  const { pathname } = new URL(address.replace(/^\/\//, "https://"));
  const found = SOURCES.find(([hosts, paths]) => hosts.test(host) && paths.test(pathname));
  return found && { name: found[2], kind: found[3] };
}

/** The title in the label of an embed; empty where the label only repeats the address (src/text/embed/title.rs). */
export function embedTitle(address: string, label: string): string {
  const host = hostOf(address);
  const title = host && label.startsWith(`${host} — `) ? label.slice(host.length + 3) : label;
  return title === host || title === address || /^([/?]|https?:\/\/)/.test(title) ? "" : title;
}
