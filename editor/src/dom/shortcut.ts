const SIGNS: Readonly<Record<string, string>> = { Ctrl: "⌘", Alt: "⌥", Shift: "⇧" };

/** A shortcut as the keyboard at hand has it: `Ctrl+Shift+8`, or `⌘⇧8` on a Mac. */
export function shortcut(keys: string): string {
  if (!/Mac|iPhone|iPad/.test(navigator.platform)) return keys;
  return keys.split("+").filter(Boolean).map((key) => SIGNS[key] ?? key).join("");
}
