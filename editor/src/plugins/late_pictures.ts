import { NodeSelection } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";

/** What shows that the writer went elsewhere by then. */
const LEAVING = ["wheel", "touchmove", "pointerdown", "keydown"] as const;

/**
 * Keeps the caret in the window while the pictures of its block are loaded: until then nobody knows how high they are, and
 * they push their captions away.
 */
export function followPictures(view: EditorView): void {
  const { selection } = view.state;
  const position = selection instanceof NodeSelection && selection.$from.depth === 0 ? selection.from : selection.$from.before(1);
  const block = view.nodeDOM(position);
  if (!(block instanceof HTMLElement)) return;
  const waiting = new Set([...block.querySelectorAll("img")].filter((image) => !image.complete));
  const loaded = ({ target }: Event) => {
    waiting.delete(target as HTMLImageElement);
    if (!view.isDestroyed && view.state.selection.eq(selection)) view.dispatch(view.state.tr.scrollIntoView());
    else waiting.clear();
    if (waiting.size === 0) stop();
  };
  const stop = () => {
    block.removeEventListener("load", loaded, true);
    block.removeEventListener("error", loaded, true);
    LEAVING.forEach((name) => window.removeEventListener(name, stop, true));
  };
  if (waiting.size === 0) return;
  block.addEventListener("load", loaded, true);
  block.addEventListener("error", loaded, true);
  LEAVING.forEach((name) => window.addEventListener(name, stop, { capture: true, passive: true }));
}
