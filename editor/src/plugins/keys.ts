import { baseKeymap, chainCommands, exitCode } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import { undoInputRule } from "prosemirror-inputrules";
import { keymap } from "prosemirror-keymap";
import { liftListItem, sinkListItem, splitListItem } from "prosemirror-schema-list";
import { type Command, NodeSelection, type Plugin } from "prosemirror-state";
import { goToNextCell } from "prosemirror-tables";
import { moveBlock, duplicateBlock, currentBlock } from "../commands/blocks";
import { goToField } from "../commands/fields";
import { insertFootnote } from "../commands/footnotes";
import { backspaceInBlock, enterInBlock, leaveBelow, selectBlock } from "../commands/leave";
import { goToTools } from "../commands/tools";
import { addLastRow } from "../commands/table";
import { clearFormatting, hasMark, type MarkName, setParagraph, toggle, toggleHeading, toggleList, toggleQuote } from "../commands/text";
import type { Context } from "../context";
import { markType, nodeType } from "../schema";
import { blockName, markName } from "../ui/names";
import { moveItem } from "../views/gallery";
import { addressLine, resolveLine } from "./addresses";

/** What keys can open. */
export interface Panels {
  link(): void;
  help(): void;
  picture(): void;
  toolbar(): void;
}

/** Says what a command has done. */
export function told(context: Context, command: Command, text: () => string): Command {
  return (state, dispatch, view) => {
    const isDone = command(state, dispatch, view);
    if (isDone && dispatch) context.announcer.say(text());
    return isDone;
  };
}

export function marked(context: Context, name: MarkName): Command {
  return told(context, toggle(name), () => {
    const { messages, view } = context;
    return (hasMark(view.state, markType(name)) ? messages.markOn : messages.markOff)(markName(messages, name));
  });
}

export function moved(context: Context, by: -1 | 1): Command {
  return (state, dispatch) => {
    const found = moveBlock(state, by);
    if (!found) return false;
    dispatch?.(found.tr);
    context.announcer.say(context.messages.movedTo(blockName(context.messages, found.node), found.place, found.count));
    return true;
  };
}

const run = (action: () => void): Command => () => {
  action();
  return true;
};

export function keys(context: Context, panels: Panels): Plugin[] {
  const item = nodeType("list_item");
  const { messages } = context;
  const hardBreak: Command = (state, dispatch) => {
    const type = nodeType("hard_break");
    if (!state.selection.$from.parent.type.contentMatch.matchType(type)) return false;
    dispatch?.(state.tr.replaceSelectionWith(type.create()).scrollIntoView());
    return true;
  };
  const changed = (command: Command) => told(context, command, () => messages.changedTo(blockName(messages, context.view.state.selection.$from.parent)));
  const enter: Command = (state, dispatch) => {
    const at = state.selection.$from.pos;
    const isLine = state.selection.empty && addressLine(context, at) !== undefined;
    if (isLine && dispatch) queueMicrotask(() => void resolveLine(context, at));
    return false;
  };
  const moveSelectedItem = (by: -1 | 1): Command => (state) => {
    const { selection } = state;
    const { $from } = selection;
    const isItem = selection instanceof NodeSelection && selection.node.type.name === "gallery_item";
    const position = isItem ? selection.from : $from.parent.type.name === "gallery_item" ? $from.before() : undefined;
    if (position === undefined) return false;
    // Browsers leave the page by this key: it is taken even at the end of the gallery.
    moveItem(context.view, context, position, by);
    return true;
  };
  const own: Record<string, Command> = {
    "Mod-z": told(context, undo, () => messages.undone),
    "Mod-Shift-z": told(context, redo, () => messages.redone),
    "Mod-y": told(context, redo, () => messages.redone),
    "Mod-b": marked(context, "strong"),
    "Mod-i": marked(context, "em"),
    "Mod-e": marked(context, "code"),
    "Mod-Shift-x": marked(context, "strike"),
    "Mod-.": marked(context, "superscript"),
    "Mod-,": marked(context, "subscript"),
    "Mod-\\": clearFormatting,
    "Mod-k": run(panels.link),
    "Mod-/": run(panels.help),
    "Mod-Alt-m": run(panels.picture),
    "Mod-Alt-f": told(context, insertFootnote, () => messages.inserted(messages.footnote)),
    "Alt-F10": run(panels.toolbar),
    "Mod-Alt-0": changed(setParagraph),
    ...Object.fromEntries([2, 3, 4].map((level) => [`Mod-Alt-${level}`, changed(toggleHeading(level))])),
    "Mod-Shift-7": changed(toggleList("ordered_list")),
    "Mod-Shift-8": changed(toggleList("bullet_list")),
    "Mod-Shift-9": changed(toggleQuote),
    "Alt-Shift-ArrowUp": moved(context, -1),
    "Alt-Shift-ArrowDown": moved(context, 1),
    "Mod-Shift-d": (state, dispatch) => {
      const place = currentBlock(state);
      if (place && place.node.type.name !== "footnotes") dispatch?.(duplicateBlock(state, place));
      return place !== undefined;
    },
    "Alt-ArrowLeft": moveSelectedItem(-1),
    "Alt-ArrowRight": moveSelectedItem(1),
    "Shift-Enter": chainCommands(exitCode, hardBreak),
    "Mod-Enter": chainCommands(exitCode, leaveBelow),
    Enter: chainCommands(enter, enterInBlock, splitListItem(item)),
    Backspace: chainCommands(undoInputRule, backspaceInBlock),
    Tab: chainCommands(goToNextCell(1), addLastRow, goToField(1), sinkListItem(item), goToTools),
    "Shift-Tab": chainCommands(goToNextCell(-1), goToField(-1), liftListItem(item)),
    Escape: selectBlock,
  };
  return [keymap(own), keymap(baseKeymap)];
}
