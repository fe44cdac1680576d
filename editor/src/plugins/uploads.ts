import { createMedia } from "../commands/create";
import { insertBlock } from "../commands/blocks";
import type { Context } from "../context";
import { h } from "../dom/element";
import { nodeType } from "../schema";
import { followPictures } from "./late_pictures";
import { endOfBlock, reasonOf, showNote } from "./notes";
import { addWidget, findPending, removePending } from "./pending";
import type { Medium } from "../bridge";

/** Uploads files and puts them at `position`, or at the caret. Files that fail are told of there, the others still come. */
export async function uploadFiles(context: Context, files: readonly File[], position?: number): Promise<void> {
  const { view, messages } = context;
  const id = {};
  const bar = h("progress", { max: 1, value: 0, "aria-label": messages.uploading(files[0]?.name ?? "", 0) });
  const name = h("span", {}, files.map((file) => file.name).join(", "));
  const boundary = endOfBlock(context, position ?? view.state.selection.from);
  view.dispatch(addWidget(view.state.tr, id, boundary, h("div", { class: "upload-progress", contenteditable: "false" }, name, bar)));
  const shares = files.map(() => 0);
  const faults: { file: File; text: string }[] = [];
  const results = await Promise.all(files.map(async (file, index) => {
    try {
      return await context.options.uploadMedia(file, (share) => {
        shares[index] = share;
        bar.value = shares.reduce((sum, it) => sum + it, 0) / files.length;
      });
    } catch (error) {
      faults.push({ file, text: messages.uploadFailed(file.name, reasonOf(error)) });
      return undefined;
    }
  }));
  if (view.isDestroyed) return;
  const media = results.filter((medium): medium is Medium => medium !== undefined);
  const found = findPending(view.state, id);
  const tr = removePending(view.state.tr, id);
  let end = found ? found.from : view.state.selection.from;
  if (media.length > 0 && found) {
    const before = tr.doc.resolve(found.from).nodeBefore;
    const isEmpty = before?.type.name === "paragraph" && before.childCount === 0;
    const blocks = createMedia(media);
    tr.replaceWith(isEmpty ? found.from - before.nodeSize : found.from, found.from, blocks);
    end += blocks.reduce((sum, block) => sum + block.nodeSize, 0) - (isEmpty ? before.nodeSize : 0);
    if (!tr.doc.resolve(end).nodeAfter) tr.insert(end, nodeType("paragraph").create());
    context.announcer.say(messages.inserted(media.map((medium) => medium.name).join(", ")));
  }
  view.dispatch(tr);
  if (faults.length === 0) return;
  const text = faults.map((fault) => fault.text).join(" ");
  showNote(context, Math.max(end - 1, 0), text, (place) => void uploadFiles(context, faults.map(({ file }) => file), place));
}

/** Puts files of the library where the caret is. */
export function insertMedia(context: Context, media: readonly Medium[]): void {
  if (media.length === 0) return;
  const { view, messages } = context;
  // Only what has the focus is scrolled to.
  view.focus();
  view.dispatch(insertBlock(view.state, createMedia(media)));
  followPictures(view);
  context.announcer.say(messages.inserted(media.map((medium) => medium.name).join(", ")));
}
