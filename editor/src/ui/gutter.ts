import { NodeSelection } from "prosemirror-state";
import { placeOf } from "../commands/blocks";
import type { Context } from "../context";
import { h } from "../dom/element";
import { iconButton } from "../dom/fields";
import { openMenu } from "../dom/menu";
import { blockActions, openInserts } from "./block_actions";

/** The signs beside a block: a handle to drag it by, and a `+` beside the empty line with the caret. */
export class Gutter {
  readonly element: HTMLElement;
  readonly #handle: HTMLButtonElement;
  readonly #add: HTMLButtonElement;
  #position: number | undefined;
  #isDragging = false;

  constructor(private readonly context: Context) {
    const { messages } = context;
    this.#handle = iconButton("handle", messages.blockMenu, () => this.#openActions());
    this.#handle.title = messages.dragHint;
    this.#handle.draggable = true;
    this.#handle.tabIndex = -1;
    this.#handle.setAttribute("aria-haspopup", "menu");
    // Dragging begins with a press, so this one must not be held back.
    this.#handle.addEventListener("mousedown", (event) => event.stopImmediatePropagation(), true);
    this.#handle.addEventListener("dragstart", (event) => this.#drag(event));
    this.#handle.addEventListener("dragend", () => { this.#isDragging = false; });
    this.#add = iconButton("add", messages.insert, (button) => openInserts(context, button));
    this.#add.tabIndex = -1;
    this.#add.setAttribute("aria-haspopup", "menu");
    this.element = h("div", { class: "visual-gutter" }, this.#handle, this.#add);
    this.#handle.hidden = true;
    this.#add.hidden = true;
    context.root.addEventListener("mousemove", (event) => this.#hover(event));
    context.root.addEventListener("mouseleave", () => { this.#handle.hidden = true; });
  }

  update(): void {
    const { view } = this.context;
    const { selection } = view.state;
    const place = selection.empty ? placeOf(selection.$from) : undefined;
    const isEmptyLine = place?.node.type.name === "paragraph" && place.node.childCount === 0 && place.node === selection.$from.parent;
    this.#add.hidden = !isEmptyLine || !view.editable;
    if (!this.#add.hidden && place) this.#placeAt(this.#add, place.start);
    // A browser ends dragging something that vanishes.
    if (!this.#isDragging) this.#handle.hidden = true;
  }

  #placeAt(button: HTMLElement, position: number): void {
    const dom = this.context.view.nodeDOM(position);
    if (!(dom instanceof HTMLElement)) return;
    const [block, root] = [dom.getBoundingClientRect(), this.context.root.getBoundingClientRect()];
    const line = Math.min(Number.parseFloat(getComputedStyle(dom).lineHeight) || 28, block.height || 28);
    button.style.top = `${block.top - root.top + line / 2}px`;
    button.style.left = `${this.context.view.dom.getBoundingClientRect().left - root.left}px`;
  }

  #hover(event: MouseEvent): void {
    const { view } = this.context;
    // With a button held, something is being dragged or selected.
    if (!view.editable || event.buttons !== 0 || (event.target as Element).closest(".visual-gutter, .visual-toolbar, .visual-menu")) return;
    const found = [...view.dom.children].find((child) => {
      const { top, bottom } = child.getBoundingClientRect();
      return event.clientY >= top - 4 && event.clientY <= bottom + 4;
    });
    if (!found) return;
    const $position = view.state.doc.resolve(Math.min(view.posAtDOM(found, 0), view.state.doc.content.size));
    const start = $position.depth > 0 ? $position.before(1) : $position.pos;
    const node = view.state.doc.nodeAt(start);
    const isFree = node && node.type.name !== "footnotes" && !(node.type.name === "paragraph" && node.childCount === 0);
    this.#position = isFree ? start : undefined;
    this.#handle.hidden = !isFree;
    if (isFree) this.#placeAt(this.#handle, start);
  }

  #select(): boolean {
    const { view } = this.context;
    const position = this.#position;
    if (position === undefined || !view.state.doc.nodeAt(position)) return false;
    view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, position)));
    return true;
  }

  #openActions(): void {
    if (!this.#select()) return;
    this.#handle.hidden = false;
    openMenu(this.#handle, this.context.messages.blockMenu, blockActions(this.context), () => this.context.view.focus());
  }

  #drag(event: DragEvent): void {
    this.#isDragging = true;
    if (!event.dataTransfer || !this.#select()) return;
    const { view } = this.context;
    const slice = view.state.selection.content();
    const dom = view.nodeDOM(view.state.selection.from);
    if (dom instanceof HTMLElement) event.dataTransfer.setDragImage(dom, 0, 0);
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/html", "<p></p>");
    view.dragging = { slice, move: true };
  }
}
