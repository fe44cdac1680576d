import type { Fragment, NodeSpec, Schema } from "prosemirror-model";
import { readRest, restOf, restSpec } from "./attributes";
import { readNumber } from "./lists";
import { readContent } from "./pictures";

/** A file with words for a film or a sound (WebVTT). */
export interface Track {
  src: string;
  kind: string;
  srclang: string;
  label: string;
}

/** Another form of the same film or sound. */
export interface MediaSource {
  src: string;
  type: string;
}

const player = (tag: "audio" | "video"): NodeSpec => ({
  group: "block",
  content: "caption",
  isolating: true,
  draggable: true,
  attrs: {
    ...restSpec,
    src: { default: "" },
    sources: { default: [] as MediaSource[] },
    tracks: { default: [] as Track[] },
    poster: { default: null as string | null },
    width: { default: null as number | null },
    height: { default: null as number | null },
    loop: { default: false },
    muted: { default: false },
    title: { default: null as string | null },
  },
  parseDOM: [{ tag: "figure", priority: 55, getAttrs: (dom) => readPlayer(dom, tag), getContent: readCaption }],
  toDOM: (node) => ["figure", restOf(node.attrs), [tag, { src: node.attrs.src }], ["figcaption", 0]],
});

/** Sound and film, in a figure with a caption; the normal form of opened HTML puts bare players into one. */
export const mediaNodes: Record<string, NodeSpec> = { audio: player("audio"), video: player("video") };

function readPlayer(figure: HTMLElement, tag: string) {
  const [media, caption, ...others] = figure.children;
  if (media?.localName !== tag || (caption && caption.localName !== "figcaption") || others.length > 0) return false;
  const text = (element: Element, name: string) => element.getAttribute(name) ?? "";
  const children = [...media.children];
  return {
    rest: readRest(figure),
    src: text(media, "src"),
    sources: children.filter((it) => it.localName === "source").map((it) => ({ src: text(it, "src"), type: text(it, "type") })),
    tracks: children.filter((it) => it.localName === "track").map((it) => ({
      src: text(it, "src"), kind: text(it, "kind"), srclang: text(it, "srclang"), label: text(it, "label"),
    })),
    poster: media.getAttribute("poster"),
    width: readNumber(media, "width"),
    height: readNumber(media, "height"),
    loop: media.hasAttribute("loop"),
    muted: media.hasAttribute("muted"),
    title: media.getAttribute("title"),
  };
}

function readCaption(dom: Node, schema: Schema): Fragment {
  const caption = readContent((dom as Element).querySelector(":scope > figcaption"), schema, "caption");
  return schema.node("audio", null, schema.nodes.caption!.create(null, caption)).content;
}
