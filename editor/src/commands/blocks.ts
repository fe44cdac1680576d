import type { Node, ResolvedPos } from "prosemirror-model";
import { type EditorState, NodeSelection, Selection, TextSelection, type Transaction } from "prosemirror-state";
import { nodeType } from "../schema";

/** Blocks whose children are blocks to move and to insert between. */
const HOLDERS = new Set(["doc", "fact_box"]);

/** A block in its holder. */
export interface Place {
  node: Node;
  /** Where it starts. */
  start: number;
  parent: Node;
  index: number;
  depth: number;
}

/** The block of a holder that a position is in, the innermost holder first. */
export function placeOf($pos: ResolvedPos): Place | undefined {
  for (let depth = $pos.depth; depth >= 0; depth -= 1) {
    const parent = $pos.node(depth);
    if (!HOLDERS.has(parent.type.name) || parent.childCount === 0) continue;
    const index = Math.min($pos.index(depth), parent.childCount - 1);
    const node = parent.child(index);
    if (node.type.name === "fact_title") continue;
    return { node, start: $pos.posAtIndex(index, depth), parent, index, depth };
  }
  return undefined;
}

/** The block that the selection is in, or that is selected. */
export function currentBlock(state: EditorState): Place | undefined {
  const { selection } = state;
  if (selection instanceof NodeSelection && selection.node.isBlock && HOLDERS.has(selection.$from.parent.type.name)) {
    const { $from } = selection;
    return { node: selection.node, start: selection.from, parent: $from.parent, index: $from.index(), depth: $from.depth };
  }
  return placeOf(selection.$from);
}

/** Puts a block where the caret is: in place of an empty paragraph, or after the block with the caret. */
export function insertBlock(state: EditorState, block: Node | readonly Node[]): Transaction {
  const blocks = Array.isArray(block) ? (block as readonly Node[]) : [block as Node];
  const place = currentBlock(state);
  const { tr } = state;
  const isEmpty = place?.node.type.name === "paragraph" && place.node.childCount === 0;
  let from = place ? place.start : 0;
  const isFootnotes = place?.node.type.name === "footnotes";
  if (place && !isEmpty && !isFootnotes) from = place.start + place.node.nodeSize;
  tr.replaceWith(from, isEmpty ? from + place.node.nodeSize : from, blocks);
  const size = blocks.reduce((sum, it) => sum + it.nodeSize, 0);
  const after = tr.doc.resolve(from + size);
  // There is a line to go on writing after whatever was put last.
  if (!after.nodeAfter || after.nodeAfter.type.name === "footnotes") tr.insert(from + size, nodeType("paragraph").create());
  return selectInside(tr, from).scrollIntoView();
}

/** Selects the first text in the block at `position`, or else the block. */
export function selectInside(tr: Transaction, position: number): Transaction {
  const node = tr.doc.nodeAt(position);
  if (!node) return tr;
  const text = Selection.findFrom(tr.doc.resolve(position), 1, true);
  const isInside = text !== null && text.from < position + node.nodeSize;
  return tr.setSelection(isInside ? text : NodeSelection.create(tr.doc, position));
}

/** Moves the current block by one place; `undefined` at the end of its holder. */
export function moveBlock(state: EditorState, by: -1 | 1): { tr: Transaction; place: number; count: number; node: Node } | undefined {
  const place = currentBlock(state);
  if (!place) return undefined;
  const target = place.index + by;
  const other = place.parent.maybeChild(target);
  if (!other || place.node.type.name === "footnotes" || ["footnotes", "fact_title"].includes(other.type.name)) return undefined;
  const end = place.start + place.node.nodeSize;
  const { tr } = state;
  const offset = state.selection.from - place.start;
  const to = by < 0 ? place.start - other.nodeSize : place.start + other.nodeSize;
  tr.delete(place.start, end).insert(to, place.node);
  const selection = state.selection instanceof NodeSelection
    ? NodeSelection.create(tr.doc, to + offset)
    : TextSelection.between(tr.doc.resolve(to + offset), tr.doc.resolve(to + state.selection.to - place.start));
  return { tr: tr.setSelection(selection).scrollIntoView(), place: target + 1, count: place.parent.childCount, node: place.node };
}

/** Deletes a block; its holder keeps at least an empty paragraph. */
export function deleteBlock(state: EditorState, place: Place): Transaction {
  const { tr } = state;
  const end = place.start + place.node.nodeSize;
  const canGo = place.parent.canReplace(place.index, place.index + 1);
  if (canGo) tr.delete(place.start, end);
  else tr.replaceWith(place.start, end, nodeType("paragraph").create());
  return tr.setSelection(Selection.near(tr.doc.resolve(Math.min(place.start, tr.doc.content.size)), 1)).scrollIntoView();
}

export function duplicateBlock(state: EditorState, place: Place): Transaction {
  const end = place.start + place.node.nodeSize;
  return selectInside(state.tr.insert(end, place.node), end).scrollIntoView();
}
