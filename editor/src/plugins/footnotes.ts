import { Plugin, type Transaction } from "prosemirror-state";
import { createNote, freeName, notesOf, type Reference, references } from "../commands/footnotes";
import { nodeType } from "../schema";
import type { Node } from "prosemirror-model";

/** Marks a transaction that opens a text, which is not put in order. */
export const OPENING = "opening";

/** Keeps signs and notes together: their numbers follow the text, and what loses its other half goes. */
export function footnotes(): Plugin {
  return new Plugin({
    appendTransaction(transactions, before, after) {
      const isConcerned = notesOf(before.doc) || notesOf(after.doc) || transactions.some((tr) => tr.getMeta("paste"));
      if (transactions.some((tr) => tr.getMeta(OPENING))) return null;
      if (!isConcerned || !transactions.some((tr) => tr.docChanged)) return null;
      const tr = after.tr;
      const signs = separate(tr, references(after.doc));
      dropSigns(tr, signs, namesOf(before.doc), namesOf(after.doc));
      arrangeNotes(tr, new Set(references(before.doc).map(({ name }) => name)));
      references(tr.doc).forEach(({ number, position }, index) => {
        if (number !== index + 1) tr.setNodeAttribute(position, "number", index + 1);
      });
      return tr.docChanged ? tr : null;
    },
  });
}

function namesOf(doc: Node): Set<string> {
  const names = new Set<string>();
  notesOf(doc)?.node.forEach((item) => { names.add(item.attrs.name as string); });
  return names;
}

/** A copy of a sign gets a note of its own. */
function separate(tr: Transaction, signs: readonly Reference[]): Reference[] {
  const taken = new Set<string>([...namesOf(tr.doc), ...signs.map(({ name }) => name)]);
  const seen = new Set<string>();
  return signs.map((sign) => {
    if (!seen.has(sign.name)) {
      seen.add(sign.name);
      return sign;
    }
    const name = freeName(taken);
    taken.add(name);
    tr.setNodeAttribute(sign.position, "name", name);
    return { ...sign, name };
  });
}

/** Signs whose notes were deleted go, too. */
function dropSigns(tr: Transaction, signs: readonly Reference[], before: ReadonlySet<string>, after: ReadonlySet<string>): void {
  for (const { name, position } of [...signs].reverse()) {
    if (before.has(name) && !after.has(name)) tr.delete(position, position + 1);
  }
}

/** Puts the notes in the order of their signs. A note that has just lost its sign goes; a sign without one gets one. */
function arrangeNotes(tr: Transaction, before: ReadonlySet<string>): void {
  const notes = notesOf(tr.doc);
  const signs = references(tr.doc);
  const byName = new Map<string, Node>();
  notes?.node.forEach((item) => { byName.set(item.attrs.name as string, item); });
  const wanted = signs.map(({ name }) => byName.get(name) ?? createNote(name));
  // Notes that never had a sign stay where they are: at the end.
  const names = new Set(signs.map(({ name }) => name));
  byName.forEach((item, name) => { if (!names.has(name) && !before.has(name)) wanted.push(item); });
  const current = notes?.node.content.content ?? [];
  if (wanted.length === current.length && wanted.every((item, index) => item === current[index])) return;
  const end = tr.doc.content.size;
  const start = notes?.start ?? end;
  if (wanted.length === 0) tr.delete(start, end);
  else tr.replaceWith(start, end, nodeType("footnotes").create(notes?.node.attrs ?? null, wanted));
}
