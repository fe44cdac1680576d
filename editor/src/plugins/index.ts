import { dropCursor } from "prosemirror-dropcursor";
import { gapCursor } from "prosemirror-gapcursor";
import { history } from "prosemirror-history";
import type { Plugin } from "prosemirror-state";
import { tableEditing } from "prosemirror-tables";
import type { Context } from "../context";
import { chooseMedia } from "../ui/inserts";
import { openHelp } from "../ui/help";
import { slashMenu } from "../ui/slash_menu";
import type { Chrome } from "../ui/chrome";
import { blockDrop } from "./block_drop";
import { decorations } from "./decorations";
import { footnotes } from "./footnotes";
import { markdownRules } from "./input_rules";
import { keys } from "./keys";
import { lastLine } from "./last_line";
import { linkTarget } from "./link_target";
import { clipboard } from "./paste";
import { pastedPictures } from "./pasted_pictures";
import { pending } from "./pending";
import { selectedBlock } from "./selected_block";

/** Everything that happens in the editor; what comes first is asked first about keys. */
export function plugins(context: Context, chrome: Chrome): Plugin[] {
  const panels = {
    link: () => chrome.links.open(),
    help: () => openHelp(context),
    picture: () => void chooseMedia(context, "picture"),
    toolbar: () => chrome.toolbar.focus(),
  };
  return [
    slashMenu(context),
    markdownRules(),
    ...keys(context, panels),
    history(),
    dropCursor({ class: "visual-drop-cursor", color: false, width: 3 }),
    gapCursor(),
    tableEditing({ allowTableNodeSelection: true }),
    decorations(context.messages),
    pending(),
    linkTarget(),
    blockDrop(context.root),
    clipboard(context),
    pastedPictures(context),
    footnotes(),
    selectedBlock(context),
    lastLine(context),
    chrome.plugin(),
  ];
}
