/** Links to the notes of Word and LibreOffice, and the ids of what they lead to. */
const SIGN = /#(?:_((?:ftn|edn)\d+)|(sd(?:footnote|endnote)\d+)sym)$/;
/** Links from there back into the text. */
const BACK = /#(?:_(?:ftn|edn)ref\d+|sd(?:footnote|endnote)\d+anc)$/;

/** Notes of a pasted text become footnotes, where both the sign and the note came along. */
export function readFootnotes(root: Element): void {
  const document = root.ownerDocument;
  const list = document.createElement("ol");
  for (const link of [...root.querySelectorAll("a[href]")]) {
    const [, word, libre] = SIGN.exec(link.getAttribute("href")!) ?? [];
    const id = word ?? libre;
    const note = id ? root.querySelector(`[id="${id}"]`) : null;
    if (!id || !note || note.contains(link)) continue;
    const holder = link.parentElement!;
    const isWhole = holder.localName === "sup" && holder.childNodes.length === 1;
    (isWhole ? holder : link).replaceWith(signOf(document, id, list.children.length + 1));
    for (const back of note.querySelectorAll("a[href]")) if (BACK.test(back.getAttribute("href")!)) back.remove();
    const item = document.createElement("li");
    item.id = `fn-${id}`;
    item.append(...note.childNodes);
    note.remove();
    list.append(item);
  }
  if (list.children.length === 0) return;
  // Word draws a line above its notes.
  for (const rest of root.querySelectorAll("[data-style*='footnote-list'], [data-style*='endnote-list']")) {
    if (!rest.textContent?.trim()) rest.remove();
  }
  const section = document.createElement("section");
  section.className = "footnotes";
  section.append(list);
  root.append(section);
}

function signOf(document: Document, id: string, number: number): Element {
  const link = document.createElement("a");
  link.href = `#fn-${id}`;
  link.id = `fnref-${id}`;
  link.textContent = String(number);
  const sign = document.createElement("sup");
  sign.className = "footnote-ref";
  sign.append(link);
  return sign;
}
