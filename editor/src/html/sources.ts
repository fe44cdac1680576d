import type { Node } from "prosemirror-model";
import { documentOf, type Opened, type Origin, readHtml } from "./read";
import { writeBlock } from "./write";

/** White space between blocks that were written here. */
const GAP = "\n";

/**
 * The source of what was opened. A top-level node that was not changed is written as it was opened, to the byte; so
 * is the white space around it. Documents are immutable and share their unchanged nodes, so a node that is still the
 * same object, or equals one, is unchanged.
 */
export class Sources {
  #opened: Opened[] = [];

  /** Opens HTML and keeps its source. */
  open(html: string): Node {
    const opened = readHtml(html);
    // Undoing may lead back to what was opened before.
    this.#opened = [opened, ...this.#opened].slice(0, 10);
    return documentOf(opened);
  }

  /** The HTML of a document. */
  write(document: Node): string {
    const nodes = document.content.content;
    const whole = this.#opened.find(({ origins }) => isWhole(nodes, origins));
    if (whole) return whole.html;
    const best = this.#opened.map((opened) => ({ opened, origins: matchNodes(nodes, opened.origins) }));
    best.sort((a, b) => count(b.origins) - count(a.origins));
    const { opened, origins } = best[0] ?? { opened: { lead: "", html: "", origins: [] }, origins: nodes.map(() => undefined) };
    const gaps = pairGaps(origins, opened.origins);
    let html = "";
    let last = -1;
    for (const [index, node] of nodes.entries()) {
      const text = origins[index]?.source ?? (isBlank(node) ? "" : writeBlock(node));
      if (!text) continue;
      html += last < 0 ? opened.lead : (gaps[last] ?? GAP);
      html += text;
      last = index;
    }
    const isEnd = last >= 0 && gaps[last] === opened.origins.at(-1)?.gap;
    return isEnd ? html + (gaps[last] ?? "") : html;
  }
}

/** An empty paragraph, which the server would leave out. */
function isBlank(node: Node): boolean {
  return node.type.name === "paragraph" && node.childCount === 0 && !node.attrs.rest;
}

function isWhole(nodes: readonly Node[], origins: readonly Origin[]): boolean {
  const isEmpty = origins.length === 0 && nodes.length === 1 && isBlank(nodes[0]!);
  return isEmpty || (nodes.length === origins.length && nodes.every((node, index) => same(node, origins[index]!.node)));
}

function same(a: Node, b: Node): boolean {
  return a === b || a.eq(b);
}

function count(origins: readonly (Origin | undefined)[]): number {
  return origins.filter(Boolean).length;
}

/** For each node, what it was opened from: the same object first, then an equal one that is not taken. */
function matchNodes(nodes: readonly Node[], origins: readonly Origin[]): (Origin | undefined)[] {
  const byNode = new Map(origins.map((origin) => [origin.node, origin]));
  const matched = nodes.map((node) => byNode.get(node));
  const taken = new Set(matched);
  const free = new Map<string, Origin[]>();
  for (const origin of origins) {
    if (!taken.has(origin)) free.set(keyOf(origin.node), [...(free.get(keyOf(origin.node)) ?? []), origin]);
  }
  return matched.map((origin, index) => {
    if (origin || free.size === 0) return origin;
    const candidates = free.get(keyOf(nodes[index]!)) ?? [];
    const at = candidates.findIndex((candidate) => same(candidate.node, nodes[index]!));
    return at < 0 ? undefined : candidates.splice(at, 1)[0];
  });
}

/** What equal nodes have in common and others seldom do. */
function keyOf(node: Node): string {
  return `${node.type.name} ${node.nodeSize} ${node.textContent.slice(0, 40)}`;
}

/**
 * The white space after each node. A changed node takes that of the one it stands for: where as many nodes are new
 * between two kept ones as are gone there, they are the same places.
 */
function pairGaps(matched: readonly (Origin | undefined)[], origins: readonly Origin[]): (string | undefined)[] {
  const place = new Map(origins.map((origin, index) => [origin, index]));
  // After what was last, a new block begins a line.
  const gaps: (string | undefined)[] = matched.map((origin) => (origin === origins.at(-1) ? origin?.gap || undefined : origin?.gap));
  let [before, from] = [-1, -1];
  for (let index = 0; index <= matched.length; index += 1) {
    const origin = matched[index];
    if (index < matched.length && !origin) continue;
    const at = origin ? place.get(origin)! : origins.length;
    if (index - from === at - before) {
      for (let step = 1; from + step < index; step += 1) gaps[from + step] = origins[before + step]!.gap;
    }
    [before, from] = [at, index];
  }
  return gaps;
}
