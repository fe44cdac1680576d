import { Plugin, PluginKey, type Transaction } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";

const key = new PluginKey<DecorationSet>("link target");

/** Marks the words that get a link while the focus, and with it the browser's own mark of them, is in the panel. */
export function linkTarget(): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply(tr, set) {
        const target = tr.getMeta(key) as { from: number; to: number } | "none" | undefined;
        if (target === "none") return DecorationSet.empty;
        if (!target) return set.map(tr.mapping, tr.doc);
        return DecorationSet.create(tr.doc, [Decoration.inline(target.from, target.to, { class: "link-target" })]);
      },
    },
    props: { decorations: (state) => key.getState(state) },
  });
}

export function markTarget(tr: Transaction, from: number, to: number): Transaction {
  return tr.setMeta(key, { from, to });
}

export function unmarkTarget(tr: Transaction): Transaction {
  return tr.setMeta(key, "none");
}
