import { type Command, type EditorState, NodeSelection } from "prosemirror-state";
import type { Node } from "prosemirror-model";
import type { MediaKind } from "../bridge";
import { insertBlock } from "../commands/blocks";
import { createButtons, createFactBox, createGallery, createPullQuote, createTable } from "../commands/create";
import { insertFootnote } from "../commands/footnotes";
import { canLink, linkAt, setLink } from "../commands/links";
import { toggleHeading, toggleList, toggleQuote } from "../commands/text";
import type { Context } from "../context";
import type { IconName } from "../dom/icon";
import { followPictures } from "../plugins/late_pictures";
import { insertMedia } from "../plugins/uploads";
import { nodeType } from "../schema";

/** Something that can be inserted. */
export interface Insert {
  name: string;
  hint: string;
  icon: IconName;
  /** Other words that people look for it by. */
  words: string;
  /** For what stands in a line of text: whether it may where the selection is. */
  fits?(state: EditorState): boolean;
  /** Whether it follows a word without a space. */
  clings?: boolean;
  run(): void;
}

/** What stands in a line of text. */
export function inlineInserts(context: Context): Insert[] {
  const { messages: m } = context;
  const link = () => {
    const { view } = context;
    context.askAddress(() => view.coordsAtPos(view.state.selection.from), (href, title) => {
      view.dispatch(setLink(view.state, href, title));
      context.announcer.say(m.linked);
      view.focus();
    });
  };
  return [
    footnote(context),
    { name: m.link, hint: m.linkHint, icon: "link", words: "link url lien ket", fits: (state) => canLink(state) && !linkAt(state), run: link },
  ];
}

function footnote(context: Context): Insert {
  const { messages: m } = context;
  return {
    name: m.footnote, hint: m.footnoteHint, icon: "footnote", words: "note chu thich", clings: true,
    fits: (state) => insertFootnote(state),
    run: () => {
      const { view } = context;
      if (insertFootnote(view.state, view.dispatch)) context.announcer.say(m.inserted(m.footnote));
      view.focus();
    },
  };
}

/** All there is to insert as a line of its own, or behind one; the most used first. */
export function inserts(context: Context): Insert[] {
  const { messages: m } = context;
  const tell = (name: string) => context.announcer.say(m.inserted(name));
  const put = (name: string, create: () => Node) => () => {
    const { view } = context;
    view.dispatch(insertBlock(view.state, create()));
    tell(name);
    focusInside(context);
  };
  const apply = (name: string, command: Command) => () => {
    const { view } = context;
    if (command(view.state, view.dispatch)) tell(name);
    view.focus();
  };
  const choose = (kind: MediaKind) => () => void chooseMedia(context, kind);
  const heading = (level: number): Insert =>
    ({ name: m.heading(level), hint: m.headingHint(level), icon: "heading", words: `h${level} heading title de muc tieu de`, run: apply(m.heading(level), toggleHeading(level)) });
  return [
    { name: m.picture, hint: m.pictureHint, icon: "picture", words: "image photo anh hinh", run: choose("picture") },
    { name: m.gallery, hint: m.galleryHint, icon: "gallery", words: "images album bo anh", run: () => void chooseGallery(context) },
    heading(2),
    heading(3),
    heading(4),
    { name: m.bulletList, hint: m.listHint, icon: "list", words: "ul bullet list gach dau dong", run: apply(m.bulletList, toggleList("bullet_list")) },
    { name: m.orderedList, hint: m.orderedListHint, icon: "numbered", words: "ol number list danh so", run: apply(m.orderedList, toggleList("ordered_list")) },
    { name: m.quote, hint: m.quoteHint, icon: "quote", words: "blockquote trich dan", run: apply(m.quote, toggleQuote) },
    { name: m.pullQuote, hint: m.pullQuoteHint, icon: "pullQuote", words: "pull quote trich noi bat", run: put(m.pullQuote, createPullQuote) },
    { name: m.embed, hint: m.embedHint, icon: "embed", words: "youtube tiktok facebook vimeo map nhung", run: put(m.embed, () => nodeType("embed").create()) },
    { name: m.table, hint: m.tableHint, icon: "table", words: "table bang", run: put(m.table, () => createTable(3, 3)) },
    { name: m.factBox, hint: m.factBoxHint, icon: "box", words: "box hop khung", run: put(m.factBox, createFactBox) },
    { name: m.linkCard, hint: m.linkCardHint, icon: "card", words: "card bookmark the lien ket", run: put(m.linkCard, () => nodeType("link_card").create()) },
    { name: m.button, hint: m.buttonHint, icon: "button", words: "button nut", run: put(m.button, createButtons) },
    { name: m.rule, hint: m.ruleHint, icon: "rule", words: "hr divider line ngan", run: put(m.rule, () => nodeType("rule").create()) },
    footnote(context),
    { name: m.audio, hint: m.audioHint, icon: "audio", words: "sound podcast mp3 am thanh", run: choose("audio") },
    { name: m.video, hint: m.videoHint, icon: "video", words: "film mp4 phim", run: choose("video") },
    { name: m.file, hint: m.fileHint, icon: "file", words: "pdf download tep dinh kem", run: choose("file") },
    { name: m.codeBlock, hint: m.codeBlockHint, icon: "code", words: "pre code ma", run: put(m.codeBlock, () => nodeType("code_block").create()) },
    { name: m.rawHtml, hint: m.rawHtmlHint, icon: "html", words: "html source ma nguon", run: put(m.rawHtml, () => nodeType("raw").create()) },
  ];
}

/** Moves the focus to the first field of the selected block, or into the text where it has none. */
function focusInside({ view }: Context): void {
  const { selection } = view.state;
  const dom = selection instanceof NodeSelection ? view.nodeDOM(selection.from) : null;
  view.focus();
  if (dom instanceof HTMLElement) dom.querySelector<HTMLElement>("textarea:not([hidden]), [data-first]")?.focus();
}

/** Lets the writer choose from the library; the caret is where it was, whatever the dialog did. */
export async function chooseMedia(context: Context, kind: MediaKind): Promise<void> {
  const media = await context.options.chooseMedia(kind, kind === "picture");
  context.view.focus();
  insertMedia(context, media);
}

async function chooseGallery(context: Context): Promise<void> {
  const { view, messages } = context;
  const pictures = await context.options.chooseMedia("picture", true);
  view.focus();
  if (pictures.length > 0) {
    view.dispatch(insertBlock(view.state, createGallery(pictures)));
    followPictures(view);
    context.announcer.say(messages.inserted(messages.gallery));
  }
}
