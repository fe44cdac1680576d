import type { Node } from "prosemirror-model";
import type { EditorView } from "prosemirror-view";
import type { Context } from "../context";
import { h, toggleAttribute } from "../dom/element";
import { textButton } from "../dom/fields";
import { sanitize } from "../html/sanitize";
import { BlockView, type GetPosition } from "./block_view";

/** HTML that is kept as it is: shown as readers will see it, and edited as source. */
export class RawView extends BlockView {
  readonly dom: HTMLElement;
  readonly #shown = h("div", { class: "raw-result", contenteditable: "false" });
  readonly #source: HTMLTextAreaElement;
  readonly #toggle: HTMLButtonElement;
  #isEditing: boolean;

  constructor(node: Node, view: EditorView, getPosition: GetPosition, context: Context) {
    super(node, view, getPosition, context, context.messages.rawHtml);
    this.#isEditing = node.attrs.html === "";
    this.#source = h("textarea", {
      class: "raw-source",
      rows: 4,
      spellcheck: "false",
      "aria-label": context.messages.rawHtml,
      input: () => this.set({ html: this.#source.value }),
    });
    this.#toggle = textButton("", () => this.#switch());
    this.tools.append(h("div", { class: "tool-row" }, this.#toggle, this.removeButton()));
    this.dom = h("div", { class: "visual-block visual-raw" }, this.#shown, this.#source, this.tools);
    this.refresh();
  }

  protected refresh(): void {
    const html = this.node.attrs.html as string;
    const { messages } = this.context;
    if (this.#source.value !== html) this.#source.value = html;
    this.#source.hidden = !this.#isEditing;
    this.#shown.hidden = this.#isEditing;
    this.#toggle.querySelector("span")!.textContent = this.#isEditing ? messages.showResult : messages.editHtml;
    if (this.#isEditing) return;
    const isMore = /^<!--\s*more\b/.test(html);
    toggleAttribute(this.#shown, "class", isMore ? "raw-result is-more" : "raw-result");
    const content = isMore ? messages.more : sanitize(html);
    this.#shown.replaceChildren(content);
    const hasContent = isMore || this.#shown.textContent?.trim() || this.#shown.querySelector("img, video, audio, hr");
    if (!hasContent) this.#shown.replaceChildren(h("p", { class: "raw-nothing" }, messages.nothingShown));
  }

  #switch(): void {
    this.#isEditing = !this.#isEditing;
    this.refresh();
    if (this.#isEditing) this.#source.focus();
    else this.view.focus();
  }
}
