import { h, uniqueId } from "./element";
import { icon, type IconName } from "./icon";

/** A button that shows a drawing; `name` is its accessible name and its tooltip. */
export function iconButton(drawing: IconName, name: string, run: (button: HTMLButtonElement) => void, shortcut?: string): HTMLButtonElement {
  const button: HTMLButtonElement = h(
    "button",
    {
      type: "button",
      class: "icon-button",
      "aria-label": name,
      title: shortcut ? `${name} (${shortcut})` : name,
      // Pressing must not take the focus, and with it the selection, from the text.
      mousedown: (event: MouseEvent) => event.preventDefault(),
      click: () => run(button),
    },
    icon(drawing),
  );
  return button;
}

/** A button with words. */
export function textButton(name: string, run: (button: HTMLButtonElement) => void, drawing?: IconName): HTMLButtonElement {
  const button: HTMLButtonElement = h(
    "button",
    { type: "button", class: "text-button", mousedown: (event: MouseEvent) => event.preventDefault(), click: () => run(button) },
    drawing && icon(drawing),
    h("span", {}, name),
  );
  return button;
}

/** A field in the tools of a block. `write` is told what is typed at once, so that nothing is lost. */
export function textField(
  label: string,
  value: string,
  write: (value: string) => void,
  attributes: Record<string, string> = {},
): { row: HTMLElement; input: HTMLInputElement; set(value: string): void } {
  const id = uniqueId("field");
  const input: HTMLInputElement = h("input", { id, type: "text", autocomplete: "off", value, ...attributes, input: () => write(input.value) });
  const set = (next: string) => {
    if (input.value !== next) input.value = next;
  };
  return { row: h("div", { class: "tool-field" }, h("label", { for: id }, label), input), input, set };
}

/** A row of buttons of which one holds. */
export function segments<T extends string>(label: string, choices: readonly (readonly [T, string])[], choose: (value: T) => void) {
  const buttons = choices.map(([value, name]) => [value, textButton(name, () => choose(value))] as const);
  const group = h("div", { class: "segments", role: "group", "aria-label": label }, ...buttons.map(([, button]) => button));
  const set = (chosen: T) => buttons.forEach(([value, button]) => button.setAttribute("aria-pressed", String(value === chosen)));
  return { group, set };
}
