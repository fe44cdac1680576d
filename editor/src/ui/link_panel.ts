import type { FoundPost } from "../bridge";
import { canLink, linkAt, removeLink, setLink } from "../commands/links";
import type { Context } from "../context";
import { h, toggleAttribute, uniqueId } from "../dom/element";
import { iconButton, textButton } from "../dom/fields";
import { type Anchor, hide, show } from "../dom/floating";
import { markTarget, unmarkTarget } from "../plugins/link_target";
import { completeAddress, isSafeAddress } from "../text/address";

/** How long typing must rest before own posts are searched, in milliseconds. */
const REST = 150;

/** The field for a link: an address, or words of a post's title. */
export class LinkPanel {
  readonly #panel: HTMLElement;
  readonly #input: HTMLInputElement;
  readonly #list: HTMLElement;
  readonly #fault: HTMLElement;
  readonly #note: HTMLElement;
  readonly #open: HTMLButtonElement;
  readonly #remove: HTMLButtonElement;
  /** What takes the address, if that is not the text. */
  #taker: ((href: string, title?: string) => void) | undefined;
  #isMarked = false;
  #found: FoundPost[] = [];
  #active = -1;
  #search: AbortController | undefined;
  #timer: number | undefined;

  constructor(private readonly context: Context) {
    const { messages } = context;
    const id = uniqueId("posts");
    this.#list = h("div", { role: "listbox", id, "aria-label": messages.ownPosts });
    this.#fault = h("p", { class: "panel-fault", role: "alert" });
    this.#note = h("p", { class: "panel-note", role: "status" });
    this.#input = h("input", {
      type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", "aria-label": messages.link, "aria-autocomplete": "list",
      "aria-controls": id, "aria-expanded": "false", placeholder: messages.linkHint,
      input: () => this.#typed(), keydown: (event: KeyboardEvent) => this.#key(event),
    });
    this.#open = iconButton("outside", messages.openLink, () => this.#follow());
    this.#remove = iconButton("unlink", messages.removeLink, () => this.#unlink());
    const row = h("div", { class: "panel-row" }, this.#input, textButton(messages.apply, () => this.#apply()), this.#open, this.#remove);
    this.#panel = h("div", { class: "visual-menu link-panel", popover: "manual", role: "dialog", "aria-label": messages.link }, row, this.#fault, this.#note, this.#list);
    context.root.append(this.#panel);
    document.addEventListener("pointerdown", this.#outside, true);
  }

  open(): void {
    const { view } = this.context;
    if (!canLink(view.state)) return;
    const existing = linkAt(view.state);
    const { from, to } = existing ?? view.state.selection;
    this.#ask(() => view.coordsAtPos(from), existing?.mark.attrs.href as string | undefined);
    if (from < to) view.dispatch(markTarget(view.state.tr, from, to));
    this.#isMarked = from < to;
  }

  /** Asks for an address, or an own post, and tells `take`. */
  ask(anchorOf: () => Anchor, take: (href: string, title?: string) => void): void {
    this.#ask(anchorOf);
    this.#taker = take;
  }

  #ask(anchorOf: () => Anchor, known?: string): void {
    this.#taker = undefined;
    this.#input.value = known ?? "";
    this.#open.hidden = known === undefined;
    this.#remove.hidden = known === undefined;
    this.#fault.textContent = "";
    this.#show([]);
    show(this.#panel, anchorOf);
    this.#input.focus();
    this.#input.select();
  }

  destroy(): void {
    document.removeEventListener("pointerdown", this.#outside, true);
    this.#search?.abort();
    this.#panel.remove();
  }

  #outside = (event: Event): void => {
    if (!this.#panel.contains(event.target as Node)) this.#close(false);
  };

  #close(giveBack: boolean): void {
    this.#search?.abort();
    window.clearTimeout(this.#timer);
    hide(this.#panel);
    const { view } = this.context;
    if (this.#isMarked) view.dispatch(unmarkTarget(view.state.tr));
    this.#isMarked = false;
    if (giveBack) view.focus();
  }

  #typed(): void {
    this.#fault.textContent = "";
    this.#search?.abort();
    window.clearTimeout(this.#timer);
    const words = this.#input.value.trim();
    if (words.length < 2 || /^(https?:|mailto:|\/|#)/i.test(words)) return this.#show([]);
    this.#timer = window.setTimeout(() => {
      const search = new AbortController();
      this.#search = search;
      this.context.options.searchPosts(words, search.signal)
        .then((found) => {
          if (search.signal.aborted) return;
          this.#show(found.slice(0, 8));
          if (found.length === 0 && !isAddress(completeAddress(words))) this.#note.textContent = this.context.messages.noPosts;
        })
        // Not finding posts must not keep anybody from linking to an address.
        .catch(() => {});
    }, REST);
  }

  #show(found: FoundPost[]): void {
    this.#found = found;
    this.#active = -1;
    this.#note.textContent = "";
    const options = found.map((post, index) =>
      h("div", { role: "option", id: uniqueId("post"), "aria-selected": "false", mousedown: (event: MouseEvent) => event.preventDefault(), click: () => this.#choose(index) },
        h("span", {}, post.title, post.detail && h("small", {}, post.detail))));
    this.#list.replaceChildren(...options);
    this.#input.setAttribute("aria-expanded", String(found.length > 0));
    toggleAttribute(this.#input, "aria-activedescendant", null);
  }

  #key(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const count = this.#found.length;
    if (event.key === "Escape") this.#close(true);
    else if (event.key === "Enter" && this.#active >= 0) this.#choose(this.#active);
    else if (event.key === "Enter") this.#apply();
    else if (count > 0 && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      this.#active = event.key === "ArrowDown" ? (this.#active + 1) % count : this.#active <= 0 ? count - 1 : this.#active - 1;
      [...this.#list.children].forEach((option, index) => option.setAttribute("aria-selected", String(index === this.#active)));
      this.#list.children[this.#active]?.scrollIntoView({ block: "nearest" });
      toggleAttribute(this.#input, "aria-activedescendant", this.#list.children[this.#active]?.id ?? null);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #choose(index: number): void {
    const post = this.#found[index];
    if (post) this.#set(post.href, post.title);
  }

  #apply(): void {
    const address = completeAddress(this.#input.value);
    if (address === "" && !this.#remove.hidden) return this.#unlink();
    if (isAddress(address)) return this.#set(address);
    this.#search?.abort();
    window.clearTimeout(this.#timer);
    this.#note.textContent = "";
    this.#fault.textContent = this.context.messages.notAnAddress;
    this.#input.focus();
  }

  #set(href: string, title?: string): void {
    const { view, announcer, messages } = this.context;
    this.#close(false);
    if (this.#taker) return this.#taker(href, title);
    view.dispatch(setLink(view.state, href, title));
    announcer.say(messages.linked);
    view.focus();
  }

  #unlink(): void {
    const { view, announcer, messages } = this.context;
    this.#close(false);
    view.dispatch(removeLink(view.state));
    announcer.say(messages.unlinked);
    view.focus();
  }

  #follow(): void {
    const address = this.#input.value.trim();
    if (isSafeAddress(address)) window.open(address, "_blank", "noopener");
  }
}

/** Whether an address that was typed, or made of what was, can be a link. */
function isAddress(address: string): boolean {
  return isSafeAddress(address) && !/\s/.test(address) && /[:/.#]/.test(address);
}
