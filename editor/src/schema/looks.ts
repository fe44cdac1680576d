/** The looks that imported blocks had in another editor (src/text/sanitizer/looks.rs). They are kept, and not edited. */
const families: Readonly<Record<string, readonly (string | number)[]>> = {
  width: [10, 15, 20, 25, 30, 33, 35, 40, 45, 50, 55, 60, 65, 66, 70, 75, 80, 85, 90, 100],
  tint: ["red", "amber", "green", "blue", "purple"],
  dim: [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100],
  crop: ["left", "right", "top", "bottom"],
  ratio: ["1-1", "4-3", "3-4", "3-2", "2-3", "16-9", "9-16"],
};

const single = [
  "row", "nowrap", "stack", "grid", "unstacked", "center", "right", "between", "left", "top", "middle", "bottom",
  "media-right", "fill", "tint", "dark", "light", "low", "tall", "backdrop", "rounded", "uncropped", "outline", "wide",
  "dots", "stripes", "fixed",
] as const;

export const looks: readonly string[] = [
  ...Object.entries(families).flatMap(([family, values]) => values.map((value) => `look-${family}-${value}`)),
  ...single.map((name) => `look-${name}`),
];
