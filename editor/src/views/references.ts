import type { Node } from "prosemirror-model";
import type { EditorView } from "prosemirror-view";
import type { Context } from "../context";
import { h, setClasses } from "../dom/element";
import { textButton, textField } from "../dom/fields";
import { icon } from "../dom/icon";
import type { Resolved } from "../bridge";
import { completeAddress, hostOf, isBareAddress } from "../text/address";
import { BlockView, type GetPosition } from "./block_view";

/** Something of another site: what readers get before they ask for it is its title and where it is from. */
export class EmbedView extends BlockView {
  readonly dom: HTMLElement;
  readonly #title = h("strong", {});
  readonly #host = h("span", { class: "embed-host" });
  readonly #label: ReturnType<typeof textField>;
  readonly #address: ReturnType<typeof textField>;

  constructor(node: Node, view: EditorView, getPosition: GetPosition, context: Context) {
    super(node, view, getPosition, context, context.messages.embed);
    const { messages } = context;
    this.#address = addressField(this, context, node.attrs.href as string, (href) => this.set({ href }), (found) => this.#take(found));
    this.#label = textField(messages.title, node.attrs.label as string, (label) => this.set({ label }));
    this.tools.append(this.#address.row, this.#label.row, h("div", { class: "tool-row" }, this.removeButton()));
    const poster = h("div", { class: "embed-card", contenteditable: "false" }, icon("embed"), h("span", { class: "embed-text" }, this.#title, this.#host));
    this.dom = h("div", { class: "visual-block visual-embed" }, poster, this.tools);
    this.refresh();
  }

  protected refresh(): void {
    const { href, label } = this.node.attrs;
    this.#title.textContent = (label || href) as string;
    this.#host.textContent = hostOf(href as string);
    this.#label.set(label as string);
    this.#address.set(href as string);
  }

  #take(found: Resolved): void {
    if (found.kind !== "nothing" && !this.node.attrs.label) this.set({ label: found.title });
  }
}

/** A card for a link. */
export class CardView extends BlockView {
  readonly dom: HTMLElement;
  readonly #card = h("div", { class: "link-card", contenteditable: "false" });
  readonly #fields: (readonly [string, ReturnType<typeof textField>])[];

  constructor(node: Node, view: EditorView, getPosition: GetPosition, context: Context) {
    super(node, view, getPosition, context, context.messages.linkCard);
    const { messages } = context;
    const names = [["title", messages.title], ["text", messages.description], ["source", messages.source], ["image", messages.pictureAddress]] as const;
    const fields = names.map(([name, label]) => [name, textField(label, node.attrs[name] as string, (value) => this.set({ [name]: value }))] as const);
    const address = addressField(this, context, node.attrs.href as string, (href) => this.set({ href }), (found) => this.#take(found));
    this.#fields = [["href", address], ...fields];
    const posts = textButton(messages.ownPosts, (button) => context.askAddress(() => button.getBoundingClientRect(), (href, title) => this.#link(href, title)), "search");
    this.tools.append(...this.#fields.map(([, field]) => field.row), h("div", { class: "tool-row" }, posts, this.removeButton()));
    this.dom = h("div", { class: "visual-block" }, this.#card, this.tools);
    this.refresh();
  }

  protected refresh(): void {
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
    lookUp(this, this.context, href, (found) => this.#take(found));
    this.view.focus();
  }

  /** Fills in what nobody has typed. */
  #take(found: Resolved): void {
    if (found.kind === "nothing") return;
    const { attrs } = this.node;
    const known = { title: found.title, source: hostOf(found.href), ...(found.kind === "card" && { text: found.text, source: found.source ?? hostOf(found.href), image: found.image }) };
    this.set(Object.fromEntries(Object.entries(known).filter(([name, value]) => value && !attrs[name])));
  }
}

/** Looks up what an address stands for, which `take` is told. Where that cannot be known, it can be filled in by hand. */
function lookUp(block: BlockView, context: Context, address: string, take: (found: Resolved) => void): void {
  block.dom.classList.add("is-pending");
  context.options.resolveAddress(address, new AbortController().signal)
    .then((found) => { if (block.dom.isConnected) take(found); })
    .catch(() => {})
    .finally(() => block.dom.classList.remove("is-pending"));
}

/** The field for an address. When one was typed, `take` is told what it stands for. */
function addressField(block: BlockView, context: Context, value: string, write: (value: string) => void, take?: (found: Resolved) => void) {
  const field = textField(context.messages.address, value, write, { placeholder: "https://", inputmode: "url", spellcheck: "false", "data-first": "" });
  field.input.addEventListener("change", () => {
    const address = completeAddress(field.input.value);
    if (address !== field.input.value) write(address);
    if (!take || (!isBareAddress(address) && !address.startsWith("/"))) return;
    // Something else may have been typed by then.
    lookUp(block, context, address, (found) => { if (field.input.value === address) take(found); });
  });
  return field;
}

/** A file to download. */
export class FileView extends BlockView {
  readonly dom: HTMLElement;
  readonly #address: ReturnType<typeof textField>;

  constructor(node: Node, view: EditorView, getPosition: GetPosition, context: Context) {
    super(node, view, getPosition, context, context.messages.file);
    this.#address = addressField(this, context, node.attrs.href as string, (href) => this.set({ href }));
    this.tools.append(this.#address.row, h("div", { class: "tool-row" }, this.removeButton()));
    this.contentDOM = h("span", { class: "file-name", "data-placeholder": context.messages.fileName });
    this.dom = h("div", { class: "visual-block" }, h("p", { class: "file" }, this.contentDOM), this.tools);
    this.refresh();
  }

  protected refresh(): void {
    this.#address.set(this.node.attrs.href as string);
  }
}

/** One button of a row. */
export class ButtonView extends BlockView {
  readonly dom: HTMLElement;
  readonly #address: ReturnType<typeof textField>;

  constructor(node: Node, view: EditorView, getPosition: GetPosition, context: Context) {
    super(node, view, getPosition, context, context.messages.button);
    this.#address = addressField(this, context, node.attrs.href as string, (href) => this.set({ href }));
    this.tools.append(this.#address.row);
    this.contentDOM = h("span", { class: "button", "data-placeholder": context.messages.buttonText });
    this.dom = h("div", { class: "visual-button" }, this.contentDOM, this.tools);
    this.refresh();
  }

  protected refresh(): void {
    this.#address.set(this.node.attrs.href as string);
    setClasses(this.dom, "visual-button", !this.node.attrs.href && "unlinked");
  }
}
