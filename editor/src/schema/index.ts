import { Schema } from "prosemirror-model";
import { footnoteNodes } from "./footnotes";
import { listNodes } from "./lists";
import { marks } from "./marks";
import { mediaNodes } from "./media";
import { newsroomNodes } from "./newsroom";
import { pictureNodes } from "./pictures";
import { referenceNodes } from "./references";
import { tableNodes } from "./table";
import { textNodes } from "./text";

/** The schema of posts. What it can hold is part of what the sanitizer lets pass (allowed.ts). */
export const schema = new Schema({
  nodes: {
    doc: { content: "block+ footnotes?" },
    ...textNodes,
    text: { group: "inline" },
    hard_break: { group: "inline", inline: true, selectable: false, linebreakReplacement: true, parseDOM: [{ tag: "br" }], toDOM: () => ["br"] },
    ...listNodes,
    ...pictureNodes,
    ...mediaNodes,
    ...tableNodes,
    ...newsroomNodes,
    ...referenceNodes,
    ...footnoteNodes,
  },
  marks,
});

/** A node type by name; the names above are all there are. */
export function nodeType(name: string) {
  return schema.nodes[name]!;
}

export function markType(name: string) {
  return schema.marks[name]!;
}
