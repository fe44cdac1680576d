import { closeHistory } from "prosemirror-history";
import { Selection, type Transaction } from "prosemirror-state";
import type { Resolved } from "../bridge";
import { createResolved } from "../commands/create";
import { placeOf } from "../commands/blocks";
import type { Context } from "../context";
import { markType, nodeType } from "../schema";
import { isBareAddress } from "../text/address";
import { reasonOf, showNote } from "./notes";
import { addNode, findPending, removePending } from "./pending";

/** The address that is all a paragraph says; `undefined` for others. */
export function addressLine(context: Context, position: number): string | undefined {
  const { doc } = context.view.state;
  const place = placeOf(doc.resolve(Math.min(position, doc.content.size)));
  if (place?.node.type.name !== "paragraph") return undefined;
  const text = place.node.textContent;
  const isPlain = place.node.childCount === 1 && place.node.firstChild!.isText;
  return isPlain && isBareAddress(text) ? text.trim() : undefined;
}

/** Makes of a paragraph with an address what the address stands for, or a link. Undoing brings the address back. */
export async function resolveLine(context: Context, position: number): Promise<void> {
  const address = addressLine(context, position);
  const place = placeOf(context.view.state.doc.resolve(position));
  if (!address || !place) return;
  const id = {};
  const { view } = context;
  view.dispatch(addNode(view.state.tr, id, place.start, place.start + place.node.nodeSize).setMeta("addToHistory", false));
  context.announcer.say(context.messages.resolving);
  const failed = (error: unknown): Resolved => ({ kind: "nothing", reason: reasonOf(error) });
  const found = await context.options.resolveAddress(address, new AbortController().signal).catch(failed);
  if (view.isDestroyed) return;
  const where = findPending(view.state, id);
  // Undoing brings the address back, not what was there before it.
  const tr = closeHistory(removePending(view.state.tr, id));
  // Somebody may have gone on writing there.
  const node = where && view.state.doc.nodeAt(where.from);
  const isThere = where && node && node.textContent.trim() === address;
  if (isThere) replaceLine(context, tr, where.from, node.nodeSize, found, address);
  view.dispatch(tr);
  if (isThere && found.kind === "nothing" && found.reason && !found.isExpected) {
    showNote(context, where.from + 1, found.reason, (place) => void resolveLine(context, place));
  }
}

/** Most lines of a pasted text that are looked up: each may be a request to another site. */
const MOST_LINES = 20;

/** Does so with all such paragraphs from one position to another. */
export function resolveLines(context: Context, from: number, to: number): void {
  const places: number[] = [];
  context.view.state.doc.nodesBetween(from, to, (node, position) => {
    if (node.type.name === "paragraph" && addressLine(context, position + 1)) places.push(position + 1);
  });
  places.slice(0, MOST_LINES).forEach((place) => void resolveLine(context, place));
}

function replaceLine(context: Context, tr: Transaction, from: number, size: number, found: Resolved, address: string): void {
  const block = createResolved(found);
  if (!block) {
    tr.addMark(from + 1, from + size - 1, markType("link").create({ href: address }));
    context.announcer.say(context.messages.linked);
    return;
  }
  const hadCaret = tr.selection.from >= from && tr.selection.to <= from + size;
  tr.replaceWith(from, from + size, block);
  const after = from + block.nodeSize;
  const next = tr.doc.resolve(after).nodeAfter;
  if (!next || next.type.name === "footnotes") tr.insert(after, nodeType("paragraph").create());
  if (hadCaret) tr.setSelection(Selection.near(tr.doc.resolve(after + 1), 1));
  const { messages, announcer } = context;
  announcer.say(messages.inserted(found.kind === "embed" ? messages.embed : messages.linkCard));
}
