import type { Node } from "prosemirror-model";
import type { EditorView } from "prosemirror-view";
import type { Context } from "../context";
import { h, setClasses, setPicture, toggleAttribute } from "../dom/element";
import { segments, textButton, textField } from "../dom/fields";
import { type Rest, restOf, type Width, widthOf, withWidth } from "../schema/attributes";
import { altOffer } from "./alt_offer";
import { BlockView, type GetPosition } from "./block_view";

/** The choice of how wide a block stands. */
export function widthChoice(context: Context, set: (width: Width) => void) {
  const { messages } = context;
  const choices = [["column", messages.widthColumn], ["wide", messages.widthWide], ["full", messages.widthFull]] as const;
  return segments<Width>(messages.width, choices, set);
}

/** A picture with its caption, credit, alternative text and width. */
export class FigureView extends BlockView {
  readonly dom: HTMLElement;
  readonly #image = h("img", { alt: "", draggable: "false" });
  readonly #missing: HTMLElement;
  readonly #alt: ReturnType<typeof textField>;
  readonly #offer: ReturnType<typeof altOffer>;
  readonly #width: ReturnType<typeof widthChoice>;

  constructor(node: Node, view: EditorView, getPosition: GetPosition, context: Context) {
    super(node, view, getPosition, context, context.messages.picture);
    const { messages } = context;
    this.#missing = h("span", { class: "alt-missing" }, messages.altMissing);
    this.#alt = textField(messages.altText, node.attrs.alt as string, (alt) => this.set({ alt }), { placeholder: messages.altHint });
    this.#offer = altOffer(context, (alt) => this.set({ alt }));
    this.#width = widthChoice(context, (width) => this.set({ rest: withWidth(this.node.attrs.rest as Rest | null, width) }));
    this.tools.append(this.#alt.row, this.#offer.button, h("div", { class: "tool-row" }, this.#width.group, textButton(messages.replace, () => void this.#replace()), this.removeButton()));
    this.contentDOM = h("figcaption", {});
    const frame = this.frame(this.#image, this.#missing);
    this.dom = h("figure", {}, frame, this.contentDOM, this.tools);
    this.refresh();
  }

  protected refresh(): void {
    const { attrs } = this.node;
    setPicture(this.#image, attrs.src as string);
    toggleAttribute(this.#image, "alt", attrs.alt as string);
    toggleAttribute(this.#image, "width", attrs.width === null ? null : String(attrs.width));
    toggleAttribute(this.#image, "height", attrs.height === null ? null : String(attrs.height));
    this.#missing.hidden = Boolean(attrs.alt);
    this.#alt.set(attrs.alt as string);
    this.#offer.show(attrs.src as string, attrs.alt as string);
    this.#width.set(widthOf(attrs.rest as Rest | null));
    setClasses(this.dom, "visual-block", restOf(attrs).class);
  }

  async #replace(): Promise<void> {
    const [medium] = await this.context.options.chooseMedia("picture", false);
    if (!medium) return;
    this.set({
      src: medium.src,
      alt: medium.alt || this.node.attrs.alt,
      width: medium.width || null,
      height: medium.height || null,
      href: null,
    });
    this.view.focus();
  }
}
