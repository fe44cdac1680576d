import { placeOf } from "../commands/blocks";
import type { Context } from "../context";
import { h } from "../dom/element";
import { iconButton, textButton } from "../dom/fields";
import { addWidget, findPending, removePending } from "./pending";

/**
 * Tells of a fault below the block at `position`, until it is closed or tried again. `retry` gets a position in the block
 * that the note is below by then; without it, nothing can be tried.
 */
export function showNote(context: Context, position: number, text: string, retry?: (position: number) => void): void {
  const { view, messages } = context;
  const id = {};
  const close = () => {
    const found = findPending(view.state, id);
    view.dispatch(removePending(view.state.tr, id));
    view.focus();
    return found && Math.max(found.from - 1, 0);
  };
  const again = () => {
    const place = close();
    if (place !== undefined) retry?.(place);
  };
  const note = h(
    "div",
    { class: "block-note", role: "group", "aria-label": text, contenteditable: "false" },
    h("span", {}, text),
    retry && textButton(messages.tryAgain, again),
    iconButton("close", messages.close, close),
  );
  view.dispatch(addWidget(view.state.tr, id, endOfBlock(context, position), note));
  context.announcer.say(text);
}

/** Where the block at a position ends. */
export function endOfBlock(context: Context, position: number): number {
  const { doc } = context.view.state;
  const place = placeOf(doc.resolve(Math.min(position, doc.content.size)));
  return place ? place.start + place.node.nodeSize : 0;
}

/** What an error says to the writer. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : "";
}
