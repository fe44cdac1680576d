import { type Command, type EditorState, NodeSelection, Selection, TextSelection } from "prosemirror-state";
import { nodeType } from "../schema";
import { currentBlock } from "./blocks";
import { enterField } from "./fields";
import { leaveNote } from "./footnotes";

/** Texts of one line: Enter leaves their block. */
const LINES = new Set(["caption", "credit", "gallery_item", "quote_source", "file", "button"]);

/** Moves the caret to a line below the current block, and makes one where there is none. */
export const leaveBelow: Command = (state, dispatch) => {
  const place = outermost(state);
  if (!place) return false;
  const end = place.start + place.node.nodeSize;
  const next = state.doc.nodeAt(end);
  const { tr } = state;
  if (next?.type.name !== "paragraph" || next.childCount > 0) tr.insert(end, nodeType("paragraph").create());
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, end + 1)).scrollIntoView());
  return true;
};

function outermost(state: EditorState) {
  const { $from } = state.selection;
  if (state.selection instanceof NodeSelection && $from.depth === 0) return currentBlock(state);
  return $from.depth > 0 && $from.node(1).type.name !== "footnotes" ? { node: $from.node(1), start: $from.before(1) } : undefined;
}

/** What Enter does in blocks with a form of their own. */
export const enterInBlock: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (state.selection instanceof NodeSelection && state.selection.node.isBlock) return leaveBelow(state, dispatch);
  const { parent } = $from;
  if (enterField(state)) return enterField(state, dispatch);
  if (LINES.has(parent.type.name)) return leaveBelow(state, dispatch);
  if (parent.type.name === "fact_title") {
    dispatch?.(state.tr.setSelection(Selection.near(state.doc.resolve($from.after()), 1)).scrollIntoView());
    return true;
  }
  if (leaveNote(state)) return leaveNote(state, dispatch);
  // An empty paragraph at the end of a box is the way out of it.
  const holder = $from.depth > 1 ? $from.node(-1) : undefined;
  const isLast = holder?.type.name === "fact_box" && $from.indexAfter(-1) === holder.childCount;
  if (!empty || parent.childCount > 0 || !isLast || holder!.childCount < 3) return false;
  const tr = state.tr.delete($from.before(), $from.after());
  const end = tr.mapping.map($from.after(-1));
  tr.insert(end, nodeType("paragraph").create());
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, end + 1)).scrollIntoView());
  return true;
};

/** Deleting backwards in an empty block of its own kind deletes the block; elsewhere at its start it does nothing. */
export const backspaceInBlock: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.parentOffset > 0 || $from.depth < 2) return false;
  for (let depth = $from.depth - 1; depth > 0; depth -= 1) {
    const block = $from.node(depth);
    if (!["pull_quote", "fact_box", "buttons"].includes(block.type.name)) continue;
    const isStart = $from.start(depth) === $from.before($from.depth) || $from.parent.content.size === 0;
    if (block.textContent !== "" || !isStart || hasMedia(block)) return false;
    const tr = state.tr.replaceWith($from.before(depth), $from.after(depth), nodeType("paragraph").create());
    dispatch?.(tr.setSelection(TextSelection.create(tr.doc, $from.before(depth) + 1)).scrollIntoView());
    return true;
  }
  return false;
};

function hasMedia(block: import("prosemirror-model").Node): boolean {
  let found = false;
  block.descendants((node) => { found ||= node.isAtom && !node.isText; });
  return found;
}

/** Selects the block around the caret. */
export const selectBlock: Command = (state, dispatch) => {
  const place = currentBlock(state);
  if (!place || state.selection instanceof NodeSelection || !NodeSelection.isSelectable(place.node)) return false;
  dispatch?.(state.tr.setSelection(NodeSelection.create(state.doc, place.start)));
  return true;
};
