import type { Node } from "prosemirror-model";
import type { EditorState, Transaction } from "prosemirror-state";
import type { EditorOptions } from "../bridge";

type Descriptions = Readonly<Record<string, string>>;

/** The descriptions that the library has of pictures. They are asked for together, each once. */
export class AltOffers {
  readonly #known = new Map<string, Promise<string>>();
  #waiting: { address: string; take: (alt: string) => void }[] = [];

  constructor(private readonly options: Pick<EditorOptions, "describePictures">) {}

  /** The description of the picture at an address; empty if the library has none, or cannot be asked. */
  find(address: string): Promise<string> {
    if (!this.options.describePictures || !address.startsWith("/")) return Promise.resolve("");
    const known = this.#known.get(address);
    if (known) return known;
    const found = new Promise<string>((take) => {
      if (this.#waiting.push({ address, take }) === 1) window.setTimeout(() => void this.#ask());
    });
    this.#known.set(address, found);
    return found;
  }

  async #ask(): Promise<void> {
    const asked = this.#waiting;
    this.#waiting = [];
    let found: Descriptions = {};
    try {
      found = await this.options.describePictures!(asked.map(({ address }) => address));
    } catch {
      // It is an offer: without it, nothing is missing.
    }
    for (const { address, take } of asked) take(found[address] ?? "");
  }
}

/** Every picture of a document that has no description. */
function eachUndescribed(doc: Node, visit: (node: Node, position: number) => void): void {
  doc.descendants((node, position) => {
    const isPicture = ["figure", "gallery_item", "image"].includes(node.type.name);
    if (isPicture && !(node.attrs.alt as string).trim()) visit(node, position);
  });
}

/** The addresses of the pictures without a description. */
export function undescribed(doc: Node): string[] {
  const addresses: string[] = [];
  eachUndescribed(doc, (node) => addresses.push(node.attrs.src as string));
  return addresses;
}

/** Describes pictures that have no description. */
export function describe(state: EditorState, descriptions: Descriptions): Transaction {
  const { tr } = state;
  eachUndescribed(state.doc, (node, position) => {
    const alt = descriptions[node.attrs.src as string];
    if (alt) tr.setNodeAttribute(position, "alt", alt);
  });
  return tr;
}
