import { h } from "./element";
import { hide, show } from "./floating";
import { icon, type IconName } from "./icon";

/** An action in a menu. */
export interface MenuItem {
  name: string;
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

/** Opens a menu below `opener`, and gives the focus back to `restore` when it closes. */
export function openMenu(opener: HTMLElement, label: string, items: readonly MenuItem[], restore: () => void): void {
  closeMenu();
  const buttons = items.map((item) => entry(item, () => { close(false); item.run(); }));
  const panel = h("div", { class: "visual-menu", popover: "manual", role: "menu", "aria-label": label, keydown: onKey }, ...buttons);
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
    const enabled = buttons.filter((button) => !button.disabled);
    const at = enabled.indexOf(document.activeElement as HTMLButtonElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: enabled.length - 1 }[event.key];
    if (to !== undefined) enabled.at(to % enabled.length)?.focus();
    else if (event.key === "Escape" || event.key === "Tab") close(true);
    else {
      const letter = event.key.toLowerCase();
      const next = [...enabled.slice(at + 1), ...enabled].find((button) => event.key.length === 1 && button.textContent?.toLowerCase().startsWith(letter));
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
  (buttons.find((button) => button.getAttribute("aria-checked") === "true") ?? buttons.find((button) => !button.disabled))?.focus();
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
