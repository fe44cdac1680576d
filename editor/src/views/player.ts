import type { Node } from "prosemirror-model";
import type { EditorView } from "prosemirror-view";
import type { Context } from "../context";
import { h, setClasses, toggleAttribute } from "../dom/element";
import { textButton } from "../dom/fields";
import { restOf } from "../schema/attributes";
import type { MediaSource } from "../schema/media";
import { BlockView, type GetPosition } from "./block_view";

/** Sound or film with its caption. Nothing is loaded before somebody plays it. */
export class PlayerView extends BlockView {
  readonly dom: HTMLElement;
  readonly #player: HTMLMediaElement;

  constructor(node: Node, view: EditorView, getPosition: GetPosition, context: Context) {
    super(node, view, getPosition, context, node.type.name === "audio" ? context.messages.audio : context.messages.video);
    this.#player = h(node.type.name as "audio" | "video", { controls: true, preload: "none", "aria-label": this.label });
    this.tools.append(h("div", { class: "tool-row" }, textButton(context.messages.replace, () => void this.#replace()), this.removeButton()));
    this.contentDOM = h("figcaption", {});
    this.dom = h("figure", {}, h("div", { class: "player-frame", contenteditable: "false" }, this.#player), this.contentDOM, this.tools);
    this.refresh();
  }

  protected refresh(): void {
    const { src, sources, poster, title } = this.node.attrs;
    toggleAttribute(this.#player, "src", (src as string) || (sources as MediaSource[])[0]?.src || null);
    toggleAttribute(this.#player, "poster", (poster as string | null) ?? null);
    toggleAttribute(this.#player, "title", (title as string | null) ?? null);
    setClasses(this.dom, "visual-block", restOf(this.node.attrs).class);
  }

  async #replace(): Promise<void> {
    const kind = this.node.type.name as "audio" | "video";
    const [medium] = await this.context.options.chooseMedia(kind, false);
    if (medium) this.set({ src: medium.src, sources: [], poster: medium.poster ?? null });
    this.view.focus();
  }
}
