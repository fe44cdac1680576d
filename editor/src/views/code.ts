import type { Node } from "prosemirror-model";
import type { EditorView } from "prosemirror-view";
import type { Context } from "../context";
import { h } from "../dom/element";
import { textField } from "../dom/fields";
import { BlockView, type GetPosition } from "./block_view";

/** Program text and its language. */
export class CodeView extends BlockView {
  readonly dom: HTMLElement;
  readonly #language: ReturnType<typeof textField>;

  constructor(node: Node, view: EditorView, getPosition: GetPosition, context: Context) {
    super(node, view, getPosition, context, context.messages.codeBlock);
    // Names as the class may hold them.
    const write = (language: string) => this.set({ language: language.replace(/[^a-zA-Z0-9+#\-_.]/g, "").slice(0, 30) });
    this.#language = textField(context.messages.language, node.attrs.language as string, write, { spellcheck: "false", size: "10" });
    this.#language.row.classList.add("short");
    this.tools.append(h("div", { class: "tool-row" }, this.#language.row, this.removeButton()));
    this.contentDOM = h("code", { spellcheck: "false" });
    this.dom = h("div", { class: "visual-block visual-code" }, h("pre", {}, this.contentDOM), this.tools);
    this.refresh();
  }

  protected refresh(): void {
    this.#language.set(this.node.attrs.language as string);
  }
}
