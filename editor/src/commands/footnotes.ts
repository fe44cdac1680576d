import type { Node } from "prosemirror-model";
import { type Command, type EditorState, Selection, TextSelection } from "prosemirror-state";
import { nodeType } from "../schema";

/** A sign in the text. */
export interface Reference {
  name: string;
  number: number;
  position: number;
}

export function references(doc: Node): Reference[] {
  const found: Reference[] = [];
  doc.descendants((node, position) => {
    if (node.type.name === "footnote_ref") found.push({ name: node.attrs.name, number: node.attrs.number, position });
    return node.type.name !== "footnotes";
  });
  return found;
}

/** The notes at the end, and where they start. */
export function notesOf(doc: Node): { node: Node; start: number } | undefined {
  const node = doc.lastChild;
  return node?.type.name === "footnotes" ? { node, start: doc.content.size - node.nodeSize } : undefined;
}

/** A name that no note has. */
export function freeName(taken: ReadonlySet<string>): string {
  let number = 1;
  while (taken.has(String(number))) number += 1;
  return String(number);
}

export function createNote(name: string, content?: Node["content"]): Node {
  return nodeType("footnote_item").create({ name }, content ?? nodeType("paragraph").create());
}

/** Puts a sign behind the selection and moves the caret into its new note. */
export const insertFootnote: Command = (state, dispatch) => {
  const { $to } = state.selection;
  const type = nodeType("footnote_ref");
  const isInNotes = $to.depth > 0 && $to.node(1).type.name === "footnotes";
  if (isInNotes || !$to.parent.inlineContent || !$to.parent.contentMatchAt($to.index()).matchType(type)) return false;
  if (!dispatch) return true;
  const existing = references(state.doc);
  const notes = notesOf(state.doc);
  const names = new Set(existing.map(({ name }) => name));
  notes?.node.forEach((item) => { names.add(item.attrs.name as string); });
  const name = freeName(names);
  const place = existing.filter(({ position }) => position < $to.pos).length;
  const tr = state.tr.insert($to.pos, type.create({ name, number: place + 1 }));
  let item: number;
  if (notes) {
    item = tr.mapping.map(notes.start) + 1;
    for (let index = 0; index < Math.min(place, notes.node.childCount); index += 1) item += notes.node.child(index).nodeSize;
    tr.insert(item, createNote(name));
  } else {
    item = tr.doc.content.size + 1;
    tr.insert(tr.doc.content.size, nodeType("footnotes").create(null, createNote(name)));
  }
  dispatch(tr.setSelection(Selection.near(tr.doc.resolve(item + 1), 1)).scrollIntoView());
  return true;
};

/** From a note back to the text behind its sign. */
export const leaveNote: Command = (state, dispatch) => {
  const name = noteAround(state);
  const target = name === undefined ? undefined : references(state.doc).find((reference) => reference.name === name);
  if (!target) return false;
  dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, target.position + 1)).scrollIntoView());
  return true;
};

function noteAround(state: EditorState): string | undefined {
  const { $from } = state.selection;
  const item = $from.depth >= 2 ? $from.node(2) : undefined;
  return item?.type.name === "footnote_item" ? (item.attrs.name as string) : undefined;
}
