// The page that browser tests and people open: an editor with a library that lives in the page.
import { createEditor, type EditorOptions, type FoundPost, type MediaKind, type Medium, type Resolved, type VisualEditor } from "../../src";
import { splitSource } from "../../src/html/split";
import { fold } from "../../src/text/fold";

const names = ["cau-ben-luc", "cho-noi", "ruong-lua", "ben-do", "vam-co"];

export function picture(index: number): Medium {
  const name = names[index % names.length]!;
  return { kind: "picture", src: `/media/${index + 1}/${name}.svg`, name: `${name}.svg`, alt: `Ảnh ${index + 1}`, width: 1200, height: 800 };
}

const posts: FoundPost[] = [
  { href: "/2026/lu-ve-tren-song-vam-co", title: "Lũ về trên sông Vàm Cỏ", detail: "12/10/2026" },
  { href: "/2026/cau-ben-luc", title: "Cầu Bến Lức thông xe", detail: "Bản nháp" },
];

/** What tests can set and read. */
export const harness = {
  editor: undefined as unknown as VisualEditor,
  changes: 0,
  announced: [] as string[],
  /** What the library gives, by kind. */
  chosen: {
    picture: [{ ...picture(0), caption: "Cầu lúc bình minh.", credit: "Ảnh: Lan Anh" }],
    audio: [{ kind: "audio", src: "/media/9/thoi-su.mp3", name: "thoi-su.mp3" }],
    video: [{ kind: "video", src: "/media/8/cau.mp4", name: "cau.mp4", width: 1280, height: 720 }],
    captions: [{ kind: "captions", src: "/media/6/loi-thoai.vtt", name: "loi-thoai.vtt" }],
    file: [{ kind: "file", src: "/media/7/nghi-dinh.pdf", name: "Nghị định", detail: "PDF, 1,2 MB" }],
  } as Record<MediaKind, Medium[]>,
  asked: [] as string[],
  picture,
  /** Opens HTML in a new editor and gives back what it says. */
  roundTrip(html: string): string {
    const place = document.createElement("div");
    document.body.append(place);
    const editor = createEditor(place, options(html));
    const written = editor.getHTML();
    editor.destroy();
    place.remove();
    return written;
  },
  /** Writes into the first paragraph of `html`: the new text, and what of the old one stood around the paragraph. */
  async editFirst(html: string): Promise<{ written: string; before: string; after: string } | undefined> {
    harness.start(html);
    const paragraph = [...document.querySelectorAll(".visual-text > *")].findIndex((it) => it.matches("p") && it.textContent);
    const piece = splitSource(html).filter(({ kind, start, end }) => kind !== "comment" || /^<!--\s*more/.test(html.slice(start, end)))[paragraph];
    const dom = document.querySelectorAll(".visual-text > *")[paragraph];
    if (!piece || !dom || !html.slice(piece.start, piece.end).toLowerCase().startsWith("<p")) return undefined;
    harness.editor.focus();
    // A block at the start is selected until ProseMirror believes in another caret (see `place` in page.ts).
    if (paragraph > 0) await new Promise((done) => setTimeout(done, 250));
    getSelection()!.setPosition(dom, 0);
    if (paragraph > 0) await new Promise((done) => setTimeout(done, 50));
    document.execCommand("insertText", false, "Mới. ");
    return { written: harness.editor.getHTML(), before: html.slice(0, piece.start), after: html.slice(piece.end) };
  },
  /** Pastes as a browser does when somebody presses Ctrl+V. */
  paste(html: string, text = "", files: File[] = []): void {
    const data = new DataTransfer();
    if (html) data.setData("text/html", html);
    if (text) data.setData("text/plain", text);
    files.forEach((file) => data.items.add(file));
    document.querySelector(".visual-text")!.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  },
  /** Drops files at a point of the window. */
  drop(names: string[], x: number, y: number): void {
    const data = new DataTransfer();
    names.forEach((name) => data.items.add(new File(["x"], name, { type: /\.(png|jpg)$/.test(name) ? "image/png" : "application/pdf" })));
    const target = document.elementFromPoint(x, y)!;
    target.dispatchEvent(new DragEvent("drop", { dataTransfer: data, clientX: x, clientY: y, bubbles: true, cancelable: true }));
  },
  start(html: string, language = "vi"): void {
    harness.editor?.destroy();
    Object.assign(harness, { changes: 0, announced: [], asked: [] });
    harness.editor = createEditor(document.getElementById("editor")!, { ...options(html), language });
  },
};

function options(html: string): EditorOptions {
  let uploaded = 20;
  /** What fails once and succeeds when it is tried again. */
  const tried = new Set<string>();
  return {
    html,
    language: "vi",
    label: "Nội dung",
    onChange: () => { harness.changes += 1; },
    chooseMedia: async (kind, several) => {
      harness.asked.push(`${kind} ${several}`);
      // A dialog takes the focus and the selection.
      document.getElementById("title")!.focus();
      await new Promise((done) => setTimeout(done, 10));
      return harness.chosen[kind];
    },
    uploadMedia: async (file, progress) => {
      progress(0.5);
      await new Promise((done) => setTimeout(done, 30));
      if (file.name.includes("dut") && !tried.has(file.name)) {
        tried.add(file.name);
        throw new Error("Mất kết nối.");
      }
      if (/hong|bmp$/.test(file.name)) throw new Error("Tệp này hỏng.");
      uploaded += 1;
      return file.type.startsWith("image/") || /\.(png|jpe?g)$/.test(file.name)
        ? { ...picture(uploaded), name: file.name, alt: "" }
        : { kind: "file", src: `/media/${uploaded}/${file.name}`, name: file.name, detail: "PDF" };
    },
    searchPosts: async (words) => posts.filter(({ title }) => fold(title).includes(fold(words))),
    describePictures: async (addresses) => {
      harness.asked.push(`descriptions ${addresses.length}`);
      return Object.fromEntries(addresses.filter((it) => it.startsWith("/media/1/")).map((it) => [it, "Cầu Bến Lức lúc bình minh"]));
    },
    resolveAddress: async (address): Promise<Resolved> => {
      if (/youtube\.com|youtu\.be/.test(address)) return { kind: "embed", href: address, title: "Cầu Bến Lức nhìn từ trên cao" };
      if (address.includes("example.org")) return { kind: "card", href: address, title: "Một trang ví dụ", text: "Trang này để làm ví dụ.", source: "Ví dụ", image: "/media/1/cau-ben-luc.svg" };
      if (address.includes("ngan.example") && !tried.has(address)) {
        tried.add(address);
        return { kind: "nothing", reason: "Đây là link rút gọn." };
      }
      if (address.includes("ngan.example")) return { kind: "embed", href: "https://www.google.com/maps/place/Ben+Luc", title: "Bến Lức" };
      if (address.includes("tat.example")) return { kind: "nothing", reason: "Hãy điền thẻ bằng tay.", isExpected: true };
      if (address.includes("mat-mang.example")) throw new Error("Mất kết nối.");
      return { kind: "nothing" };
    },
    announce: (text) => { harness.announced.push(text); document.getElementById("said")!.textContent = text; },
  };
}

declare global {
  interface Window { harness: typeof harness; violations: string[] }
}
window.harness = harness;
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
harness.start("");
document.documentElement.dataset.ready = "";
