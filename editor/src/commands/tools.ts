import { type Command, NodeSelection } from "prosemirror-state";

/** Moves the focus from the text to the tools of its block, if it has any; Escape leads back. */
export const goToTools: Command = (state, _dispatch, view) => {
  if (!view) return false;
  const { $from } = state.selection;
  const positions = Array.from({ length: $from.depth }, (_, index) => $from.before($from.depth - index));
  if (state.selection instanceof NodeSelection) positions.unshift(state.selection.from);
  for (const position of positions) {
    const dom = view.nodeDOM(position);
    const tools = dom instanceof HTMLElement ? dom.querySelector<HTMLElement>(":scope > .block-tools") : null;
    const first = tools?.checkVisibility() ? tools.querySelector<HTMLElement>("input, select, button") : null;
    if (!first) continue;
    first.focus();
    return true;
  }
  return false;
};
