import type { Node } from "prosemirror-model";
import type { EditorView } from "prosemirror-view";
import type { Context } from "../context";
import { h } from "../dom/element";
import { BlockView, type GetPosition } from "./block_view";

/** A sentence set large, and who said it. */
export class QuoteView extends BlockView {
  readonly dom: HTMLElement;

  constructor(node: Node, view: EditorView, getPosition: GetPosition, context: Context) {
    super(node, view, getPosition, context, context.messages.pullQuote);
    this.tools.append(h("div", { class: "tool-row" }, this.removeButton()));
    this.contentDOM = h("blockquote", {});
    this.dom = h("figure", { class: "visual-block pullquote" }, this.contentDOM, this.tools);
  }

  protected refresh(): void {}
}

/** A box with a heading. */
export class BoxView extends BlockView {
  readonly dom: HTMLElement;

  constructor(node: Node, view: EditorView, getPosition: GetPosition, context: Context) {
    super(node, view, getPosition, context, context.messages.factBox);
    this.tools.append(h("div", { class: "tool-row" }, this.removeButton()));
    this.contentDOM = h("div", { class: "fact-box" });
    this.dom = h("div", { class: "visual-block" }, this.contentDOM, this.tools);
  }

  protected refresh(): void {}
}
