import { Plugin } from "prosemirror-state";
import type { Context } from "../context";
import { uniqueId } from "../dom/element";
import { Gutter } from "./gutter";
import { followKeyboard } from "./keyboard";
import { LinkPanel } from "./link_panel";
import { Toolbar } from "./toolbar";

/** What stands around the text and follows its selection. */
export class Chrome {
  readonly textId = uniqueId("text");
  readonly toolbar: Toolbar;
  readonly gutter: Gutter;
  readonly links: LinkPanel;
  readonly #stopFollowing: () => void;

  constructor(context: Context) {
    this.gutter = new Gutter(context);
    this.links = new LinkPanel(context);
    this.toolbar = new Toolbar(context, this.textId, this.links);
    this.#stopFollowing = followKeyboard(context.root);
  }

  plugin(): Plugin {
    return new Plugin({
      view: () => {
        this.update();
        return { update: () => this.update() };
      },
    });
  }

  update(): void {
    this.toolbar.update();
    this.gutter.update();
  }

  destroy(): void {
    this.#stopFollowing();
    this.links.destroy();
  }
}
