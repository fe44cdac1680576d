import { Plugin, type Transaction } from "prosemirror-state";
import type { Context } from "../context";
import { reasonOf, showNote } from "./notes";

/** What became of a picture that came with pasted text, by its temporary address. */
type Outcome = { src: string; width?: number; height?: number } | "waits" | { fault: string };

/**
 * Pictures inside pasted text have addresses that hold only here (`data:`, `blob:`): they are uploaded, and get the
 * address of the library. Undoing and pasting again may bring the old address back, so it is looked for then, too.
 */
export function pastedPictures(context: Context): Plugin {
  const outcomes = new Map<string, Outcome>();
  let isDue = false;
  const settle = () => {
    const { view } = context;
    if (view.isDestroyed) return;
    const tr: Transaction = view.state.tr.setMeta("addToHistory", false);
    const gone: { position: number; fault: string }[] = [];
    view.state.doc.descendants((node, position) => {
      const src = node.attrs.src as string | undefined;
      if (!src || !/^(data|blob):/i.test(src)) return;
      const outcome = outcomes.get(src);
      if (outcome === undefined) upload(src);
      else if (outcome === "waits") return;
      else if ("fault" in outcome) gone.push({ position, fault: outcome.fault });
      else tr.setNodeMarkup(position, null, { ...node.attrs, ...outcome });
    });
    for (const { position } of [...gone].reverse()) tr.delete(position, position + tr.doc.nodeAt(position)!.nodeSize);
    if (tr.docChanged) view.dispatch(tr);
    const first = gone[0];
    if (first) showNote(context, Math.max(first.position - 1, 0), [...new Set(gone.map(({ fault }) => fault))].join(" "));
  };
  const upload = (address: string) => {
    outcomes.set(address, "waits");
    void fileOf(address)
      .then((file) => context.options.uploadMedia(file, () => {}))
      .then(({ src, width, height }) => outcomes.set(address, { src, ...(width && { width }), ...(height && { height }) }))
      .catch((error: unknown) => {
        outcomes.set(address, { fault: context.messages.uploadFailed(context.messages.picture, reasonOf(error)) });
      })
      .finally(settle);
  };
  return new Plugin({
    appendTransaction(transactions) {
      isDue ||= transactions.some((tr) => tr.docChanged && (tr.getMeta("paste") || tr.getMeta("uiEvent") === "drop" || tr.getMeta("history$")));
      return null;
    },
    view: () => ({
      update() {
        if (!isDue) return;
        isDue = false;
        queueMicrotask(settle);
      },
    }),
  });
}

async function fileOf(address: string): Promise<File> {
  const blob = address.startsWith("data:") ? decode(address) : await (await fetch(address)).blob();
  const extension = /^image\/(\w+)/.exec(blob.type)?.[1]?.replace("jpeg", "jpg") ?? "png";
  return new File([blob], `picture.${extension}`, { type: blob.type });
}

/** Decodes a `data:` address by hand: the page's policy need not allow fetching it. */
function decode(address: string): Blob {
  const comma = address.indexOf(",");
  const [type = "image/png"] = address.slice("data:".length, comma).split(";");
  const isBase64 = /;\s*base64$/i.test(address.slice(0, comma));
  const data = decodeURIComponent(address.slice(comma + 1));
  const bytes = isBase64 ? Uint8Array.from(atob(data.replace(/\s/g, "")), (char) => char.charCodeAt(0)) : new TextEncoder().encode(data);
  return new Blob([bytes], { type });
}
