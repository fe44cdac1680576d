import { type Command, TextSelection } from "prosemirror-state";

/** Texts that are fields of their block: Tab goes from one to the next. */
const FIELDS = new Set(["caption", "credit", "quote_source", "fact_title"]);

/** Moves the caret to the next or previous field of the block; beyond the last one, Tab leads to the tools. */
export function goToField(by: -1 | 1): Command {
  return (state, dispatch) => {
    const { $from } = state.selection;
    if ($from.depth < 2) return false;
    const holder = $from.node(-1);
    const index = $from.index(-1) + by;
    const target = holder.maybeChild(index);
    const isBetween = target?.isTextblock && (FIELDS.has(target.type.name) || FIELDS.has($from.parent.type.name));
    if (!isBetween) return false;
    const start = $from.posAtIndex(index, -1) + 1;
    dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, start + target.content.size)).scrollIntoView());
    return true;
  };
}

/** Texts that Enter leads to from the one before them. */
const NEXT = new Set(["credit", "quote_source"]);

/** From the end of a block's text to the field that follows it. A caption is one line: from anywhere in it. */
export const enterField: Command = (state, dispatch) => {
  const { $from, $to } = state.selection;
  if ($from.depth < 2 || !$from.sameParent($to)) return false;
  const { parent } = $from;
  const holder = $from.node(-1);
  const next = holder.maybeChild($from.indexAfter(-1));
  const isLine = parent.type.name === "caption";
  if (!next || !NEXT.has(next.type.name) || (!isLine && $to.parentOffset < parent.content.size)) return false;
  const { tr } = state;
  // An empty line that the writer leaves is not one more paragraph of the quote.
  const isLeft = !isLine && parent.childCount === 0 && holder.childCount > 2;
  if (isLeft) tr.delete($from.before(), $from.after());
  else if (!isLine) tr.deleteSelection();
  const end = tr.mapping.map($from.after()) + 1 + next.content.size;
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, end)).scrollIntoView());
  return true;
};
