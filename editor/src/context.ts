import type { EditorView } from "prosemirror-view";
import type { EditorOptions } from "./bridge";
import type { AltOffers } from "./commands/descriptions";
import type { Announcer } from "./dom/announcer";
import type { Anchor } from "./dom/floating";
import type { Messages } from "./messages/messages";

/** What the parts of a running editor share. */
export interface Context {
  readonly options: EditorOptions;
  readonly messages: Messages;
  readonly announcer: Announcer;
  /** The descriptions that the library has. */
  readonly altOffers: AltOffers;
  /** The element that holds everything the editor shows. */
  readonly root: HTMLElement;
  /** Asks for an address, or an own post. */
  askAddress(anchorOf: () => Anchor, take: (href: string, title?: string) => void): void;
  /** Set once the view exists, which is before anything else runs. */
  view: EditorView;
}
