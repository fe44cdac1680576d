import { NodeSelection, Plugin, TextSelection } from "prosemirror-state";
import type { Context } from "../context";
import { nodeType } from "../schema";

/** Text typed while a block is selected goes on below it; it must not take the block's place. */
export function selectedBlock(context: Context): Plugin {
  const makeRoom = (): boolean => {
    const { state } = context.view;
    const { selection } = state;
    if (!(selection instanceof NodeSelection) || !selection.node.isBlock || selection.$from.depth > 0) return false;
    const end = selection.to;
    const next = state.doc.nodeAt(end);
    const { tr } = state;
    if (next?.type.name !== "paragraph" || next.childCount > 0) tr.insert(end, nodeType("paragraph").create());
    context.view.dispatch(tr.setSelection(TextSelection.create(tr.doc, end + 1)).scrollIntoView());
    return true;
  };
  return new Plugin({
    props: {
      handleTextInput(view, _from, _to, text) {
        if (!makeRoom()) return false;
        view.dispatch(view.state.tr.insertText(text).scrollIntoView());
        return true;
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
