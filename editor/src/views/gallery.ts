import type { Node } from "prosemirror-model";
import type { EditorView } from "prosemirror-view";
import { createGalleryItem } from "../commands/create";
import type { Context } from "../context";
import { h, setClasses, setPicture, toggleAttribute } from "../dom/element";
import { iconButton, textButton, textField } from "../dom/fields";
import { type Rest, restOf, widthOf, withWidth } from "../schema/attributes";
import { altOffer } from "./alt_offer";
import { BlockView, type GetPosition } from "./block_view";
import { widthChoice } from "./figure";

/** Several pictures, in columns. */
export class GalleryView extends BlockView {
  readonly dom: HTMLElement;
  readonly #columns: HTMLSelectElement;
  readonly #width: ReturnType<typeof widthChoice>;

  constructor(node: Node, view: EditorView, getPosition: GetPosition, context: Context) {
    super(node, view, getPosition, context, context.messages.gallery);
    const { messages } = context;
    const options = [1, 2, 3, 4, 5, 6].map((count) => h("option", { value: count }, String(count)));
    this.#columns = h("select", { "aria-label": messages.columns, change: () => this.set({ columns: Number(this.#columns.value) }) }, ...options);
    this.#width = widthChoice(context, (width) => this.set({ rest: withWidth(this.node.attrs.rest as Rest | null, width) }));
    const add = textButton(messages.addPictures, () => void this.#add(), "add");
    const columns = h("label", { class: "tool-field short" }, h("span", {}, messages.columns), this.#columns);
    this.tools.append(h("div", { class: "tool-row" }, add, columns, this.#width.group, this.removeButton()));
    this.contentDOM = h("div", {});
    this.dom = h("div", {}, this.contentDOM, this.tools);
    this.refresh();
  }

  protected refresh(): void {
    const { attrs } = this.node;
    setClasses(this.contentDOM!, `gallery gallery-${attrs.columns}`);
    setClasses(this.dom, "visual-block visual-gallery", restOf(attrs).class);
    this.#columns.value = String(attrs.columns);
    this.#width.set(widthOf(attrs.rest as Rest | null));
  }

  async #add(): Promise<void> {
    const chosen = await this.context.options.chooseMedia("picture", true);
    const position = this.getPosition();
    if (chosen.length === 0 || position === undefined) return;
    const end = position + this.node.nodeSize - 1;
    this.view.dispatch(this.view.state.tr.insert(end, chosen.map(createGalleryItem)));
    this.context.announcer.say(this.context.messages.inserted(this.context.messages.picture));
    this.view.focus();
  }
}

/** One picture of a gallery. It is moved by dragging it, by buttons, and by Alt with an arrow key. */
export class GalleryItemView extends BlockView {
  readonly dom: HTMLElement;
  readonly #image = h("img", { alt: "", draggable: "true" });
  readonly #alt: ReturnType<typeof textField>;
  readonly #offer: ReturnType<typeof altOffer>;

  constructor(node: Node, view: EditorView, getPosition: GetPosition, context: Context) {
    super(node, view, getPosition, context, context.messages.picture);
    const { messages } = context;
    this.#alt = textField(messages.altText, node.attrs.alt as string, (alt) => this.set({ alt }), { placeholder: messages.altText });
    this.#offer = altOffer(context, (alt) => this.set({ alt }));
    this.tools.append(
      h("div", { class: "tool-row" },
        iconButton("left", messages.moveEarlier, () => this.#move(-1), "Alt+←"),
        iconButton("right", messages.moveLater, () => this.#move(1), "Alt+→"),
        this.removeButton()),
      this.#alt.row,
      this.#offer.button,
    );
    this.contentDOM = h("figcaption", { "data-placeholder": messages.caption });
    const frame = this.frame(this.#image);
    this.dom = h("figure", { class: "gallery-item" }, frame, this.contentDOM, this.tools);
    this.refresh();
  }

  protected refresh(): void {
    const { attrs } = this.node;
    setPicture(this.#image, attrs.src as string);
    toggleAttribute(this.#image, "alt", attrs.alt as string);
    this.#alt.set(attrs.alt as string);
    this.#offer.show(attrs.src as string, attrs.alt as string);
  }

  #move(by: -1 | 1): void {
    const position = this.getPosition();
    if (position !== undefined) moveItem(this.view, this.context, position, by);
  }

  protected override remove(): void {
    const position = this.getPosition();
    if (position === undefined) return;
    const { tr, doc } = this.view.state;
    const $position = doc.resolve(position);
    const isLast = $position.parent.childCount === 1;
    const from = isLast ? $position.before() : position;
    this.view.dispatch(tr.delete(from, isLast ? $position.after() : position + this.node.nodeSize));
    this.context.announcer.say(this.context.messages.removed(this.label));
    this.view.focus();
  }
}

/**
 * Moves the picture at `position` by one place; tells whether there was a place to move to. It is its neighbour that is put
 * to the other side of it, so that the selection stays as it is.
 */
export function moveItem(view: EditorView, context: Context, position: number, by: -1 | 1): boolean {
  const { doc, tr } = view.state;
  const $position = doc.resolve(position);
  const [gallery, index] = [$position.parent, $position.index()];
  const [item, other] = [gallery.child(index), gallery.maybeChild(index + by)];
  if (!other) return false;
  const end = position + item.nodeSize;
  if (by < 0) tr.insert(end, other).delete(position - other.nodeSize, position);
  else tr.delete(end, end + other.nodeSize).insert(position, other);
  view.dispatch(tr.scrollIntoView());
  context.announcer.say(context.messages.pictureAt(index + by + 1, gallery.childCount));
  return true;
}
