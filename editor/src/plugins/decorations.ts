import type { Node } from "prosemirror-model";
import { type EditorState, NodeSelection, Plugin } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import type { Messages } from "../messages/messages";

/** Marks the block with the selection, and gives empty texts a placeholder. */
export function decorations(messages: Messages): Plugin {
  return new Plugin({
    props: {
      decorations(state) {
        return DecorationSet.create(state.doc, [...active(state), ...placeholders(state, messages)]);
      },
    },
  });
}

const NESTED = new Set(["gallery_item", "button", "ordered_list"]);

function active(state: EditorState): Decoration[] {
  const { selection } = state;
  const { $from } = selection;
  const found: Decoration[] = [];
  const mark = (position: number, node: Node) => found.push(Decoration.node(position, position + node.nodeSize, { class: "is-active" }));
  for (let depth = 1; depth <= $from.depth; depth += 1) {
    const node = $from.node(depth);
    if (depth === 1 || NESTED.has(node.type.name) || $from.node(depth - 1).type.name === "fact_box") mark($from.before(depth), node);
  }
  if (selection instanceof NodeSelection && selection.node.isBlock) mark(selection.from, selection.node);
  return found;
}

/** Only what can be seen empty is looked at: the blocks around the caret, and those that always say what they are for. */
function placeholders(state: EditorState, messages: Messages): Decoration[] {
  const { doc, selection } = state;
  const found: Decoration[] = [];
  const add = (position: number, node: Node, text: string) =>
    found.push(Decoration.node(position, position + node.nodeSize, { class: "is-empty", "data-placeholder": text }));
  const isAlone = doc.childCount === 1;
  doc.forEach((block, offset) => {
    if (block.type.name === "paragraph") {
      const hasCaret = selection.empty && selection.$from.parent === block;
      if (block.childCount === 0 && (isAlone || hasCaret)) add(offset, block, isAlone ? messages.placeholder : messages.lineHint);
      return;
    }
    if (block.isTextblock || block.isAtom) {
      const text = block.childCount === 0 && textFor(block, undefined, messages);
      if (text) add(offset, block, text);
      return;
    }
    block.descendants((node, position, parent) => {
      if (!node.isTextblock) return node.type.name !== "table";
      const text = node.childCount === 0 && textFor(node, parent ?? undefined, messages);
      if (text) add(offset + 1 + position, node, text);
      return false;
    });
  });
  return found;
}

function textFor(node: Node, parent: Node | undefined, messages: Messages): string | undefined {
  switch (node.type.name) {
    case "heading": return messages.headingPlaceholder;
    case "caption": return parent?.type.name === "figure" ? messages.caption : messages.addCaption;
    case "credit": return messages.credit;
    case "gallery_item": return messages.caption;
    case "quote_source": return messages.quoteSource;
    case "fact_title": return messages.boxTitle;
    case "button": return messages.buttonText;
    case "file": return messages.fileName;
    case "paragraph": return parent?.type.name === "pull_quote" && parent.childCount === 2 ? messages.quoteText
      : parent?.type.name === "footnote_item" ? messages.footnote : undefined;
    default: return undefined;
  }
}
