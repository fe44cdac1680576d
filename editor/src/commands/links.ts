import type { Mark } from "prosemirror-model";
import type { EditorState, Transaction } from "prosemirror-state";
import { markType, schema } from "../schema";

/** A link and the text it stands on. */
export interface LinkRange {
  from: number;
  to: number;
  mark: Mark;
  text: string;
}

/** The link around the selection. */
export function linkAt(state: EditorState): LinkRange | undefined {
  const { $from, from, to } = state.selection;
  const type = markType("link");
  const parent = $from.parent;
  if (!parent.inlineContent) return undefined;
  const start = $from.start();
  let found: LinkRange | undefined;
  parent.forEach((child, offset) => {
    const mark = type.isInSet(child.marks);
    const [begin, end] = [start + offset, start + offset + child.nodeSize];
    if (!mark) return;
    if (found && found.to === begin && found.mark.eq(mark)) found = { ...found, to: end, text: found.text + child.textContent };
    else if (!found || found.to < from) found = { from: begin, to: end, mark, text: child.textContent };
  });
  return found && found.from <= from && to <= found.to ? found : undefined;
}

/** Links the selection, changes the link around it, or inserts `title` as a new link. */
export function setLink(state: EditorState, href: string, title = ""): Transaction {
  const existing = linkAt(state);
  const { tr } = state;
  const { from, to } = existing ?? state.selection;
  const mark = markType("link").create({ ...existing?.mark.attrs, href });
  if (from === to) {
    tr.replaceSelectionWith(schema.text(title || href, [...state.selection.$from.marks(), mark]), false);
  } else {
    tr.removeMark(from, to, markType("link")).addMark(from, to, mark);
  }
  return tr.removeStoredMark(markType("link")).scrollIntoView();
}

export function removeLink(state: EditorState): Transaction {
  const existing = linkAt(state);
  const { from, to } = existing ?? state.selection;
  return state.tr.removeMark(from, to, markType("link"));
}

/** Whether text with a link may stand where the selection is. */
export function canLink(state: EditorState): boolean {
  const { parent } = state.selection.$from;
  return parent.inlineContent && parent.type.allowsMarkType(markType("link"));
}
