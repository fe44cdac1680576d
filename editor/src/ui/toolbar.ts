import { undo, redo, undoDepth, redoDepth } from "prosemirror-history";
import type { Command, EditorState } from "prosemirror-state";
import { canLink, linkAt } from "../commands/links";
import { clearFormatting, hasMark, isInside, MARKS, type MarkName, setParagraph, textStyle, toggleHeading, toggleList, toggleQuote } from "../commands/text";
import type { Context } from "../context";
import { h, toggleAttribute } from "../dom/element";
import { iconButton, textButton } from "../dom/fields";
import type { IconName } from "../dom/icon";
import { type MenuItem, openMenu } from "../dom/menu";
import { shortcut } from "../dom/shortcut";
import { marked, told } from "../plugins/keys";
import { markType } from "../schema";
import { blockActions, openInserts } from "./block_actions";
import { openHelp } from "./help";
import { chooseMedia } from "./inserts";
import type { LinkPanel } from "./link_panel";
import { blockName, markName } from "./names";

/** A button, and what it shows of the state. */
interface Entry {
  button: HTMLButtonElement;
  pressed?(state: EditorState): boolean;
  disabled?(state: EditorState): boolean;
}

/** The row of buttons above the text; on narrow screens it is above the on-screen keyboard. */
export class Toolbar {
  readonly element: HTMLElement;
  readonly #entries: Entry[] = [];
  readonly #style: HTMLButtonElement;

  constructor(private readonly context: Context, textId: string, links: LinkPanel) {
    const { messages: m } = context;
    this.element = h("div", { class: "visual-toolbar", role: "toolbar", "aria-label": m.toolbar, "aria-controls": textId, keydown: (event: KeyboardEvent) => this.#key(event) });
    const insert = this.#opener(iconButton("add", m.insert, (button) => openInserts(context, button)));
    insert.classList.add("insert");
    this.#add({ button: insert });
    this.#add({ button: iconButton("picture", m.picture, () => void chooseMedia(context, "picture"), shortcut("Ctrl+Alt+M")) });
    this.#gap();
    this.#style = this.#opener(textButton(m.paragraph, (button) => this.#open(button, m.textStyle, this.#styles()), "down"));
    this.#style.classList.add("text-style");
    this.#add({ button: this.#style });
    this.#mark("strong", "bold", "Ctrl+B");
    this.#mark("em", "italic", "Ctrl+I");
    this.#add({
      button: iconButton("link", m.link, () => links.open(), shortcut("Ctrl+K")),
      pressed: (state) => linkAt(state) !== undefined,
      disabled: (state) => !canLink(state),
    });
    this.#menu("more", m.moreFormatting, () => this.#more());
    this.#gap();
    this.#command("list", m.bulletList, "Ctrl+Shift+8", toggleList("bullet_list"), (state) => isInside(state, "bullet_list"));
    this.#command("numbered", m.orderedList, "Ctrl+Shift+7", toggleList("ordered_list"), (state) => isInside(state, "ordered_list"));
    this.#command("quote", m.quote, "Ctrl+Shift+9", toggleQuote, (state) => isInside(state, "blockquote"));
    this.#gap();
    this.#menu("handle", m.blockMenu, () => blockActions(context));
    this.#history("undo", m.undo, "Ctrl+Z", undo, m.undone, undoDepth);
    this.#history("redo", m.redo, "Ctrl+Y", redo, m.redone, redoDepth);
    this.#add({ button: iconButton("help", m.help, () => openHelp(context), shortcut("Ctrl+/")) });
    this.#entries.forEach(({ button }, index) => { button.tabIndex = index === 0 ? 0 : -1; });
  }

  /** Moves the focus to the button that had it last. */
  focus(): void {
    this.#entries.find(({ button }) => button.tabIndex === 0)?.button.focus();
  }

  update(): void {
    const { state, editable } = this.context.view;
    for (const { button, pressed, disabled } of this.#entries) {
      if (pressed) button.setAttribute("aria-pressed", String(pressed(state)));
      // A disabled button can still be reached, so that the focus is never lost.
      toggleAttribute(button, "aria-disabled", !editable || disabled?.(state) ? "true" : null);
    }
    const style = textStyle(state);
    const name = style === "" ? this.context.messages.textStyle : blockName(this.context.messages, state.selection.$from.parent);
    this.#style.querySelector("span")!.textContent = name;
    this.#style.setAttribute("aria-label", `${this.context.messages.textStyle}: ${name}`);
  }

  #add(entry: Entry): void {
    this.#entries.push(entry);
    this.element.append(entry.button);
    // A press on a button that cannot act must not reach it.
    entry.button.addEventListener("click", (event) => {
      if (entry.button.getAttribute("aria-disabled") === "true") event.stopImmediatePropagation();
    }, true);
    entry.button.addEventListener("focus", () => this.#entries.forEach(({ button }) => { button.tabIndex = button === entry.button ? 0 : -1; }));
  }

  #gap(): void {
    this.element.append(h("span", { class: "gap" }));
  }

  #run(command: Command): void {
    const { view } = this.context;
    command(view.state, view.dispatch, view);
    view.focus();
  }

  #command(drawing: IconName, name: string, key: string, command: Command, pressed: (state: EditorState) => boolean): void {
    const announced = told(this.context, command, () => this.context.messages.changedTo(pressed(this.context.view.state) ? name : this.context.messages.paragraph));
    this.#add({
      button: iconButton(drawing, name, () => this.#run(announced), shortcut(key)),
      pressed,
      disabled: (state) => !pressed(state) && !command(state),
    });
  }

  #mark(name: MarkName, drawing: IconName, key: string): void {
    this.#add({
      button: iconButton(drawing, markName(this.context.messages, name), () => this.#run(marked(this.context, name)), shortcut(key)),
      pressed: (state) => hasMark(state, markType(name)),
      disabled: (state) => !marked(this.context, name)(state),
    });
  }

  #history(drawing: IconName, name: string, key: string, command: Command, done: string, depth: (state: EditorState) => number): void {
    this.#add({
      button: iconButton(drawing, name, () => this.#run(told(this.context, command, () => done)), shortcut(key)),
      disabled: (state) => depth(state) === 0,
    });
  }

  #opener(button: HTMLButtonElement): HTMLButtonElement {
    button.setAttribute("aria-haspopup", "menu");
    button.setAttribute("aria-expanded", "false");
    return button;
  }

  #open(button: HTMLButtonElement, label: string, items: readonly MenuItem[]): void {
    if (items.length > 0) openMenu(button, label, items, () => this.context.view.focus());
  }

  #menu(drawing: IconName, name: string, items: () => readonly MenuItem[]): void {
    const button = this.#opener(iconButton(drawing, name, (opener) => this.#open(opener, name, items())));
    this.#add({ button });
  }

  #styles(): MenuItem[] {
    const { messages, view } = this.context;
    const current = textStyle(view.state);
    const item = (style: string, name: string, command: Command, key: string): MenuItem => ({
      name, checked: current === style, disabled: current !== style && !command(view.state), shortcut: shortcut(key),
      run: () => this.#run(told(this.context, current === style ? () => true : command, () => messages.changedTo(name))),
    });
    return [
      item("paragraph", messages.paragraph, setParagraph, "Ctrl+Alt+0"),
      ...[2, 3, 4].map((level) => item(`heading${level}`, messages.heading(level), toggleHeading(level), `Ctrl+Alt+${level}`)),
    ];
  }

  #more(): MenuItem[] {
    const { messages, view } = this.context;
    const keys: Partial<Record<MarkName, string>> = { underline: "", strike: "Ctrl+Shift+X", superscript: "Ctrl+.", subscript: "Ctrl+,", code: "Ctrl+E" };
    const icons: Record<MarkName, IconName> = { strong: "bold", em: "italic", underline: "underline", strike: "strike", superscript: "superscript", subscript: "subscript", code: "code" };
    const isHeld = (name: MarkName) => hasMark(view.state, markType(name));
    // Underlined text reads as a link: it can be taken away where it was imported, but not made.
    const shown = MARKS.filter((name) => name in keys && (name !== "underline" || isHeld(name)));
    return [
      ...shown.map((name): MenuItem => ({
        name: markName(messages, name), icon: icons[name], checked: isHeld(name), ...(keys[name] && { shortcut: shortcut(keys[name]) }),
        disabled: !marked(this.context, name)(view.state), run: () => this.#run(marked(this.context, name)),
      })),
      { name: messages.clearFormatting, icon: "clear", shortcut: shortcut("Ctrl+\\"), apart: true, disabled: !clearFormatting(view.state), run: () => this.#run(told(this.context, clearFormatting, () => messages.clearFormatting)) },
    ];
  }

  #key(event: KeyboardEvent): void {
    const at = this.#entries.findIndex(({ button }) => button === document.activeElement);
    if (at < 0) return;
    const count = this.#entries.length;
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1 + count, Home: 0, End: count - 1 }[event.key];
    if (to !== undefined) this.#entries[to % count]!.button.focus();
    else if (event.key === "Escape") this.context.view.focus();
    else return;
    event.preventDefault();
  }
}
