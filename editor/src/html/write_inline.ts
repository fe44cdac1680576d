import type { Fragment, Mark, Node } from "prosemirror-model";
import type { Rest } from "../schema/attributes";
import { element, escapeText, openTag } from "./markup";

const TAGS: Readonly<Record<string, string>> = {
  strong: "strong", em: "em", underline: "u", strike: "s", superscript: "sup", subscript: "sub", code: "code",
};

/** Text with its marks. */
export function writeInline(content: Fragment): string {
  let html = "";
  let open: readonly Mark[] = [];
  const close = (keep: number) => {
    for (const mark of open.slice(keep).reverse()) html += `</${tagOf(mark)}>`;
    open = open.slice(0, keep);
  };
  content.forEach((node) => {
    let shared = 0;
    while (shared < open.length && shared < node.marks.length && open[shared]!.eq(node.marks[shared]!)) shared += 1;
    close(shared);
    for (const mark of node.marks.slice(shared)) html += openMark(mark);
    open = node.marks;
    html += writeLeaf(node);
  });
  close(0);
  return html;
}

function tagOf(mark: Mark): string {
  if (mark.type.name === "link") return "a";
  return mark.type.name === "kept" ? (mark.attrs.tag as string) : TAGS[mark.type.name]!;
}

function openMark(mark: Mark): string {
  const { href, rel, attributes, rest } = mark.attrs;
  switch (mark.type.name) {
    case "link": return openTag("a", { href, rel }, rest as Rest | null);
    case "kept": return openTag(tagOf(mark), attributes as Record<string, string>);
    default: return openTag(tagOf(mark), {}, rest as Rest | null);
  }
}

function writeLeaf(node: Node): string {
  const { name, number } = node.attrs;
  switch (node.type.name) {
    case "text": return escapeText(node.text ?? "");
    case "hard_break": return "<br>";
    case "image": return hasAddress(node) ? writePicture(node, node.attrs.rest as Rest | null) : "";
    default: {
      const link = element("a", { href: `#fn-${name}`, id: `fnref-${name}` }, null, String(number));
      return element("sup", { class: "footnote-ref" }, null, link);
    }
  }
}

/** The `img` of a node that has a picture's attributes, in its link if it has one. */
export function writePicture(node: Node, rest: Rest | null): string {
  const { src, alt, title, width, height, href } = node.attrs;
  const image = openTag("img", { src, alt, title, width, height }, rest);
  return href ? element("a", { href }, null, image) : image;
}

/** Whether a picture has an address that holds elsewhere, too: one that was pasted has to be uploaded first. */
export function hasAddress(node: Node): boolean {
  return !/^(data|blob):/i.test(node.attrs.src as string);
}
