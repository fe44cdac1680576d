export { createEditor } from "./editor";
export type { EditorOptions, FoundPost, MediaKind, Medium, Resolved, VisualEditor } from "./bridge";
