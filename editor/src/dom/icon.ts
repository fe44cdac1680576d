/** Drawings in lines on a field of 24 by 24; those that the admin has, too, look like its own (src/admin/icon.rs). */
const PATHS = {
  bold: "M7 4h6a4 4 0 0 1 0 8H7zM7 12h7a4 4 0 0 1 0 8H7z",
  italic: "M10 4h8M6 20h8M14 4l-4 16",
  underline: "M7 4v7a5 5 0 0 0 10 0V4M5 20h14",
  strike: "M4 12h16M16 7c-.5-2-2-3-4-3-2.500 0-4.500 1.300-4.500 3.500 0 1 .5 2 1.500 2.500M8 17c.5 2 2 3 4 3 2.500 0 4.500-1.300 4.500-3.500",
  heading: "M6 4v16M18 4v16M6 12h12",
  link: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
  unlink: "M10 14a4 4 0 0 0 4 1M17 13l2-2a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-4-1M7 11l-2 2a4 4 0 0 0 6 6l1-1M4 4l16 16",
  quote: "M10 7c-4 1-5 4-5 10h5v-6H7M20 7c-4 1-5 4-5 10h5v-6h-3",
  pullQuote: "M4 5h16M4 19h16M9 9c-2 .5-3 2-3 6h3v-3H7.500M16 9c-2 .5-3 2-3 6h3v-3h-1.500",
  list: "M9 6h11M9 12h11M9 18h11M4 6h.01M4 12h.01M4 18h.01",
  numbered: "M10 6h10M10 12h10M10 18h10M4 4h1.500v5M4 14h3l-3 4h3",
  code: "M8 7l-5 5 5 5M16 7l5 5-5 5",
  undo: "M9 7H15a5 5 0 0 1 0 10H8M9 3L5 7l4 4",
  redo: "M15 7H9a5 5 0 0 0 0 10h7M15 3l4 4-4 4",
  picture: "M3 5h18v14H3zM7 10a1.500 1.500 0 1 0 3 0a1.500 1.500 0 1 0-3 0M4 18l6-5 3 2 4-4 4 4",
  gallery: "M3 4h8v7H3zM13 4h8v7h-8zM3 13h8v7H3zM13 13h8v7h-8z",
  table: "M3 5h18v14H3zM3 10h18M3 14.500h18M9 5v14M15 5v14",
  rule: "M4 12h16",
  box: "M4 4h16v16H4zM7.500 8h6M7.500 12h9M7.500 16h9",
  button: "M3 8h18v8H3zM8 12h8",
  card: "M3 6h18v12H3zM3 6h7v12M13 10h5M13 14h4",
  footnote: "M4 7h9M4 12h7M4 17h12M18 3v6M16 4.500L18 3",
  embed: "M3 5h18v14H3zM10 9l5 3-5 3z",
  map: "M12 21s-7-6-7-11a7 7 0 0 1 14 0c0 5-7 11-7 11zM9.500 10a2.500 2.500 0 1 0 5 0a2.500 2.500 0 1 0-5 0",
  post: "M4 5h16v11H11l-4 4v-4H4zM8 9h8M8 12h5",
  file: "M6 3h8l4 4v14H6zM14 3v4h4M9 13h6M9 17h4",
  audio: "M4 10v4M8 7v10M12 4v16M16 8v8M20 10v4",
  video: "M3 6h12v12H3zM15 10l6-3v10l-6-3",
  html: "M8 6l-5 6 5 6M16 6l5 6-5 6M13 5l-2 14",
  paragraph: "M5 6h14M5 10h14M5 14h14M5 18h9",
  add: "M12 5v14M5 12h14",
  more: "M4 12h2M11 12h2M18 12h2",
  down: "M6 9l6 6 6-6",
  up: "M6 15l6-6 6 6",
  left: "M15 6l-6 6 6 6",
  right: "M9 6l6 6-6 6",
  close: "M6 6l12 12M18 6L6 18",
  trash: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
  edit: "M4 20l1-4L16 5l3 3L8 19z",
  outside: "M9 5H5v14h14v-4M13 5h6v6M19 5l-9 9",
  search: "M5 11a6 6 0 1 0 12 0a6 6 0 1 0-12 0M16 16l4 4",
  copy: "M8 8h12v12H8zM16 8V4H4v12h4",
  handle: "M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01",
  help: "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M9.500 9.500a2.500 2.500 0 1 1 3.500 2.300c-.7.300-1 .8-1 1.700M12 17h.01",
  clear: "M6 5h12M12 5l-2 9M8 20h4M15 15l5 5M20 15l-5 5",
  superscript: "M4 8l8 11M12 8L4 19M16 9c0-3 4-3 4-.8 0 1.300-4 2.300-4 4.300h4",
  subscript: "M4 5l8 11M12 5L4 16M16 16c0-3 4-3 4-.8 0 1.300-4 2.300-4 4.300h4",
} as const;

export type IconName = keyof typeof PATHS;

const SVG = "http://www.w3.org/2000/svg";

/** A drawing beside a word, or in a button that has a name. */
export function icon(name: IconName): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
