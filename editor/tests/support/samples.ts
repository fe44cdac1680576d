// One node of each kind with all of its attributes, and one text with all marks: what the editor can write.
import type { Node } from "prosemirror-model";
import { writeBlock } from "../../src/html/write";
import { attributes } from "../../src/schema/allowed";
import { KEPT_INLINE } from "../../src/schema/marks";
import { markType, nodeType, schema } from "../../src/schema";

const text = (value: string) => schema.text(value);
const node = (name: string, attrs: Record<string, unknown> = {}, ...content: Node[]) => nodeType(name).createChecked(attrs, content);
const paragraph = (value = "Bến Lức") => node("paragraph", {}, text(value));
const marked = (name: string, attrs: Record<string, unknown> = {}) =>
  node("paragraph", {}, schema.text("Vàm Cỏ", [markType(name).create(attrs)]));

const picture = { src: "/media/1/ben-luc.jpg", alt: "Cầu Bến Lức", width: 1200, height: 800 };
const caption = (value: string) => node("caption", {}, text(value));
const figure = (attrs: Record<string, unknown> = {}) =>
  node("figure", { ...picture, ...attrs }, caption("Cầu lúc bình minh."), node("credit", {}, text("Ảnh: Lan Anh")));
const item = (value: string) => node("gallery_item", picture, text(value));
const cell = (name: string, attrs: Record<string, unknown> = {}) => node(name, attrs, paragraph());
const list = (name: string, attrs: Record<string, unknown> = {}) => node(name, attrs, node("list_item", {}, paragraph(), node("bullet_list", {}, node("list_item", {}, paragraph()))));

/** Values that the sanitizer takes for attributes of inline elements. */
const VALUES: Readonly<Record<string, string>> = { cite: "https://example.org/", datetime: "2026-11-29" };
const keptAttributes = (tag: string) => ({
  title: "Long An", lang: "vi", ...Object.fromEntries((attributes[tag] ?? []).map((name) => [name, VALUES[name]])),
});

const nodes: readonly Node[] = [
  paragraph(),
  node("paragraph", { rest: { class: "text-center drop-cap", id: "mo-dau", lang: "vi", dir: "ltr", title: "Mở đầu" } }, text("Bến Lức"), node("hard_break"), text("Tân An")),
  node("paragraph", {}, text("Một "), node("image", { ...picture, title: "Cầu", href: "/cau" }), text(" cây cầu")),
  ...[2, 3, 4, 5, 6].map((level) => node("heading", { level }, text("Tiêu đề"))),
  node("blockquote", { cite: "https://example.org/" }, paragraph()),
  node("code_block", { language: "rust" }, text("fn main() {}\n")),
  node("rule"),
  list("bullet_list"),
  list("ordered_list", { start: 3, reversed: true, type: "a" }),
  node("ordered_list", {}, node("list_item", { value: 5 }, paragraph())),
  figure(),
  figure({ rest: { class: "align-wide" } }),
  figure({ rest: { class: "align-full" }, href: "https://example.org/" }),
  ...[1, 2, 3, 4, 5, 6].map((columns) => node("gallery", { columns }, item("Một"), item("Hai"))),
  node("audio", { src: "/media/2/thoi-su.mp3" }, caption("Bản tin sáng.")),
  node("audio", { sources: [{ src: "/media/2/thoi-su.ogg", type: "audio/ogg" }], loop: true, muted: true }, caption("Bản tin.")),
  node("video", {
    src: "/media/3/cau.mp4", poster: "/media/3/cau.jpg", width: 1280, height: 720,
    tracks: [{ src: "/media/3/cau.vtt", kind: "subtitles", srclang: "vi", label: "Tiếng Việt" }],
  }, caption("Cây cầu.")),
  node("table", { caption: "Dân số" },
    node("table_row", {}, cell("table_header"), cell("table_header", { abbr: "Người" })),
    node("table_row", {}, cell("table_header"), cell("table_cell")),
    node("table_row", {}, cell("table_cell", { colspan: 2, rowspan: 1 }))),
  node("pull_quote", {}, paragraph("Nước lên, người vẫn ở."), node("quote_source", {}, text("Ông Tư"))),
  node("fact_box", {}, node("fact_title", {}, text("Con số")), paragraph(), list("bullet_list")),
  node("buttons", {}, node("button", { href: "https://example.org/" }, text("Đăng ký"))),
  node("embed", { href: "https://www.youtube.com/watch?v=abc123", label: "Cầu Bến Lức" }),
  node("link_card", {
    href: "/2026/cau-ben-luc", title: "Cầu Bến Lức", text: "Một cây cầu trăm năm.", source: "Báo Long An", image: "/media/1/ben-luc.jpg",
  }),
  node("file", { href: "/media/4/nghi-dinh.pdf" }, text("Nghị định (PDF, 1,2 MB)")),
  node("file", { href: "/media/4/nghi-dinh.pdf", button: "Tải về" }, text("Nghị định")),
  node("buttons", { rest: { class: "look-center" } }, node("button", { href: "/a", rest: { class: "look-outline look-width-50" } }, text("Xem"))),
  node("rule", { rest: { class: "separator look-dots" } }),
  node("footnotes", {}, node("footnote_item", { name: "1" }, paragraph("Theo số liệu năm 2025."))),
  node("paragraph", {}, text("Dân số"), node("footnote_ref", { name: "1", number: 1 })),
  marked("link", { href: "https://example.org/?a=1&b=2", rel: "nofollow" }),
  ...["strong", "em", "underline", "strike", "superscript", "subscript", "code"].map((name) => marked(name)),
  ...KEPT_INLINE.map((tag) => marked("kept", { tag, attributes: keptAttributes(tag) })),
];

/** The HTML of each. */
export const samples: readonly string[] = nodes.map(writeBlock);
/** The names of all nodes and marks that the samples contain. */
export const covered: ReadonlySet<string> = namesIn(nodes);

function namesIn(roots: readonly Node[]): Set<string> {
  const names = new Set<string>();
  const visit = (it: Node) => {
    names.add(it.type.name);
    it.marks.forEach((mark) => names.add(mark.type.name));
    it.forEach(visit);
  };
  roots.forEach(visit);
  return names;
}
