import { type EditorState, Plugin, PluginKey, type Transaction } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";

/** Places that wait for something: a file that is being uploaded, an address that is being looked up. */
type Change = { add: Decoration } | { remove: object };

const key = new PluginKey<DecorationSet>("pending");

export function pending(): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply(tr, set) {
        const change = tr.getMeta(key) as Change | undefined;
        const mapped = set.map(tr.mapping, tr.doc);
        if (change && "add" in change) return mapped.add(tr.doc, [change.add]);
        if (change) return mapped.remove(mapped.find(undefined, undefined, (spec) => spec.id === change.remove));
        return mapped;
      },
    },
    props: { decorations: (state) => key.getState(state) },
  });
}

/** Shows `element` at a position until `id` is removed. */
export function addWidget(tr: Transaction, id: object, position: number, element: HTMLElement): Transaction {
  return tr.setMeta(key, { add: Decoration.widget(position, element, { id, side: 1, ignoreSelection: true, stopEvent: () => true }) } satisfies Change);
}

/** Marks a node as waiting until `id` is removed. */
export function addNode(tr: Transaction, id: object, from: number, to: number): Transaction {
  return tr.setMeta(key, { add: Decoration.node(from, to, { class: "is-pending" }, { id }) } satisfies Change);
}

export function removePending(tr: Transaction, id: object): Transaction {
  return tr.setMeta(key, { remove: id } satisfies Change);
}

/** Where a pending place is now; `undefined` when it was deleted. */
export function findPending(state: EditorState, id: object): { from: number; to: number } | undefined {
  return key.getState(state)?.find(undefined, undefined, (spec) => spec.id === id)[0];
}
