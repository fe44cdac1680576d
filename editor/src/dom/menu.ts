import { findByWords } from "../text/find";
import { fold } from "../text/fold";
import { h, uniqueId } from "./element";
import { hide, show } from "./floating";
import { icon, type IconName } from "./icon";

/** An action in a menu. */
export interface MenuItem {
  name: string;
  /** Other words that people look for it by. */
  words?: string;
  icon?: IconName;
  shortcut?: string;
  /** For choices that hold or do not hold. */
  checked?: boolean;
  disabled?: boolean;
  /** Begins a group. */
  apart?: boolean;
  danger?: boolean;
  run(): void;
}

let closeOpen: (() => void) | undefined;

/** Closes the menu that is open, if one is. */
export function closeMenu(): void {
  closeOpen?.();
}

/** What the field above the items of a menu says, in which words are typed that find them. */
export interface MenuSearch {
  label: string;
  /** Told when no item has the words. */
  nothing: string;
}

/** Opens a menu below `opener`, and gives the focus back to `restore` when it closes. */
export function openMenu(opener: HTMLElement, label: string, items: readonly MenuItem[], restore: () => void, search?: MenuSearch): void {
  closeMenu();
  const entries = items.map((item) => ({ ...item, button: entry(item, () => { close(false); item.run(); }) }));
  const buttons = entries.map(({ button }) => button);
  const field = search && new SearchField(search, entries, label);
  const panel = field
    ? h("div", { class: "visual-menu", popover: "manual", keydown: onKey }, field.input, field.list, field.note)
    : h("div", { class: "visual-menu", popover: "manual", role: "menu", "aria-label": label, keydown: onKey }, ...buttons);
  const onOutside = (event: Event) => { if (!panel.contains(event.target as Node)) close(false); };
  const close = (giveBack: boolean) => {
    closeOpen = undefined;
    document.removeEventListener("pointerdown", onOutside, true);
    opener.setAttribute("aria-expanded", "false");
    hide(panel);
    panel.remove();
    if (giveBack) restore();
  };
  function onKey(event: KeyboardEvent) {
    // While an input method composes, its keys are its own.
    if (event.isComposing || event.keyCode === 229) return;
    const enabled = (field ? field.shown : buttons).filter((button) => !button.disabled);
    const at = enabled.indexOf(document.activeElement as HTMLButtonElement);
    const isTyping = field !== undefined && document.activeElement === field.input;
    const to = { ArrowDown: at + 1, ArrowUp: Math.max(at, 0) - 1, ...(!isTyping && { Home: 0, End: enabled.length - 1 }) }[event.key];
    if (to !== undefined) enabled.at(to % enabled.length)?.focus();
    else if (event.key === "Escape" || event.key === "Tab") close(true);
    else if (isTyping && event.key === "Enter") enabled[0]?.click();
    else if (isTyping) return;
    else if (event.key.length > 1 || event.key === " " || event.ctrlKey || event.altKey || event.metaKey) {
      if (event.key === "Backspace") field?.input.focus();
      return;
    } else if (field) {
      // The letter goes into the field that has the focus by then.
      field.input.focus();
      return;
    } else {
      const letter = fold(event.key);
      const next = [...enabled.slice(at + 1), ...enabled].find((button) => fold(button.textContent ?? "").startsWith(letter));
      if (!next) return;
      next.focus();
    }
    event.preventDefault();
    event.stopPropagation();
  }
  closeOpen = () => close(false);
  opener.after(panel);
  opener.setAttribute("aria-expanded", "true");
  show(panel, () => opener.getBoundingClientRect());
  document.addEventListener("pointerdown", onOutside, true);
  // A field with the focus opens the keyboard of a phone, which leaves little room.
  if (field && !matchMedia("(pointer: coarse)").matches) return field.input.focus();
  (buttons.find((button) => button.getAttribute("aria-checked") === "true") ?? buttons.find((button) => !button.disabled))?.focus();
}

/** The field above a long menu; it shows the items that its words find. */
class SearchField {
  readonly input: HTMLInputElement;
  readonly list: HTMLElement;
  readonly note = h("p", { class: "menu-note", role: "status" });
  shown: readonly HTMLButtonElement[];

  constructor(private readonly search: MenuSearch, private readonly entries: readonly (MenuItem & { button: HTMLButtonElement })[], label: string) {
    this.shown = entries.map(({ button }) => button);
    const id = uniqueId("menu");
    this.list = h("div", { role: "menu", id, "aria-label": label }, ...this.shown);
    this.input = h("input", {
      type: "text", autocomplete: "off", spellcheck: "false", "aria-label": search.label, "aria-controls": id, placeholder: search.label,
      input: () => this.#find(),
    });
  }

  #find(): void {
    this.shown = findByWords(this.entries, this.input.value.trim()).map(({ button }) => button);
    this.list.replaceChildren(...this.shown);
    this.note.textContent = this.shown.length === 0 ? this.search.nothing : "";
  }
}

function entry(item: MenuItem, run: () => void): HTMLButtonElement {
  const isChoice = item.checked !== undefined;
  return h(
    "button",
    {
      type: "button",
      role: isChoice ? "menuitemradio" : "menuitem",
      "aria-checked": isChoice ? String(item.checked) : null,
      class: [item.apart && "apart", item.danger && "danger"].filter(Boolean).join(" ") || null,
      disabled: item.disabled,
      click: run,
    },
    item.icon && icon(item.icon),
    h("span", {}, item.name),
    item.shortcut && h("kbd", {}, item.shortcut),
  );
}
