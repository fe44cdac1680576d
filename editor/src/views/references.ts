import type { Node } from "prosemirror-model";
import type { EditorView } from "prosemirror-view";
import type { Context } from "../context";
import { h, setClasses } from "../dom/element";
import { textButton, textField } from "../dom/fields";
import { type IconName, icon } from "../dom/icon";
import { hostOf } from "../text/address";
import { type EmbedKind, embedSource, embedTitle } from "../text/embed";
import { AddressField, type Found } from "./address_field";
import { BlockView, type GetPosition } from "./block_view";

/** A block that leads to an address. */
abstract class AddressView extends BlockView {
  protected readonly address: AddressField;

  constructor(node: Node, view: EditorView, getPosition: GetPosition, context: Context, label: string, take?: (found: Found) => string | void) {
    super(node, view, getPosition, context, label);
    this.address = new AddressField(this, context, node.attrs.href as string, (href) => this.set({ href }), take);
    this.tools.append(...this.address.rows);
  }

  protected refresh(): void {
    this.address.set(this.node.attrs.href as string);
  }
}

const EMBED_ICONS: Readonly<Record<EmbedKind, IconName>> = { video: "embed", audio: "audio", post: "post", map: "map" };

/** Something of another site: what readers get before they ask for it is its title and where it is from. */
export class EmbedView extends AddressView {
  readonly dom: HTMLElement;
  readonly #icon = h("span", { class: "embed-icon" });
  readonly #title = h("strong", {});
  readonly #host = h("span", { class: "embed-host" });
  readonly #label: ReturnType<typeof textField>;

  constructor(node: Node, view: EditorView, getPosition: GetPosition, context: Context) {
    super(node, view, getPosition, context, context.messages.embed, (found) => this.#take(found));
    this.#label = textField(context.messages.title, "", (label) => this.set({ label }));
    this.tools.append(this.#label.row, h("div", { class: "tool-row" }, this.removeButton()));
    const poster = h("div", { class: "embed-card", contenteditable: "false" }, this.#icon, h("span", { class: "embed-text" }, this.#title, this.#host));
    this.dom = h("div", { class: "visual-block visual-embed" }, poster, this.tools);
    this.refresh();
  }

  protected override refresh(): void {
    super.refresh();
    const { href, label } = this.node.attrs as Record<"href" | "label", string>;
    const source = embedSource(href);
    const title = embedTitle(href, label);
    const usual = source ? this.context.messages.embedTitle(source.kind, source.name) : "";
    this.#icon.replaceChildren(icon(source ? EMBED_ICONS[source.kind] : "link"));
    this.#title.textContent = title || usual || href || this.label;
    this.#host.textContent = source?.name ?? hostOf(href);
    this.#label.set(title);
    this.#label.input.placeholder = usual;
  }

  /** The address of an embed may be a short one, which leads to the one with a player. */
  #take(found: Found): string | void {
    this.set({ ...(found.kind === "embed" && { href: found.href }), ...(!embedTitle(this.node.attrs.href as string, this.node.attrs.label as string) && { label: found.title }) });
    if (found.kind !== "embed") return this.context.messages.noPlayer;
  }
}

/** What a card says, beside its address. */
const CARD_TEXTS = ["title", "text", "source", "image"] as const;

/** A card for a link. */
export class CardView extends AddressView {
  readonly dom: HTMLElement;
  readonly #card = h("div", { class: "link-card", contenteditable: "false" });
  readonly #fields: (readonly [string, ReturnType<typeof textField>])[];
  /** What the page said, in place of which the next page may say something. */
  #filled: Record<string, string> = {};

  constructor(node: Node, view: EditorView, getPosition: GetPosition, context: Context) {
    super(node, view, getPosition, context, context.messages.linkCard, (found) => this.#take(found));
    const { messages } = context;
    const labels = { title: messages.title, text: messages.description, source: messages.source, image: messages.pictureAddress };
    this.#fields = CARD_TEXTS.map((name) => [name, textField(labels[name], node.attrs[name] as string, (value) => this.set({ [name]: value }))]);
    const posts = textButton(messages.ownPosts, (button) => context.askAddress(() => button.getBoundingClientRect(), (href, title) => this.#link(href, title)), "search");
    const picture = textButton(messages.picture, () => void this.#choosePicture(), "picture");
    this.tools.append(...this.#fields.map(([, field]) => field.row), h("div", { class: "tool-row" }, posts, picture, this.removeButton()));
    this.dom = h("div", { class: "visual-block" }, this.#card, this.tools);
    this.refresh();
  }

  protected override refresh(): void {
    super.refresh();
    const { href, title, text, source, image } = this.node.attrs as Record<string, string>;
    this.#fields.forEach(([name, field]) => field.set(this.node.attrs[name] as string));
    this.#card.replaceChildren(
      ...(image ? [h("img", { src: image, alt: "" })] : []),
      h("p", { class: "link-card-title" }, title || href || this.label),
      ...(text ? [h("p", { class: "link-card-text" }, text)] : []),
      ...(source ? [h("p", { class: "link-card-source" }, source)] : []),
    );
  }

  /** Introduces another page than before. */
  #link(href: string, title = ""): void {
    this.set({ href, title, text: "", source: "", image: "" });
    this.address.lookUp(href);
    this.view.focus();
  }

  async #choosePicture(): Promise<void> {
    const [picture] = await this.context.options.chooseMedia("picture", false);
    if (picture) this.set({ image: picture.src });
    this.view.focus();
  }

  /** Fills in what nobody has typed. */
  #take(found: Found): void {
    const host = hostOf(found.href);
    const { text = "", source = host, image = "" } = found.kind === "card" ? found : {};
    const known: Record<string, string> = { title: found.title, text, source: source || host, image };
    const isFree = (name: string) => !this.node.attrs[name] || this.node.attrs[name] === this.#filled[name];
    const filled = Object.fromEntries(CARD_TEXTS.filter(isFree).map((name) => [name, known[name] ?? ""]));
    this.#filled = filled;
    this.set(filled);
  }
}

/** A file to download. */
export class FileView extends AddressView {
  readonly dom: HTMLElement;

  constructor(node: Node, view: EditorView, getPosition: GetPosition, context: Context) {
    super(node, view, getPosition, context, context.messages.file);
    this.tools.append(h("div", { class: "tool-row" }, this.removeButton()));
    this.contentDOM = h("span", { class: "file-name", "data-placeholder": context.messages.fileName });
    this.dom = h("div", { class: "visual-block" }, h("p", { class: "file" }, this.contentDOM), this.tools);
  }
}

/** One button of a row. */
export class ButtonView extends AddressView {
  readonly dom: HTMLElement;

  constructor(node: Node, view: EditorView, getPosition: GetPosition, context: Context) {
    super(node, view, getPosition, context, context.messages.button);
    this.contentDOM = h("span", { class: "button", "data-placeholder": context.messages.buttonText });
    this.dom = h("div", { class: "visual-button" }, this.contentDOM, this.tools);
    this.refresh();
  }

  protected override refresh(): void {
    super.refresh();
    setClasses(this.dom, "visual-button", !this.node.attrs.href && "unlinked");
  }
}
