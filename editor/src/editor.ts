import { closeHistory } from "prosemirror-history";
import { EditorState, Selection } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import type { EditorOptions, Medium, VisualEditor } from "./bridge";
import { AltOffers, describe, undescribed } from "./commands/descriptions";
import type { Context } from "./context";
import { Announcer } from "./dom/announcer";
import { h, showLoaded } from "./dom/element";
import { closeMenu } from "./dom/menu";
import { Sources } from "./html/sources";
import { messagesIn } from "./messages";
import { plugins } from "./plugins";
import { OPENING } from "./plugins/footnotes";
import { insertMedia } from "./plugins/uploads";
import { Chrome } from "./ui/chrome";
import { nodeViews } from "./views";

/** Puts an editor into `parent`. */
export function createEditor(parent: HTMLElement, options: EditorOptions): VisualEditor {
  let uploads = 0;
  const uploadMedia = async (file: File, progress: (share: number) => void): Promise<Medium> => {
    uploads += 1;
    try {
      return await options.uploadMedia(file, progress);
    } finally {
      uploads -= 1;
    }
  };
  const announcer = new Announcer(options.announce?.bind(options));
  const root = h("div", { class: "visual-editor" });
  const messages = messagesIn(options.language);
  const context: Context = {
    options: guarded(options, uploadMedia),
    messages,
    announcer,
    altOffers: new AltOffers(options),
    root,
    askAddress: (anchorOf, take) => chrome.links.ask(anchorOf, take),
    // Nothing reads this before it is set below.
    view: undefined as unknown as EditorView,
  };
  const sources = new Sources();
  const chrome = new Chrome(context);
  let isEditable = true;
  let isDue = false;
  const tell = () => {
    if (isDue) return;
    isDue = true;
    window.setTimeout(() => {
      isDue = false;
      if (!context.view.isDestroyed) options.onChange();
    });
  };
  showLoaded(root);
  parent.append(root);
  const doc = sources.open(options.html);
  const mount = h("div", { class: "visual-sheet" });
  root.append(chrome.toolbar.element, mount, chrome.gutter.element, announcer.region);
  const view: EditorView = new EditorView(mount, {
    state: EditorState.create({ doc, plugins: [] }),
    nodeViews: nodeViews(context),
    editable: () => isEditable,
    attributes: {
      class: "prose visual-text", id: chrome.textId, role: "textbox", "aria-multiline": "true", "aria-label": options.label,
    },
    scrollThreshold: { top: 64, bottom: 80, left: 0, right: 0 },
    scrollMargin: { top: 72, bottom: 96, left: 0, right: 0 },
    dispatchTransaction(tr) {
      view.updateState(view.state.apply(tr));
      if (tr.docChanged) tell();
    },
  });
  context.view = view;
  view.updateState(view.state.reconfigure({ plugins: plugins(context, chrome) }));
  return {
    getHTML() {
      // What was typed a moment ago may not have been read from the page yet.
      readTyped(view);
      return sources.write(view.state.doc);
    },
    setHTML(html) {
      const opened = sources.open(html);
      const tr = closeHistory(view.state.tr).setMeta(OPENING, true);
      tr.replaceWith(0, tr.doc.content.size, opened.content);
      view.dispatch(tr.setSelection(Selection.atStart(tr.doc)));
    },
    getText: () => view.state.doc.textBetween(0, view.state.doc.content.size, "\n", (leaf) => (leaf.type.name === "hard_break" ? "\n" : "")),
    isEmpty: () => sources.write(view.state.doc).trim() === "",
    undescribedPictures: () => undescribed(view.state.doc),
    describe(descriptions) {
      view.dispatch(describe(view.state, descriptions));
    },
    isUploading: () => uploads > 0,
    insertMedia: (media) => insertMedia(context, media),
    focus(place) {
      if (place) {
        const { doc: current, tr } = view.state;
        view.dispatch(tr.setSelection(place === "start" ? Selection.atStart(current) : Selection.atEnd(current)).scrollIntoView());
      }
      view.focus();
    },
    setEditable(editable) {
      isEditable = editable;
      view.setProps({});
      chrome.update();
    },
    destroy() {
      closeMenu();
      chrome.destroy();
      view.destroy();
      root.remove();
    },
  };
}

/** Has the view take up what the browser has changed in the page. ProseMirror does so itself, but after the event. */
function readTyped(view: EditorView): void {
  (view as unknown as { domObserver: { flush(): void } }).domObserver.flush();
}

/** The page's answers: not choosing anything, for whatever reason, is no fault. */
function guarded(options: EditorOptions, uploadMedia: EditorOptions["uploadMedia"]): EditorOptions {
  return {
    html: options.html,
    language: options.language,
    label: options.label,
    onChange: () => options.onChange(),
    chooseMedia: async (kind, several) => {
      try {
        return await options.chooseMedia(kind, several);
      } catch {
        return [];
      }
    },
    uploadMedia,
    searchPosts: async (words, signal) => options.searchPosts(words, signal),
    resolveAddress: async (address, signal) => options.resolveAddress(address, signal),
    ...(options.describePictures && { describePictures: options.describePictures.bind(options) }),
    ...(options.announce && { announce: options.announce.bind(options) }),
  };
}
