import { Plugin, TextSelection } from "prosemirror-state";
import type { Context } from "../context";
import { nodeType } from "../schema";

/** A click below the text goes on writing there, whatever the last block is. */
export function lastLine(context: Context): Plugin {
  return new Plugin({
    view(view) {
      const click = (event: MouseEvent) => {
        const sheet = view.dom.parentElement;
        if (!view.editable || event.button !== 0 || ![context.root, sheet, view.dom].includes(event.target as HTMLElement)) return;
        const last = view.dom.lastElementChild?.getBoundingClientRect();
        if (!last || event.clientY <= last.bottom) return;
        event.preventDefault();
        const { doc, tr } = view.state;
        const notes = doc.lastChild?.type.name === "footnotes" ? doc.lastChild : undefined;
        const end = doc.content.size - (notes?.nodeSize ?? 0);
        const before = doc.resolve(end).nodeBefore;
        if (before?.type.name !== "paragraph") tr.insert(end, nodeType("paragraph").create());
        const at = tr.doc.resolve(tr.mapping.map(end)).pos - 1;
        view.dispatch(tr.setSelection(TextSelection.create(tr.doc, at)).scrollIntoView());
        view.focus();
      };
      context.root.addEventListener("mousedown", click);
      return { destroy: () => context.root.removeEventListener("mousedown", click) };
    },
  });
}
