import type { Node } from "prosemirror-model";
import { type EditorState, NodeSelection, Plugin, Selection, TextSelection, type Transaction } from "prosemirror-state";
import type { Context } from "../context";
import { nodeType } from "../schema";

/** Text typed or pasted while a node is selected goes on beside it, or in its own text; it must not take the node's place. */
export function selectedBlock(context: Context): Plugin {
  const makeRoom = (): boolean => {
    const { view } = context;
    const { selection } = view.state;
    const tr = selection instanceof NodeSelection ? roomBeside(view.state, selection) : undefined;
    if (tr) view.dispatch(tr.scrollIntoView());
    return tr !== undefined;
  };
  return new Plugin({
    props: {
      handleTextInput(view, _from, _to, text) {
        if (!makeRoom()) return false;
        view.dispatch(view.state.tr.insertText(text).scrollIntoView());
        return true;
      },
      handlePaste(view, _event, slice) {
        const { selection } = view.state;
        // Whole blocks that are pasted may replace a block; words only go into a text.
        const isInside = selection instanceof NodeSelection && selection.$from.depth > 0;
        if (isInside && slice.openStart > 0) makeRoom();
        return false;
      },
      handleDOMEvents: {
        compositionstart: () => {
          makeRoom();
          return false;
        },
      },
    },
  });
}

/** Moves the caret to where text goes that is typed while a node is selected. */
function roomBeside(state: EditorState, { node, $from, from, to }: NodeSelection): Transaction | undefined {
  const { tr } = state;
  if (node.isInline) return tr.setSelection(TextSelection.create(tr.doc, to));
  const paragraph = nodeType("paragraph");
  // A field, such as a caption, has no line below it.
  const isField = node.isTextblock && !nodeType("doc").contentMatch.matchType(node.type);
  const { parent } = $from;
  const after = $from.index() + 1;
  if (!isField && parent.canReplaceWith(after, after, paragraph)) {
    const next: Node | null = parent.maybeChild(after);
    if (next?.type !== paragraph || next.childCount > 0) tr.insert(to, paragraph.create());
    return tr.setSelection(TextSelection.create(tr.doc, to + 1));
  }
  const end = Selection.findFrom(tr.doc.resolve(to), -1, true);
  if (end && end.from > from) return tr.setSelection(end);
  return tr.setSelection(Selection.near(tr.doc.resolve(to), 1));
}
