import type { Node } from "prosemirror-model";
import type { Medium, Resolved } from "../bridge";
import { nodeType, schema } from "../schema";
import { fileName, hostOf } from "../text/address";

const text = (value: string | undefined) => (value ? [schema.text(value)] : []);
const paragraph = (...content: Node[]) => nodeType("paragraph").create(null, content);

function pictureAttributes(medium: Medium) {
  return { src: medium.src, alt: medium.alt ?? "", width: medium.width || null, height: medium.height || null };
}

export function createFigure(medium: Medium): Node {
  return nodeType("figure").create(pictureAttributes(medium), [
    nodeType("caption").create(null, text(medium.caption)),
    nodeType("credit").create(null, text(medium.credit)),
  ]);
}

export function createGalleryItem(medium: Medium): Node {
  return nodeType("gallery_item").create(pictureAttributes(medium), text(medium.caption));
}

export function createGallery(pictures: readonly Medium[]): Node {
  const columns = pictures.length === 4 ? 2 : Math.min(Math.max(pictures.length, 1), 3);
  return nodeType("gallery").create({ columns }, pictures.map(createGalleryItem));
}

/** The block that shows a file of the library. */
export function createMedium(medium: Medium): Node {
  switch (medium.kind) {
    case "picture": return createFigure(medium);
    case "captions":
    case "file": return nodeType("file").create({ href: medium.src }, text(medium.detail ? `${medium.name} (${medium.detail})` : medium.name || fileName(medium.src)));
    default:
      return nodeType(medium.kind).create(
        { src: medium.src, poster: medium.poster || null, width: medium.width || null, height: medium.height || null },
        nodeType("caption").create(null, text(medium.caption)),
      );
  }
}

/** Blocks for files that came together: several pictures are a gallery. */
export function createMedia(media: readonly Medium[]): Node[] {
  const pictures = media.filter(({ kind }) => kind === "picture");
  if (pictures.length < 2) return media.map(createMedium);
  return [createGallery(pictures), ...media.filter(({ kind }) => kind !== "picture").map(createMedium)];
}

/** The block for what an address stands for; `undefined` where a link is best. */
export function createResolved(found: Resolved): Node | undefined {
  if (found.kind === "embed") return nodeType("embed").create({ href: found.href, label: found.title });
  if (found.kind === "card") {
    const { href, title, text: description = "", source = hostOf(href), image = "" } = found;
    return nodeType("link_card").create({ href, title, text: description, source, image });
  }
  return undefined;
}

/** A table with a row of headers. */
export function createTable(rows: number, columns: number): Node {
  const cell = (name: string) => nodeType(name).createAndFill()!;
  const row = (name: string) => nodeType("table_row").create(null, Array.from({ length: columns }, () => cell(name)));
  return nodeType("table").create(null, Array.from({ length: rows }, (_, index) => row(index === 0 ? "table_header" : "table_cell")));
}

export function createPullQuote(): Node {
  return nodeType("pull_quote").create(null, [paragraph(), nodeType("quote_source").create()]);
}

export function createFactBox(): Node {
  return nodeType("fact_box").create(null, [nodeType("fact_title").create(), paragraph()]);
}

export function createButtons(): Node {
  return nodeType("buttons").create(null, nodeType("button").create());
}
