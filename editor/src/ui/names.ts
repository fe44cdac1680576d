import type { Node } from "prosemirror-model";
import type { MarkName } from "../commands/text";
import type { Messages } from "../messages/messages";

export function markName(messages: Messages, name: MarkName): string {
  const names: Readonly<Record<MarkName, string>> = {
    strong: messages.bold,
    em: messages.italic,
    underline: messages.underline,
    strike: messages.strike,
    superscript: messages.superscript,
    subscript: messages.subscript,
    code: messages.code,
  };
  return names[name];
}

/** What a block is called. */
export function blockName(messages: Messages, node: Node): string {
  const names: Readonly<Record<string, string>> = {
    heading: messages.heading(node.attrs.level as number),
    blockquote: messages.quote,
    bullet_list: messages.bulletList,
    ordered_list: messages.orderedList,
    code_block: messages.codeBlock,
    rule: messages.rule,
    figure: messages.picture,
    gallery: messages.gallery,
    audio: messages.audio,
    video: messages.video,
    table: messages.table,
    pull_quote: messages.pullQuote,
    fact_box: messages.factBox,
    buttons: messages.button,
    embed: messages.embed,
    link_card: messages.linkCard,
    file: messages.file,
    raw: messages.rawHtml,
    footnotes: messages.footnote,
  };
  return names[node.type.name] ?? messages.paragraph;
}
