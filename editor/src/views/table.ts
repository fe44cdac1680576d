import type { Node } from "prosemirror-model";
import type { EditorView } from "prosemirror-view";
import { columnActions, headerActions, rowActions } from "../ui/table_actions";
import type { Context } from "../context";
import { h } from "../dom/element";
import { textButton, textField } from "../dom/fields";
import { type MenuItem, openMenu } from "../dom/menu";
import { BlockView, type GetPosition } from "./block_view";

/** A table that scrolls on narrow screens, with its caption and what can be done with rows and columns. */
export class TableView extends BlockView {
  readonly dom: HTMLElement;
  readonly #caption: ReturnType<typeof textField>;

  constructor(node: Node, view: EditorView, getPosition: GetPosition, context: Context) {
    super(node, view, getPosition, context, context.messages.table);
    const { messages } = context;
    this.#caption = textField(messages.tableCaption, node.attrs.caption as string, (caption) => this.set({ caption }));
    const menu = (name: string, items: () => MenuItem[]) => {
      const button = textButton(name, (opener) => openMenu(opener, name, items(), () => this.view.focus()), "down");
      button.setAttribute("aria-haspopup", "menu");
      return button;
    };
    this.tools.append(
      h("div", { class: "tool-row" },
        menu(messages.rows, () => rowActions(this.view, context)),
        menu(messages.tableColumns, () => columnActions(this.view, context)),
        menu(messages.headers, () => headerActions(this.view, context)),
        this.removeButton()),
      this.#caption.row,
    );
    this.contentDOM = h("tbody", {});
    this.dom = h("div", { class: "visual-block visual-table" }, h("div", { class: "table-scroll" }, h("table", {}, this.contentDOM)), this.tools);
    this.refresh();
  }

  protected refresh(): void {
    this.#caption.set(this.node.attrs.caption as string);
  }
}
