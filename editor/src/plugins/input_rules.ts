import { InputRule, inputRules, textblockTypeInputRule, wrappingInputRule } from "prosemirror-inputrules";
import type { MarkType, NodeType } from "prosemirror-model";
import { type Plugin, TextSelection } from "prosemirror-state";
import { markType, nodeType } from "../schema";

/** Markdown that is replaced by what it means as soon as it is typed. */
export function markdownRules(): Plugin {
  const heading = nodeType("heading");
  return inputRules({
    rules: [
      textblockTypeInputRule(/^(#{1,4})\s$/, heading, (match) => ({ level: Math.max(match[1]!.length, 2) })),
      wrappingInputRule(/^\s*[-*+]\s$/, nodeType("bullet_list")),
      wrappingInputRule(
        /^(\d{1,6})[.)]\s$/,
        nodeType("ordered_list"),
        (match) => ({ start: match[1] === "1" ? null : Number(match[1]) }),
        (match, node) => node.childCount + ((node.attrs.start as number | null) ?? 1) === Number(match[1]),
      ),
      wrappingInputRule(/^>\s$/, nodeType("blockquote")),
      textblockTypeInputRule(/^```$/, nodeType("code_block")),
      ruleRule(nodeType("rule")),
      markRule(/(?:^|[\s(“"])(\*\*([^*\s](?:[^*]*[^*\s])?)\*\*)$/, markType("strong")),
      markRule(/(?:^|[\s(“"])(\*([^*\s](?:[^*]*[^*\s])?)\*)$/, markType("em")),
      markRule(/(?:^|[\s(“"])(_([^_\s](?:[^_]*[^_\s])?)_)$/, markType("em")),
      markRule(/(?:^|[\s(“"])(~~([^~\s](?:[^~]*[^~\s])?)~~)$/, markType("strike")),
      markRule(/(?:^|[\s(“"])(`([^`]+)`)$/, markType("code")),
    ],
  });
}

/** `---` on a line of its own. */
function ruleRule(rule: NodeType): InputRule {
  return new InputRule(/^(---|\*\*\*|___)$/, (state, _, start) => {
    const $start = state.doc.resolve(start);
    if ($start.parent.type.name !== "paragraph") return null;
    const index = $start.index(-1);
    if (!$start.node(-1).canReplaceWith(index, index, rule)) return null;
    const from = $start.before();
    const tr = state.tr.replaceWith(from, $start.after(), [rule.create(), nodeType("paragraph").create()]);
    return tr.setSelection(TextSelection.create(tr.doc, from + 2));
  });
}

/** Text between signs gets a mark; what is typed next has none. */
function markRule(pattern: RegExp, type: MarkType): InputRule {
  return new InputRule(pattern, (state, match, _, end) => {
    const [, signed, text] = match;
    if (!signed || !text || !state.doc.resolve(end).parent.type.allowsMarkType(type)) return null;
    // The last sign is being typed and is not in the document yet.
    const from = end - (signed.length - 1);
    const inner = from + (signed.length - text.length) / 2;
    const { tr } = state;
    tr.delete(inner + text.length, end).delete(from, inner);
    return tr.addMark(from, from + text.length, type.create()).removeStoredMark(type);
  }, { inCodeMark: false });
}
