import type { Node } from "prosemirror-model";
import { NodeSelection } from "prosemirror-state";
import type { EditorView, NodeView, ViewMutationRecord } from "prosemirror-view";
import type { Context } from "../context";
import { deleteBlock, placeOf } from "../commands/blocks";
import { iconButton } from "../dom/fields";
import { h } from "../dom/element";

export type GetPosition = () => number | undefined;

/**
 * A block with tools of its own. `dom` is the block, `contentDOM` what is edited as text in it, and `tools` the row
 * of buttons and fields that is shown while the block is active (style/admin/visual_blocks.css).
 */
export abstract class BlockView implements NodeView {
  abstract readonly dom: HTMLElement;
  contentDOM?: HTMLElement;
  readonly tools: HTMLElement;

  constructor(
    protected node: Node,
    protected readonly view: EditorView,
    protected readonly getPosition: GetPosition,
    protected readonly context: Context,
    readonly label: string,
  ) {
    this.tools = h("div", { class: "block-tools", contenteditable: "false", role: "group", "aria-label": label, keydown: (event: KeyboardEvent) => this.#leave(event) });
  }

  /** Back to the text, where the selection is as it was. */
  #leave(event: KeyboardEvent): void {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    this.view.focus();
  }

  /** Shows the node as it is now. */
  protected abstract refresh(): void;

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    this.node = node;
    this.refresh();
    return true;
  }

  /** Changes attributes of the node. */
  protected set(attributes: Record<string, unknown>): void {
    const position = this.getPosition();
    if (position === undefined || !this.view.editable) return;
    const { tr } = this.view.state;
    for (const [name, value] of Object.entries(attributes)) tr.setNodeAttribute(position, name, value);
    this.view.dispatch(tr);
  }

  protected remove(): void {
    const position = this.getPosition();
    if (position === undefined) return;
    const place = placeOf(this.view.state.doc.resolve(position));
    if (place) this.view.dispatch(deleteBlock(this.view.state, place));
    this.context.announcer.say(this.context.messages.removed(this.label));
    this.view.focus();
  }

  /** A frame around something that is no text. A click on it selects the block. */
  protected frame(...content: globalThis.Node[]): HTMLElement {
    const select = () => {
      const position = this.getPosition();
      if (position === undefined) return;
      this.view.dispatch(this.view.state.tr.setSelection(NodeSelection.create(this.view.state.doc, position)));
      this.view.focus();
    };
    return h("div", { class: "picture-frame", contenteditable: "false", click: select }, ...content);
  }

  protected removeButton(): HTMLButtonElement {
    const button = iconButton("trash", `${this.context.messages.remove}: ${this.label}`, () => this.remove());
    button.classList.add("end");
    return button;
  }

  /** Events in the tools are theirs alone. */
  stopEvent(event: Event): boolean {
    const target = event.target as globalThis.Node | null;
    if (!target || !this.dom.contains(target)) return false;
    const isField = target instanceof Element && target.closest("input, textarea, select, button, audio, video") !== null;
    return this.tools.contains(target) || isField;
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    if (mutation.type === "selection") return this.tools.contains(mutation.target);
    return !this.contentDOM?.contains(mutation.target);
  }
}
