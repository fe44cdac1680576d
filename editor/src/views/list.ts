import type { Node } from "prosemirror-model";
import type { EditorView } from "prosemirror-view";
import type { Context } from "../context";
import { h, setClasses, toggleAttribute } from "../dom/element";
import { textButton, textField } from "../dom/fields";
import { restOf } from "../schema/attributes";
import { NUMBERINGS } from "../schema/lists";
import { BlockView, type GetPosition } from "./block_view";

/** How each numbering begins. */
const SHOWN: Readonly<Record<string, string>> = { "1": "1, 2, 3", a: "a, b, c", A: "A, B, C", i: "i, ii, iii", I: "I, II, III" };

/** A numbered list, with the kind of its numbers, the first of them, and whether it counts down. */
export class OrderedListView extends BlockView {
  readonly dom: HTMLElement;
  readonly #numbering: HTMLSelectElement;
  readonly #start: ReturnType<typeof textField>;
  readonly #reversed: HTMLButtonElement;

  constructor(node: Node, view: EditorView, getPosition: GetPosition, context: Context) {
    super(node, view, getPosition, context, context.messages.orderedList);
    const { messages } = context;
    const options = NUMBERINGS.map((type) => h("option", { value: type }, SHOWN[type]));
    // Plain numbers need no attribute.
    const choose = () => this.set({ type: this.#numbering.value === "1" ? null : this.#numbering.value });
    this.#numbering = h("select", { "aria-label": messages.numbering, change: choose }, ...options);
    this.#start = textField(messages.firstNumber, "", (text) => this.#begin(text), { inputmode: "numeric", size: "4", maxlength: "7" });
    this.#start.row.classList.add("short");
    this.#reversed = textButton(messages.countDown, () => this.set({ reversed: !this.node.attrs.reversed }));
    const numbering = h("label", { class: "tool-field short" }, h("span", {}, messages.numbering), this.#numbering);
    this.tools.append(h("div", { class: "tool-row" }, numbering, this.#start.row, this.#reversed));
    this.contentDOM = h("ol", {});
    this.dom = h("div", { class: "visual-block visual-list" }, this.contentDOM, this.tools);
    this.refresh();
  }

  protected refresh(): void {
    const { start, type, reversed } = this.node.attrs;
    const list = this.contentDOM!;
    setClasses(list, restOf(this.node.attrs).class);
    toggleAttribute(list, "start", start === null ? null : String(start));
    toggleAttribute(list, "type", type as string | null);
    toggleAttribute(list, "reversed", reversed ? "" : null);
    this.#numbering.value = (type as string | null) ?? "1";
    this.#reversed.setAttribute("aria-pressed", String(reversed));
    // What is being typed may not be a number yet.
    if (document.activeElement !== this.#start.input) this.#start.set(start === null ? "" : String(start));
  }

  #begin(text: string): void {
    const isNumber = /^-?\d{1,6}$/.test(text.trim());
    if (isNumber || text.trim() === "") this.set({ start: isNumber ? Number(text) : null });
  }
}
