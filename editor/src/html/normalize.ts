import { isAllowedElement, isDropped } from "../schema/allowed";
import { hostOf, isBareAddress, pageOfPlayer } from "../text/address";

/** Old elements with their successors. */
const SUCCESSORS: Readonly<Record<string, string>> = { acronym: "abbr", center: "div", strike: "s", tt: "code", h1: "h2", section: "div" };

/** Hosts whose bare addresses the server shows as something to play (src/text/body/embed/address.rs). */
const PLAYED = ["youtube.com", "youtu.be", "vimeo.com", "x.com", "twitter.com", "facebook.com", "fb.watch", "tiktok.com", "instagram.com"];

export function isPlayed(address: string): boolean {
  const host = hostOf(address);
  return PLAYED.some((known) => host === known || host.endsWith(`.${known}`));
}

/**
 * Brings a parsed tree into the form that the schema reads, as the server does when it renders (src/text/body):
 * generated markup goes, old markup gets today's names. Returns whether the tree holds nothing that cannot be shown
 * and edited; where it does, its source has to be kept as it is.
 */
export function normalize(root: Element): boolean {
  root.querySelectorAll("a.anchor, a.footnote-backref, section.footnotes > hr").forEach((it) => it.remove());
  root.querySelectorAll("div.table-scroll").forEach(unwrap);
  root.querySelectorAll("iframe").forEach(replacePlayer);
  for (const element of root.querySelectorAll("*")) {
    const successor = SUCCESSORS[element.localName];
    const keepsName = element.matches("section.footnotes");
    align(element);
    if (element.localName === "center") element.classList.add("text-center");
    if (successor && !keepsName) rename(element, successor);
  }
  for (const element of root.querySelectorAll("*")) {
    const name = element.localName;
    if (isDropped(name) || ["iframe", "object", "embed", "param", "input"].includes(name)) return false;
    if (!isAllowedElement(name)) unwrap(element);
  }
  root.querySelectorAll("pre br").forEach((it) => it.replaceWith("\n"));
  root.querySelectorAll("pre [class^='hl-']").forEach(unwrap);
  root.querySelectorAll("figure").forEach(simplifyFigure);
  root.querySelectorAll("p").forEach(markEmbed);
  root.querySelectorAll("audio, video").forEach(frame);
  root.normalize();
  return true;
}

export function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes);
}

export function rename(element: Element, name: string): Element {
  const renamed = element.ownerDocument.createElement(name);
  for (const { name: key, value } of element.attributes) renamed.setAttribute(key, value);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
  return renamed;
}

/** Alignment by style or attribute becomes a class. */
function align(element: Element): void {
  const style = /(?:^|;)\s*text-align\s*:\s*(center|right)\b/i.exec(element.getAttribute("data-style") ?? "")?.[1];
  if (style) element.classList.add(`text-${style.toLowerCase()}`);
  const side = element.getAttribute("align")?.toLowerCase();
  if (side && ["left", "right", "center"].includes(side)) {
    const floats = ["img", "table", "figure"].includes(element.localName);
    if (floats) element.classList.add(`align-${side}`);
    else if (side !== "left") element.classList.add(`text-${side}`);
  }
  element.removeAttribute("data-style");
  element.removeAttribute("align");
}

function embedOf(document: Document, address: string, label: string): Element {
  const paragraph = document.createElement("p");
  paragraph.className = "embed";
  const link = document.createElement("a");
  link.setAttribute("href", address);
  link.textContent = label;
  paragraph.append(link);
  return paragraph;
}

function replacePlayer(frame: Element): void {
  const address = pageOfPlayer(frame.getAttribute("src") ?? "");
  if (!address) return;
  const holder = frame.parentElement!;
  const isAlone = ["P", "FIGURE", "DIV"].includes(holder.nodeName) && holder.children.length === 1 && !holder.textContent?.trim();
  const isInLine = ["P", "A", "SPAN", "STRONG", "EM", "B", "I"].includes(holder.nodeName) && !isAlone;
  if (isInLine) return;
  const title = frame.getAttribute("title") ?? "";
  // YouTube gives all its players the same title.
  const label = title && title !== "YouTube video player" ? title : address;
  (isAlone ? holder : frame).replaceWith(embedOf(frame.ownerDocument, address, label));
}

/** A paragraph that holds nothing but the address of something to play. */
function markEmbed(paragraph: Element): void {
  const text = paragraph.textContent?.trim() ?? "";
  const [only, ...others] = paragraph.children;
  const isPlain = paragraph.children.length === 0 || (others.length === 0 && only?.getAttribute("href") === text && only.children.length === 0);
  if (paragraph.classList.contains("embed") || !isPlain || !isBareAddress(text) || !isPlayed(text)) return;
  paragraph.classList.add("embed");
  if (!only) paragraph.replaceWith(embedOf(paragraph.ownerDocument, text, text));
}

/** Block editors put figures around tables, code and embeds. */
function simplifyFigure(figure: Element): void {
  const children = [...figure.children];
  const [inner, caption, ...others] = children;
  if (!inner || others.length > 0 || (caption && caption.localName !== "figcaption")) return;
  if (inner.localName === "table" && !figure.classList.contains("table")) {
    if (caption && caption.children.length > 0) return;
    if (caption) inner.prepend(rename(caption, "caption"));
    if (figure.className) inner.className = `${inner.className} ${figure.className}`.trim();
    unwrap(figure);
  } else if (["pre", "div"].includes(inner.localName) && !caption && (inner.localName === "pre" || isPlayed(inner.textContent?.trim() ?? ""))) {
    if (inner.localName === "div") rename(inner, "p");
    unwrap(figure);
  }
}

/** A player that stands alone becomes a figure, and so can have a caption. */
function frame(player: Element): void {
  const holder = player.parentElement!;
  if (holder.localName === "figure") return;
  const figure = player.ownerDocument.createElement("figure");
  const isAlone = holder.localName === "p" && holder.children.length === 1 && !holder.textContent?.trim();
  if (!isAlone && !["body", "div"].includes(holder.localName)) return;
  (isAlone ? holder : player).replaceWith(figure);
  figure.append(player);
}
