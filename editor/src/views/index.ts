import type { NodeViewConstructor } from "prosemirror-view";
import type { Context } from "../context";
import { CodeView } from "./code";
import { FigureView } from "./figure";
import { GalleryItemView, GalleryView } from "./gallery";
import { OrderedListView } from "./list";
import { PlayerView } from "./player";
import { RawView } from "./raw";
import { ButtonView, CardView, EmbedView, FileView } from "./references";
import { BoxView, QuoteView } from "./boxes";
import { TableView } from "./table";

const VIEWS = {
  figure: FigureView,
  gallery: GalleryView,
  gallery_item: GalleryItemView,
  audio: PlayerView,
  video: PlayerView,
  embed: EmbedView,
  link_card: CardView,
  file: FileView,
  button: ButtonView,
  raw: RawView,
  code_block: CodeView,
  ordered_list: OrderedListView,
  table: TableView,
  pull_quote: QuoteView,
  fact_box: BoxView,
};

/** The views of all blocks with tools. */
export function nodeViews(context: Context): Record<string, NodeViewConstructor> {
  return Object.fromEntries(
    Object.entries(VIEWS).map(([name, View]) => [name, (node, view, getPosition) => new View(node, view, getPosition, context)]),
  );
}
