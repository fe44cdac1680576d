import { Fragment, type Node, Slice } from "prosemirror-model";
import { type EditorState, Plugin, type Transaction } from "prosemirror-state";
import { createNote, freeName, notesOf, type Reference, references } from "../commands/footnotes";
import { nodeType } from "../schema";

/** Marks a transaction that opens a text, which is not put in order. */
export const OPENING = "opening";

/** Keeps signs and notes together: their numbers follow the text, and what loses its other half goes. */
export function footnotes(): Plugin {
  /** The notes of what is pasted, by their names: a text has its notes at its end, wherever something is pasted. */
  let pasted: ReadonlyMap<string, Node> = new Map();
  return new Plugin({
    props: {
      transformPasted(slice, view) {
        const taken = takeNotes(slice, view.state);
        pasted = taken.notes;
        return taken.slice;
      },
    },
    appendTransaction(transactions, before, after) {
      const isConcerned = notesOf(before.doc) || notesOf(after.doc) || transactions.some((tr) => tr.getMeta("paste"));
      if (transactions.some((tr) => tr.getMeta(OPENING))) return null;
      if (!isConcerned || !transactions.some((tr) => tr.docChanged)) return null;
      const tr = after.tr;
      const signs = separate(tr, references(after.doc));
      dropSigns(tr, signs, namesOf(before.doc), namesOf(after.doc));
      arrangeNotes(tr, new Set(references(before.doc).map(({ name }) => name)), pasted);
      references(tr.doc).forEach(({ number, position }, index) => {
        if (number !== index + 1) tr.setNodeAttribute(position, "number", index + 1);
      });
      return tr.docChanged ? tr : null;
    },
  });
}

/** Takes the notes out of what is pasted, and gives them and their signs names that the text does not have. */
function takeNotes(slice: Slice, state: EditorState): { slice: Slice; notes: Map<string, Node> } {
  const notes = new Map<string, Node>();
  const rest: Node[] = [];
  const names = new Map<string, string>();
  const taken = new Set([...namesOf(state.doc), ...references(state.doc).map(({ name }) => name)]);
  slice.content.forEach((block) => {
    if (block.type.name !== "footnotes") rest.push(block);
    else block.forEach((item) => {
      const name = freeName(taken);
      taken.add(name);
      names.set(item.attrs.name as string, name);
      notes.set(name, createNote(name, item.content));
    });
  });
  return notes.size === 0 ? { slice, notes } : { slice: Slice.maxOpen(renameSigns(Fragment.from(rest), names)), notes };
}

function renameSigns(fragment: Fragment, names: ReadonlyMap<string, string>): Fragment {
  const nodes: Node[] = [];
  fragment.forEach((node) => {
    const name = node.type.name === "footnote_ref" ? names.get(node.attrs.name as string) : undefined;
    if (name) nodes.push(node.type.create({ ...node.attrs, name }));
    else nodes.push(node.isLeaf ? node : node.copy(renameSigns(node.content, names)));
  });
  return Fragment.from(nodes);
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
function arrangeNotes(tr: Transaction, before: ReadonlySet<string>, pasted: ReadonlyMap<string, Node>): void {
  const notes = notesOf(tr.doc);
  const signs = references(tr.doc);
  const byName = new Map<string, Node>();
  notes?.node.forEach((item) => { byName.set(item.attrs.name as string, item); });
  const wanted = signs.map(({ name }) => byName.get(name) ?? pasted.get(name) ?? createNote(name));
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
