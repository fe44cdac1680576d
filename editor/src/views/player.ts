import type { Node } from "prosemirror-model";
import type { EditorView } from "prosemirror-view";
import type { MediaKind, Medium } from "../bridge";
import type { Context } from "../context";
import { h, setClasses, toggleAttribute } from "../dom/element";
import { textButton, textField } from "../dom/fields";
import { restOf } from "../schema/attributes";
import type { MediaSource, Track } from "../schema/media";
import { BlockView, type GetPosition } from "./block_view";

/** Sound or film with its caption; a film has a poster and captions, too. Nothing is loaded before somebody plays it. */
export class PlayerView extends BlockView {
  readonly dom: HTMLElement;
  readonly #player: HTMLMediaElement;
  readonly #tracks = h("div", { class: "player-tracks" });
  readonly #noPoster: HTMLElement;
  #shown: Track[] = [];

  constructor(node: Node, view: EditorView, getPosition: GetPosition, context: Context) {
    super(node, view, getPosition, context, node.type.name === "audio" ? context.messages.audio : context.messages.video);
    const { messages } = context;
    const kind = node.type.name as "audio" | "video";
    this.#player = h(kind, { controls: true, preload: "none", "aria-label": this.label });
    this.#noPoster = textButton(messages.removePoster, () => this.set({ poster: null }));
    const ofFilm = kind === "video" ? [
      textButton(messages.choosePoster, () => void this.#choose("picture", ({ src }) => this.set({ poster: src }))),
      this.#noPoster,
      textButton(messages.addCaptions, () => void this.#choose("captions", (medium) => this.#addTrack(medium))),
    ] : [];
    const replace = textButton(messages.replace, () => void this.#choose(kind, ({ src, poster }) => this.set({ src, sources: [], poster: poster ?? this.node.attrs.poster })));
    this.tools.append(this.#tracks, h("div", { class: "tool-row" }, ...ofFilm, replace, this.removeButton()));
    this.contentDOM = h("figcaption", {});
    this.dom = h("figure", {}, h("div", { class: "player-frame", contenteditable: "false" }, this.#player), this.contentDOM, this.tools);
    this.refresh();
  }

  protected refresh(): void {
    const { src, sources, poster, title } = this.node.attrs;
    toggleAttribute(this.#player, "src", (src as string) || (sources as MediaSource[])[0]?.src || null);
    toggleAttribute(this.#player, "poster", (poster as string | null) ?? null);
    toggleAttribute(this.#player, "title", (title as string | null) ?? null);
    this.#noPoster.hidden = !poster;
    this.#showTracks(this.node.attrs.tracks as Track[]);
    setClasses(this.dom, "visual-block", restOf(this.node.attrs).class);
  }

  /** Shows a field for the name of each file of captions. A field that is typed in stays. */
  #showTracks(tracks: Track[]): void {
    const known = tracks.map(({ src }) => src).join("\n");
    const isSame = this.#shown.map(({ src }) => src).join("\n") === known;
    this.#shown = tracks;
    if (isSame) return;
    const { messages } = this.context;
    this.#tracks.replaceChildren(...tracks.map(({ src, label }) => {
      const change = (part: Partial<Track> | undefined) => this.set({
        tracks: this.#shown.flatMap((track) => (track.src !== src ? [track] : part ? [{ ...track, ...part }] : [])),
      });
      const field = textField(messages.captionsName, label, (typed) => change({ label: typed }));
      field.row.append(textButton(messages.remove, () => change(undefined)));
      return field.row;
    }));
  }

  #addTrack({ src }: Medium): void {
    const others = this.#shown.filter((track) => track.src !== src);
    const { language } = this.context.options;
    this.set({ tracks: [...others, { src, kind: "captions", srclang: language, label: this.context.messages.ownLanguage }] });
  }

  async #choose(kind: MediaKind, take: (medium: Medium) => void): Promise<void> {
    const [medium] = await this.context.options.chooseMedia(kind, false);
    if (medium) take(medium);
    this.view.focus();
  }
}
