import type { Node, Slice } from "prosemirror-model";
import { NodeSelection, Plugin } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { h } from "../dom/element";
import { nodeType } from "../schema";

/** Where something dragged would go, and the edge of what it would stand beside. */
interface Target {
  position: number;
  edge: { left: number; top: number; width: number; height: number };
}

const THICKNESS = 3;

/**
 * Dragging whole blocks, and pictures of a gallery: they go before or behind the one that they are dropped on, by the half
 * of it that the pointer is on. A line shows where.
 */
export function blockDrop(root: HTMLElement): Plugin {
  const line = h("div", { class: "visual-drop-line" });
  line.hidden = true;
  root.append(line);
  const hide = () => {
    line.hidden = true;
    root.classList.remove("is-dragging-block");
  };
  return new Plugin({
    view: () => ({ destroy: () => line.remove() }),
    props: {
      handleDOMEvents: {
        dragover(view, event) {
          const slice = view.dragging?.slice;
          const target = slice && targetOf(view, event, slice);
          root.classList.toggle("is-dragging-block", target !== undefined);
          line.hidden = !target;
          if (!target) return false;
          const { left, top } = root.getBoundingClientRect();
          for (const [name, value] of Object.entries({ ...target.edge, left: target.edge.left - left, top: target.edge.top - top })) {
            line.style.setProperty(name, `${value}px`);
          }
          return false;
        },
        dragleave(view, event) {
          if (!(event.relatedTarget instanceof Element) || !view.dom.contains(event.relatedTarget)) hide();
          return false;
        },
      },
      handleDrop(view, event, slice, moved) {
        hide();
        const target = moved ? targetOf(view, event, slice) : undefined;
        if (!target) return false;
        const { tr } = view.state;
        // What is dragged need not be what is selected.
        const dragged = (view.dragging as { node?: NodeSelection } | null)?.node;
        if (dragged) dragged.replace(tr);
        else tr.deleteSelection();
        const at = tr.mapping.map(target.position);
        tr.insert(at, slice.content);
        view.dispatch(tr.setSelection(NodeSelection.create(tr.doc, at)).setMeta("uiEvent", "drop"));
        view.focus();
        return true;
      },
    },
  });
}

function targetOf(view: EditorView, event: DragEvent, slice: Slice): Target | undefined {
  const node = slice.content.firstChild;
  if (!node || slice.content.childCount !== 1 || slice.openStart > 0) return undefined;
  return node.type.name === "gallery_item" ? besidePicture(view, event) : besideBlock(view, event, node);
}

function besidePicture(view: EditorView, event: DragEvent): Target | undefined {
  const dom = event.target instanceof Element ? event.target.closest(".gallery-item") : null;
  if (!dom) return undefined;
  const position = view.posAtDOM(dom, 0) - 1;
  const node = view.state.doc.nodeAt(position);
  if (node?.type.name !== "gallery_item") return undefined;
  const { left, right, top, height } = dom.getBoundingClientRect();
  const isBehind = event.clientX > (left + right) / 2;
  return { position: isBehind ? position + node.nodeSize : position, edge: { left: (isBehind ? right + 6 : left - 6) - THICKNESS / 2, top, width: THICKNESS, height } };
}

function besideBlock(view: EditorView, event: DragEvent, dragged: Node): Target | undefined {
  const { doc } = view.state;
  if (!nodeType("doc").contentMatch.matchType(dragged.type)) return undefined;
  let found: Target | undefined;
  doc.forEach((node, position) => {
    const dom = view.nodeDOM(position);
    if (found || !(dom instanceof HTMLElement) || node.type.name === "footnotes") return;
    const { left, width, top, bottom } = dom.getBoundingClientRect();
    const place = (at: number, y: number): Target => ({ position: at, edge: { left, top: y - THICKNESS / 2, width, height: THICKNESS } });
    if (event.clientY <= (top + bottom) / 2) found = place(position, top - 8);
    else if (event.clientY <= bottom + 8) found = place(position + node.nodeSize, bottom + 8);
  });
  return found;
}
