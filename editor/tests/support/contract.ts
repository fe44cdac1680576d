// schema.json: what the editor can write, for a test of the server's sanitizer.
import { attributes, classes, elements, globalAttributes, newClasses } from "../../src/schema/allowed";
import { samples } from "./samples";

interface Contract {
  /** All elements, each with all of its attributes. */
  elements: Record<string, string[]>;
  /** The classes that the samples have, by element; `*` are all that an element of an imported text may keep. */
  classes: Record<string, string[]>;
  samples: readonly string[];
}

export function contract(): Contract {
  const all = (name: string) => [...globalAttributes, ...(attributes[name] ?? [])].sort();
  const written: Record<string, string[]> = {};
  for (const [, name = "", list = ""] of samples.join("").matchAll(/<([a-z0-9]+)[^>]*? class="([^"]*)"/g)) {
    written[name] = [...new Set([...(written[name] ?? []), ...list.split(" ")])].sort();
  }
  return {
    elements: Object.fromEntries(elements.map((name) => [name, all(name)])),
    classes: { ...Object.fromEntries(Object.entries(written).sort()), "*": [...classes, ...newClasses].sort() },
    samples,
  };
}

/** The text of schema.json. */
export function contractText(): string {
  return `${JSON.stringify(contract(), null, 2)}\n`;
}
