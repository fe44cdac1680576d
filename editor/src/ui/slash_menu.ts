import { Plugin, PluginKey } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import type { Context } from "../context";
import { h, toggleAttribute, uniqueId } from "../dom/element";
import { hide, show } from "../dom/floating";
import { icon } from "../dom/icon";
import { fold } from "../text/fold";
import { type Insert, inserts } from "./inserts";

const key = new PluginKey("slash menu");

/** The menu of what can be inserted, which a `/` at the start of a line opens. The focus stays in the text. */
export function slashMenu(context: Context): Plugin {
  let menu: SlashMenu | undefined;
  return new Plugin({
    key,
    view: (view) => {
      menu = new SlashMenu(context, view);
      return menu;
    },
    props: {
      handleKeyDown: (_, event) => menu?.handleKey(event) ?? false,
      handleDOMEvents: {
        blur: (_, event) => {
          menu?.left(event.relatedTarget as Node | null);
          return false;
        },
      },
    },
  });
}

class SlashMenu {
  readonly #panel: HTMLElement;
  readonly #all: Insert[];
  #shown: Insert[] = [];
  #options: HTMLElement[] = [];
  #active = 0;
  #query: string | undefined;
  #dismissed: string | undefined;

  constructor(private readonly context: Context, private readonly view: EditorView) {
    this.#all = inserts(context);
    this.#panel = h("div", { class: "visual-menu insert-menu", popover: "manual", tabindex: 0, role: "listbox", id: uniqueId("insert"), "aria-label": context.messages.insert, keydown: (event: KeyboardEvent) => { if (this.handleKey(event)) event.preventDefault(); } });
    context.root.append(this.#panel);
  }

  update(): void {
    const query = this.#read();
    if (query === undefined) this.#dismissed = undefined;
    if (query === undefined || query === this.#dismissed) return this.#close();
    if (query === this.#query) return;
    const wasClosed = this.#query === undefined;
    this.#query = query;
    const words = fold(query);
    this.#shown = [0, 1, 2].flatMap((rank) => this.#all.filter((item) => rankOf(item, words) === rank));
    this.#active = 0;
    this.#render();
    if (this.#shown.length === 0) return hide(this.#panel);
    show(this.#panel, () => this.view.coordsAtPos(this.view.state.selection.from));
    this.#panel.scrollTop = 0;
    if (wasClosed) this.context.announcer.say(this.context.messages.menuOpen(this.#shown.length));
  }

  destroy(): void {
    this.#panel.remove();
  }

  /** What was typed after the `/`. */
  #read(): string | undefined {
    const { selection } = this.view.state;
    const { parent } = selection.$from;
    if (!selection.empty || parent.type.name !== "paragraph" || !this.view.hasFocus() || !this.view.editable) return undefined;
    const text = parent.textContent;
    return text.startsWith("/") && text.length <= 24 && selection.$from.parentOffset === text.length ? text.slice(1) : undefined;
  }

  /** Closes the menu when the focus goes elsewhere. */
  left(target: Node | null): void {
    if (!this.#panel.contains(target)) this.#close();
  }

  #render(): void {
    this.#options = this.#shown.map((item, index) =>
      h("div", { role: "option", id: uniqueId("option"), mousedown: (event: MouseEvent) => event.preventDefault(), click: () => this.#choose(index) },
        icon(item.icon), h("span", {}, item.name, h("small", {}, item.hint))));
    this.#panel.replaceChildren(...this.#options);
    this.#mark();
  }

  #mark(): void {
    this.#options.forEach((option, index) => option.setAttribute("aria-selected", String(index === this.#active)));
    const option = this.#options[this.#active];
    option?.scrollIntoView({ block: "nearest" });
    toggleAttribute(this.view.dom, "aria-activedescendant", option?.id ?? null);
    toggleAttribute(this.view.dom, "aria-controls", option ? this.#panel.id : null);
  }

  handleKey(event: KeyboardEvent): boolean {
    // While an input method composes, its keys are its own.
    if (this.#query === undefined || this.#shown.length === 0 || event.isComposing || event.keyCode === 229) return false;
    const count = this.#shown.length;
    switch (event.key) {
      case "ArrowDown": this.#active = (this.#active + 1) % count; break;
      case "ArrowUp": this.#active = (this.#active + count - 1) % count; break;
      case "Enter": this.#choose(this.#active); return true;
      case "Escape":
        this.#dismissed = this.#query;
        this.#close();
        return true;
      default: return false;
    }
    this.#mark();
    return true;
  }

  #choose(index: number): void {
    const { $from } = this.view.state.selection;
    const item = this.#shown[index];
    this.#close();
    this.view.dispatch(this.view.state.tr.delete($from.start(), $from.end()));
    item?.run();
  }

  #close(): void {
    if (this.#query === undefined) return;
    this.#query = undefined;
    hide(this.#panel);
    toggleAttribute(this.view.dom, "aria-activedescendant", null);
    toggleAttribute(this.view.dom, "aria-controls", null);
  }
}

/** How well words fit: 0 the beginning of the name, 1 that of a word in it, 2 another word for it. */
function rankOf({ name, words: others }: Insert, words: string): number | undefined {
  const folded = fold(name);
  if (folded.startsWith(words)) return 0;
  const begins = (text: string) => text.split(" ").some((word) => word.startsWith(words));
  if (begins(folded) || folded.includes(` ${words}`)) return 1;
  return begins(others) || others.includes(words) ? 2 : undefined;
}
