import { currentBlock, deleteBlock, duplicateBlock } from "../commands/blocks";
import type { Context } from "../context";
import { shortcut } from "../dom/shortcut";
import { type MenuItem, openMenu } from "../dom/menu";
import { moved } from "../plugins/keys";
import { blockName } from "./names";
import { inserts } from "./inserts";

/** What can be done with the block that holds the selection. */
export function blockActions(context: Context): MenuItem[] {
  const { messages, view, announcer } = context;
  const place = currentBlock(view.state);
  if (!place || place.node.type.name === "footnotes") return [];
  const move = (by: -1 | 1) => ({
    disabled: !moved(context, by)(view.state),
    run: () => {
      moved(context, by)(view.state, view.dispatch);
      view.focus();
    },
  });
  return [
    { name: messages.moveUp, icon: "up", shortcut: shortcut("Alt+Shift+↑"), ...move(-1) },
    { name: messages.moveDown, icon: "down", shortcut: shortcut("Alt+Shift+↓"), ...move(1) },
    {
      name: messages.duplicate, icon: "copy", shortcut: shortcut("Ctrl+Shift+D"), apart: true,
      run: () => {
        view.dispatch(duplicateBlock(view.state, place));
        announcer.say(messages.inserted(blockName(messages, place.node)));
        view.focus();
      },
    },
    {
      name: messages.remove, icon: "trash", danger: true,
      run: () => {
        view.dispatch(deleteBlock(view.state, place));
        announcer.say(messages.removed(blockName(messages, place.node)));
        view.focus();
      },
    },
  ];
}

/** Opens the insert menu below a button: that of the toolbar, or the sign beside an empty line. */
export function openInserts(context: Context, opener: HTMLElement): void {
  const { messages, view } = context;
  const items = inserts(context).map(({ name, words, icon, run }) => ({ name, words, icon, run }));
  openMenu(opener, messages.insert, items, () => view.focus(), { label: messages.findInsert, nothing: messages.noInsert });
}
