import type { Rest } from "../schema/attributes";

type Value = string | number | boolean | null | undefined;

/** Text as a browser and the server's sanitizer write it. */
export function escapeText(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/\u00a0/g, "&nbsp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

function escapeAttribute(value: string): string {
  return escapeText(value).replace(/"/g, "&quot;");
}

/** An opening tag. `null`, `undefined` and `false` leave an attribute out; `true` writes it without a value. */
export function openTag(name: string, attributes: Record<string, Value> = {}, rest: Rest | null = null): string {
  const classes = [attributes.class, rest?.class].filter(Boolean).join(" ");
  const all: Record<string, Value> = { ...attributes, ...rest, class: classes || null };
  let tag = `<${name}`;
  for (const [key, value] of Object.entries(all)) {
    if (value === null || value === undefined || value === false) continue;
    tag += ` ${key}="${value === true ? "" : escapeAttribute(String(value))}"`;
  }
  return `${tag}>`;
}

/** An element with finished content. */
export function element(name: string, attributes: Record<string, Value>, rest: Rest | null, content: string): string {
  return `${openTag(name, attributes, rest)}${content}</${name}>`;
}
