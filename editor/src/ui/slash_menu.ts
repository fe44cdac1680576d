import { type EditorState, Plugin, PluginKey } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import type { Context } from "../context";
import { h, toggleAttribute, uniqueId } from "../dom/element";
import { hide, show } from "../dom/floating";
import { icon } from "../dom/icon";
import { markType } from "../schema";
import { findByWords } from "../text/find";
import { inlineInserts, type Insert, inserts } from "./inserts";

const key = new PluginKey("slash menu");

/** The most letters that are looked for. */
const LONGEST = 23;

/** A `/` and the words after it, up to the caret. */
interface Request {
  /** Where the `/` is. */
  from: number;
  words: string;
  /** Whether it is within a text, not at the start of a line. */
  isInline: boolean;
}

/** The menu of what can be inserted, which a `/` at the start of a line or behind a space opens. The focus stays in the text. */
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
  readonly #blocks: Insert[];
  readonly #inline: Insert[];
  #shown: Insert[] = [];
  #options: HTMLElement[] = [];
  #active = 0;
  #request: Request | undefined;
  /** Where the `/` is whose menu was closed by Escape: it is text. */
  #dismissed: number | undefined;

  constructor(private readonly context: Context, private readonly view: EditorView) {
    this.#blocks = inserts(context);
    this.#inline = inlineInserts(context);
    this.#panel = h("div", { class: "visual-menu insert-menu", popover: "manual", tabindex: 0, role: "listbox", id: uniqueId("insert"), "aria-label": context.messages.insert, keydown: (event: KeyboardEvent) => { if (this.handleKey(event)) event.preventDefault(); } });
    context.root.append(this.#panel);
  }

  update(_view: EditorView, before: EditorState): void {
    const request = this.#read();
    if (request?.from !== this.#dismissed) this.#dismissed = undefined;
    if (!request || this.#dismissed !== undefined) return this.#close();
    const last = this.#request;
    // Within a text, only typing opens it, not going past words that are there.
    if (!last && request.isInline && before.doc === this.view.state.doc) return;
    if (last?.from === request.from && last.words === request.words) return;
    this.#request = request;
    const offered = request.isInline ? this.#inline.filter((item) => item.fits?.(this.view.state)) : this.#blocks;
    this.#shown = findByWords(offered, request.words);
    this.#active = 0;
    this.#render();
    if (this.#shown.length === 0) return hide(this.#panel);
    show(this.#panel, () => this.view.coordsAtPos(this.view.state.selection.from));
    this.#panel.scrollTop = 0;
    if (!last) this.context.announcer.say(this.context.messages.menuOpen(this.#shown.length));
  }

  destroy(): void {
    this.#panel.remove();
  }

  #read(): Request | undefined {
    const { selection } = this.view.state;
    const { $from } = selection;
    const { parent, parentOffset } = $from;
    if (!selection.empty || !parent.inlineContent || !this.view.hasFocus() || !this.view.editable) return undefined;
    const text = parent.textContent;
    if (parent.type.name === "paragraph" && text.startsWith("/") && text.length <= LONGEST + 1 && parentOffset === text.length) {
      return { from: $from.start(), words: text.slice(1), isInline: false };
    }
    if (markType("code").isInSet($from.marks())) return undefined;
    // Dates, alternatives and paths have no space before their `/`.
    const typed = parent.textBetween(Math.max(0, parentOffset - LONGEST - 2), parentOffset, undefined, "\ufffc");
    const found = /\s\/((?:[^\s/][^/]*)?)$/.exec(typed);
    return found ? { from: $from.pos - found[0].length + 1, words: found[1]!, isInline: true } : undefined;
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
    if (this.#request === undefined || this.#shown.length === 0 || event.isComposing || event.keyCode === 229) return false;
    const count = this.#shown.length;
    switch (event.key) {
      case "ArrowDown": this.#active = (this.#active + 1) % count; break;
      case "ArrowUp": this.#active = (this.#active + count - 1) % count; break;
      case "Enter": this.#choose(this.#active); return true;
      case "Escape":
        this.#dismissed = this.#request.from;
        this.#close();
        return true;
      default: return false;
    }
    this.#mark();
    return true;
  }

  #choose(index: number): void {
    const item = this.#shown[index];
    const request = this.#request;
    this.#close();
    if (!item || !request) return;
    const { state } = this.view;
    const from = request.isInline && item.clings ? request.from - 1 : request.from;
    this.view.dispatch(state.tr.delete(from, state.selection.from));
    item.run();
  }

  #close(): void {
    if (this.#request === undefined) return;
    this.#request = undefined;
    hide(this.#panel);
    toggleAttribute(this.view.dom, "aria-activedescendant", null);
    toggleAttribute(this.view.dom, "aria-controls", null);
  }
}
