import { type DOMSerializer, Fragment, type Node, Slice } from "prosemirror-model";
import { Plugin } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { canLink, setLink } from "../commands/links";
import { placeOf } from "../commands/blocks";
import type { Context } from "../context";
import { parseInert, parsePasted } from "../html/inert";
import { element } from "../html/markup";
import { writeFragment } from "../html/write";
import { cleanPasted } from "../paste/clean";
import { nodeType, schema } from "../schema";
import { isBareAddress } from "../text/address";
import { resolveLine, resolveLines } from "./addresses";
import { showNote } from "./notes";
import { uploadFiles } from "./uploads";

/** What is copied, cut, pasted and dropped. */
export function clipboard(context: Context): Plugin {
  // Whether the key that pastes is the one for text alone, of which nothing is made.
  let isPlain = false;
  return new Plugin({
    props: {
      handleDOMEvents: {
        keydown: (_, event) => {
          isPlain = event.shiftKey && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "v";
          return false;
        },
      },
      transformPastedHTML: (html) => {
        if (html.includes("data-pm-slice")) return html;
        tellLeftBehind(context, html);
        return cleanPasted(html);
      },
      transformCopied: plainText,
      clipboardSerializer: { serializeFragment } as unknown as DOMSerializer,
      clipboardTextSerializer: (slice) => slice.content.textBetween(0, slice.content.size, "\n\n", (leaf) => (leaf.type.name === "hard_break" ? "\n" : "")),
      handlePaste: (view, event) => pasteFiles(context, event) || (!isPlain && (pasteAddress(context, view, event) || pasteLines(context, view, event))),
      handleDrop: (view, event) => dropFiles(context, view, event),
    },
  });
}

/** Word refers to the pictures of a text as files, which a page may not read. */
function tellLeftBehind(context: Context, html: string): void {
  const count = html.match(/<img\b[^>]*\ssrc\s*=\s*["']?file:/gi)?.length;
  if (!count) return;
  setTimeout(() => {
    const { view, messages } = context;
    if (!view.isDestroyed) showNote(context, view.state.selection.from, messages.picturesLeftBehind(count));
  });
}

/** HTML that is kept to the byte would be understood otherwise. */
function wrapRaw(fragment: Fragment): Fragment {
  const nodes: Node[] = [];
  fragment.forEach((node) => {
    const html = node.attrs.html as string;
    if (node.type.name === "raw") nodes.push(node.type.create({ html: element("div", { "data-raw-html": html }, null, "") }));
    else nodes.push(node.isTextblock || node.isLeaf ? node : node.copy(wrapRaw(node.content)));
  });
  return Fragment.fromArray(nodes);
}

function serializeFragment(fragment: Fragment): DocumentFragment {
  const body = parseInert(writeFragment(wrapRaw(fragment)));
  const result = body.ownerDocument.createDocumentFragment();
  result.append(...body.childNodes);
  return result;
}

/** Text from within a caption or the like is copied as text, so that it can be pasted anywhere. */
function plainText(slice: Slice): Slice {
  let { content } = slice;
  let depth = 0;
  while (content.childCount === 1 && !content.firstChild!.isTextblock && depth < slice.openStart) {
    content = content.firstChild!.content;
    depth += 1;
  }
  const block = content.childCount === 1 ? content.firstChild! : undefined;
  const isWithin = block?.isTextblock && depth < slice.openStart && depth < slice.openEnd && depth > 0;
  const isOwn = block && !["paragraph", "heading", "code_block"].includes(block.type.name);
  return isWithin || (isOwn && block.isTextblock && slice.openStart > 0)
    ? new Slice(Fragment.from(nodeType("paragraph").create(null, block!.content)), 1, 1)
    : slice;
}

/** Files of the clipboard, unless they are only pictures of the text that comes with them. */
function pasteFiles(context: Context, event: ClipboardEvent): boolean {
  const files = [...(event.clipboardData?.files ?? [])];
  if (files.length === 0) return false;
  const html = event.clipboardData?.getData("text/html") ?? "";
  if (html && parsePasted(html).textContent?.trim()) return false;
  void uploadFiles(context, files);
  return true;
}

function pasteAddress(context: Context, view: EditorView, event: ClipboardEvent): boolean {
  const text = event.clipboardData?.getData("text/plain").trim() ?? "";
  if (!isBareAddress(text)) return false;
  const { selection } = view.state;
  if (!selection.empty && canLink(view.state) && selection.$from.sameParent(selection.$to)) {
    view.dispatch(setLink(view.state, text).setMeta("paste", true));
    context.announcer.say(context.messages.linked);
    return true;
  }
  const place = placeOf(selection.$from);
  const isLine = selection.empty && place?.node.type.name === "paragraph" && place.node === selection.$from.parent && place.node.childCount === 0;
  if (!isLine) return false;
  view.dispatch(view.state.tr.insert(selection.from, schema.text(text)).setMeta("paste", true));
  void resolveLine(context, selection.from);
  return true;
}

/** Lines with an address of their own are looked up after the text was pasted as usual. */
function pasteLines(context: Context, view: EditorView, event: ClipboardEvent): boolean {
  const lines = event.clipboardData?.getData("text/plain").split("\n") ?? [];
  if (!lines.some(isBareAddress)) return false;
  const { from } = view.state.selection;
  setTimeout(() => { if (!view.isDestroyed) resolveLines(context, from, view.state.selection.to); });
  return false;
}

function dropFiles(context: Context, view: EditorView, event: DragEvent): boolean {
  const files = [...(event.dataTransfer?.files ?? [])];
  if (files.length === 0) return false;
  event.preventDefault();
  const position = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos;
  void uploadFiles(context, files, position);
  return true;
}
