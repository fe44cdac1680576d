import type { Node } from "prosemirror-model";
import type { EditorView } from "prosemirror-view";
import type { Context } from "../context";
import { h } from "../dom/element";
import { BlockView, type GetPosition } from "./block_view";

/** A block of texts that have no fields beside them: all there is to do is to remove it. */
abstract class TextsView extends BlockView {
  constructor(node: Node, view: EditorView, getPosition: GetPosition, context: Context, label: string) {
    super(node, view, getPosition, context, label);
    this.tools.classList.add("in-corner");
    this.tools.append(this.removeButton());
  }

  protected refresh(): void {}
}

/** A sentence set large, and who said it. */
export class QuoteView extends TextsView {
  override readonly contentDOM = h("blockquote", {});
  readonly dom = h("figure", { class: "visual-block pullquote" }, this.contentDOM, this.tools);

  constructor(node: Node, view: EditorView, getPosition: GetPosition, context: Context) {
    super(node, view, getPosition, context, context.messages.pullQuote);
  }
}

/** A box with a heading. */
export class BoxView extends TextsView {
  override readonly contentDOM = h("div", { class: "fact-box" });
  readonly dom = h("div", { class: "visual-block" }, this.contentDOM, this.tools);

  constructor(node: Node, view: EditorView, getPosition: GetPosition, context: Context) {
    super(node, view, getPosition, context, context.messages.factBox);
  }
}
