import type { Command } from "prosemirror-state";
import { TextSelection } from "prosemirror-state";

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
