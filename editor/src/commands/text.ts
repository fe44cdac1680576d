import { lift, setBlockType, toggleMark, wrapIn } from "prosemirror-commands";
import type { MarkType, NodeType, Schema } from "prosemirror-model";
import { liftListItem, wrapInList } from "prosemirror-schema-list";
import { type Command, type EditorState, NodeSelection } from "prosemirror-state";
import { markType, nodeType } from "../schema";

/** Marks that the toolbar and keys switch. */
export const MARKS = ["strong", "em", "underline", "strike", "superscript", "subscript", "code"] as const;
export type MarkName = (typeof MARKS)[number];

/** Whether the whole selection, or what would be typed, has a mark. */
export function hasMark(state: EditorState, type: MarkType): boolean {
  const { from, to, empty, $from } = state.selection;
  if (empty) return Boolean(type.isInSet(state.storedMarks ?? $from.marks()));
  let all = true;
  let any = false;
  state.doc.nodesBetween(from, to, (node) => {
    if (!node.isText) return;
    any = true;
    all &&= Boolean(type.isInSet(node.marks));
  });
  return any && all;
}

export function toggle(name: MarkName): Command {
  return toggleMark(markType(name), null, { removeWhenPresent: false, includeWhitespace: false });
}

/** Removes all marks but links from the selection. */
export const clearFormatting: Command = (state, dispatch) => {
  const { from, to, empty } = state.selection;
  if (empty) return false;
  const { tr } = state;
  for (const [name, type] of Object.entries((state.schema as Schema).marks)) {
    if (name !== "link") tr.removeMark(from, to, type);
  }
  dispatch?.(tr);
  return true;
};

/** The kind of text block that the selection is in: `paragraph`, `heading2`, `quote`, `list` and so on; empty for others. */
export function textStyle(state: EditorState): string {
  const { $from } = state.selection;
  if (state.selection instanceof NodeSelection && state.selection.node.isBlock) return "";
  const { parent } = $from;
  if (parent.type.name === "heading") return `heading${parent.attrs.level}`;
  return parent.type.name === "paragraph" || parent.type.name === "code_block" ? parent.type.name : "";
}

export function isInside(state: EditorState, name: string): boolean {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) if ($from.node(depth).type.name === name) return true;
  return false;
}

export const setParagraph: Command = setBlockType(nodeType("paragraph"));

/** Makes headings of the selected blocks, or paragraphs again where they are such headings. */
export function toggleHeading(level: number): Command {
  return (state, dispatch) => {
    const is = textStyle(state) === `heading${level}`;
    return (is ? setParagraph : setBlockType(nodeType("heading"), { level }))(state, dispatch);
  };
}

export const toggleQuote: Command = (state, dispatch) =>
  (isInside(state, "blockquote") ? lift : wrapIn(nodeType("blockquote")))(state, dispatch);

/** Makes a list of the selected blocks, changes the kind of the list they are in, or takes them out of it. */
export function toggleList(name: "bullet_list" | "ordered_list"): Command {
  return (state, dispatch) => {
    const type = nodeType(name);
    const { $from } = state.selection;
    for (let depth = $from.depth; depth > 0; depth -= 1) {
      const node = $from.node(depth);
      if (node.type === type) return liftListItem(nodeType("list_item"))(state, dispatch);
      if (node.type.spec.group?.includes("list")) return changeList(type, $from.before(depth))(state, dispatch);
    }
    return wrapInList(type)(state, dispatch);
  };
}

function changeList(type: NodeType, position: number): Command {
  return (state, dispatch) => {
    dispatch?.(state.tr.setNodeMarkup(position, type));
    return true;
  };
}
