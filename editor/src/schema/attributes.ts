import type { Attrs } from "prosemirror-model";
import { isAllowedClass } from "./allowed";

/** Attributes that any element may have and that a block carries along without a meaning of its own. */
export type Rest = Readonly<Record<string, string>>;

const CARRIED = ["class", "dir", "id", "lang", "title"];

/** The attribute of node specs that holds the rest. */
export const restSpec = { rest: { default: null as Rest | null } };

/** Reads what an element has besides the classes and attributes that its node reads itself. */
export function readRest(element: Element, ownClasses: readonly string[] = [], ownAttributes: readonly string[] = []): Rest | null {
  const rest: Record<string, string> = {};
  for (const name of CARRIED) {
    const value = element.getAttribute(name);
    if (value === null || ownAttributes.includes(name)) continue;
    const kept = name === "class" ? classList(value).filter((it) => isAllowedClass(it) && !ownClasses.includes(it)).join(" ") : value;
    if (kept) rest[name] = kept;
  }
  return Object.keys(rest).length > 0 ? rest : null;
}

export function classList(value: string | null | undefined): string[] {
  return (value ?? "").split(/\s+/).filter(Boolean);
}

export function restOf(attributes: Attrs): Rest {
  return (attributes.rest as Rest | null) ?? {};
}

/** The rest with another class list; `null` when nothing is left. */
export function withClasses(rest: Rest | null, names: readonly string[]): Rest | null {
  const { class: _, ...others } = rest ?? {};
  const changed: Rest = names.length > 0 ? { ...others, class: names.join(" ") } : others;
  return Object.keys(changed).length > 0 ? changed : null;
}

/** How wide a block stands on the page. */
export type Width = "column" | "wide" | "full";

const WIDTH_CLASSES: Readonly<Record<Width, string | undefined>> = { column: undefined, wide: "align-wide", full: "align-full" };

export function widthOf(rest: Rest | null): Width {
  const names = classList(rest?.class);
  if (names.includes("align-full")) return "full";
  return names.includes("align-wide") ? "wide" : "column";
}

/** Sets the width, which takes the place of any alignment. */
export function withWidth(rest: Rest | null, width: Width): Rest | null {
  const others = classList(rest?.class).filter((name) => !name.startsWith("align-"));
  const chosen = WIDTH_CLASSES[width];
  return withClasses(rest, chosen ? [...others, chosen] : others);
}
