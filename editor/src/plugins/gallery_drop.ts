import { NodeSelection, Plugin } from "prosemirror-state";

/** A picture dragged onto another one of a gallery goes before it or behind it, by the half that it is dropped on. */
export function galleryDrop(): Plugin {
  return new Plugin({
    props: {
      handleDrop(view, event, slice, moved) {
        const target = event.target instanceof Element ? event.target.closest(".gallery-item") : null;
        const item = slice.content.firstChild;
        if (!target || !moved || item?.type.name !== "gallery_item" || slice.content.childCount !== 1) return false;
        const position = view.posAtDOM(target, 0) - 1;
        const other = view.state.doc.nodeAt(position);
        if (other?.type.name !== "gallery_item") return false;
        const { left, width } = target.getBoundingClientRect();
        const to = event.clientX > left + width / 2 ? position + other.nodeSize : position;
        const { tr } = view.state;
        // What is dragged need not be what is selected.
        const dragged = (view.dragging as { node?: NodeSelection } | null)?.node;
        if (dragged) dragged.replace(tr);
        else tr.deleteSelection();
        const at = tr.mapping.map(to);
        tr.insert(at, item);
        view.dispatch(tr.setSelection(NodeSelection.create(tr.doc, at)).setMeta("uiEvent", "drop"));
        view.focus();
        return true;
      },
    },
  });
}
