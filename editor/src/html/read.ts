import { DOMParser, type Node } from "prosemirror-model";
import { nodeType, schema } from "../schema";
import { sameContent } from "./canonical";
import { corrected, parseInert } from "./inert";
import { normalize } from "./normalize";
import { type Piece, splitSource } from "./split";
import { writeBlock } from "./write";

/** A top-level node as it was opened: its source, and the white space and comments after it. */
export interface Origin {
  node: Node;
  source: string;
  gap: string;
}

/** An opened text. */
export interface Opened {
  html: string;
  /** White space and comments before the first node. */
  lead: string;
  origins: Origin[];
}

/** A stretch of an opened text. */
type Stretch = Pick<Opened, "lead" | "origins">;

/** Opens HTML: each top-level piece becomes one node; what the schema cannot express, a `raw` node. */
export function readHtml(html: string): Opened {
  const { lead, origins } = join(stretches(html));
  return { html, lead, origins: keepNotesLast(origins) };
}

/** Splits where that is sound. In between stands markup that only a browser's corrections make sense of. */
function stretches(html: string): Stretch[] {
  const pieces = splitSource(html);
  const expected = shown(parseInert(html));
  const parts = pieces.map(({ start, end }) => shown(parseInert(html.slice(start, end))));
  let [head, from] = [0, 0];
  while (head < parts.length && isAt(expected, from, parts[head]!)) from += parts[head++]!.length;
  if (head === parts.length && from === expected.length) return [readPieces(html, pieces)];
  let [tail, to] = [parts.length, expected.length];
  while (tail > head && to - parts[tail - 1]!.length >= from && isAt(expected, to - parts[tail - 1]!.length, parts[tail - 1]!)) to -= parts[--tail]!.length;
  const [start, end] = [pieces[head]?.start ?? html.length, pieces[tail]?.start ?? html.length];
  const middle = shown(parseInert(html.slice(start, end)));
  if (middle.length !== to - from || !isAt(expected, from, middle)) return [readText(corrected(html))];
  return [readText(html.slice(0, start)), readText(corrected(html.slice(start, end))), readText(html.slice(end))];
}

function join(parts: readonly Stretch[]): Stretch {
  let lead = "";
  const origins: Origin[] = [];
  for (const part of parts) {
    const last = origins.pop();
    if (last) origins.push({ ...last, gap: last.gap + part.lead });
    else lead += part.lead;
    origins.push(...part.origins);
  }
  return { lead, origins };
}

function readText(html: string): Stretch {
  return readPieces(html, splitSource(html));
}

function readPieces(html: string, all: readonly Piece[]): Stretch {
  // Block editors write comments around everything; readers and writers need not see them.
  const pieces = all.filter(({ kind, start, end }) => kind !== "comment" || IS_SIGN.test(html.slice(start, end)));
  const origins = pieces.map(({ start, end }, index) => {
    const source = html.slice(start, end);
    return { node: readPiece(parseInert(source), source), source, gap: html.slice(end, pieces[index + 1]?.start) };
  });
  return { lead: html.slice(0, pieces[0]?.start), origins };
}

/** Comments that say something: where the teaser ends. */
const IS_SIGN = /^<!--\s*more\b/;

function shown(root: Element): ChildNode[] {
  return [...root.childNodes].filter((node) => node.nodeType !== 3 || node.nodeValue!.trim() !== "");
}

/** Whether `nodes` are found in `all` from `from` on. */
function isAt(all: readonly ChildNode[], from: number, nodes: readonly ChildNode[]): boolean {
  return nodes.every((node, index) => {
    const other = all[from + index];
    return node.nodeType === 3 ? node.nodeValue!.trim() === other?.nodeValue?.trim() : other !== undefined && node.isEqualNode(other);
  });
}

/** The document of an opened text. */
export function documentOf(opened: Opened): Node {
  const nodes = opened.origins.map(({ node }) => node);
  const isEmpty = nodes.length === 0 || nodes[0]!.type.name === "footnotes";
  return nodeType("doc").createChecked(null, isEmpty ? [nodeType("paragraph").create(), ...nodes] : nodes);
}

/** A piece may also be the notes, which stand behind other blocks. */
const PIECE = { topNode: nodeType("doc").create(), topMatch: nodeType("doc").contentMatch.matchType(nodeType("paragraph"))! };

function readPiece(body: Element, source: string): Node {
  const raw = nodeType("raw").create({ html: source });
  if (!body.firstElementChild && !body.textContent?.trim()) return raw;
  // A sign for the end of the teaser within a block would be lost.
  if (/<!--\s*more/.test(source) || !normalize(body)) return raw;
  const [node, ...others] = DOMParser.fromSchema(schema).parse(body, PIECE).content.content;
  if (!node || others.length > 0 || isInvalid(node)) return raw;
  const written = parseInert(writeBlock(node));
  normalize(written);
  return sameContent(body, written) ? node : raw;
}

function isInvalid(node: Node): boolean {
  try {
    node.check();
    return false;
  } catch {
    return true;
  }
}

/** Notes stand last in a document; others, and notes in between, stay as they are. */
function keepNotesLast(origins: Origin[]): Origin[] {
  return origins.map((origin, index) => {
    const isMisplaced = origin.node.type.name === "footnotes" && index < origins.length - 1;
    return isMisplaced ? { ...origin, node: nodeType("raw").create({ html: origin.source }) } : origin;
  });
}
