import { DOMParser, type Node } from "prosemirror-model";
import { nodeType, schema } from "../schema";
import { sameContent } from "./canonical";
import { parseAsIs, parseInert } from "./inert";
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

/** Opens HTML: each top-level piece becomes one node; what the schema cannot express, a `raw` node. */
export function readHtml(html: string): Opened {
  const pieces = splitSource(html);
  const whole = parseInert(html);
  if (!isSplitRight(whole, pieces.map(({ start, end }) => parseInert(html.slice(start, end))))) return readCorrected(html);
  return { html, ...readPieces(html, pieces) };
}

function readPieces(html: string, all: readonly Piece[]): Pick<Opened, "lead" | "origins"> {
  // Block editors write comments around everything; readers and writers need not see them.
  const pieces = all.filter(({ kind, start, end }) => kind !== "comment" || IS_SIGN.test(html.slice(start, end)));
  const origins = pieces.map(({ start, end }, index) => {
    const source = html.slice(start, end);
    return { node: readPiece(parseInert(source), source), source, gap: html.slice(end, pieces[index + 1]?.start) };
  });
  return { lead: html.slice(0, pieces[0]?.start), origins: keepNotesLast(origins) };
}

/** Comments that say something: where the teaser ends. */
const IS_SIGN = /^<!--\s*more\b/;

/** The document of an opened text. */
export function documentOf(opened: Opened): Node {
  const nodes = opened.origins.map(({ node }) => node);
  const isEmpty = nodes.length === 0 || nodes[0]!.type.name === "footnotes";
  return nodeType("doc").createChecked(null, isEmpty ? [nodeType("paragraph").create(), ...nodes] : nodes);
}

function isSplitRight(whole: Element, parts: readonly Element[]): boolean {
  const says = (node: ChildNode) => node.nodeType !== 3 || node.nodeValue!.trim() !== "";
  const expected = [...whole.childNodes].filter(says);
  const found = parts.flatMap((part) => [...part.childNodes].filter(says));
  return expected.length === found.length && expected.every((node, index) => {
    const other = found[index]!;
    return node.nodeType === 3 ? node.nodeValue!.trim() === other.nodeValue?.trim() : node.isEqualNode(other);
  });
}

/** Markup that only a browser's corrections make sense of: the corrected pieces are the source. */
function readCorrected(html: string): Opened {
  const corrected = parseAsIs(html).innerHTML;
  return { html, ...readPieces(corrected, splitSource(corrected)) };
}

/** A piece may also be the notes, which stand behind other blocks. */
const PIECE = nodeType("doc").contentMatch.matchType(nodeType("paragraph"))!;

function readPiece(body: Element, source: string): Node {
  const raw = nodeType("raw").create({ html: source });
  if (!body.firstElementChild && !body.textContent?.trim()) return raw;
  // A sign for the end of the teaser within a block would be lost.
  if (/<!--\s*more/.test(source) || !normalize(body)) return raw;
  const [node, ...others] = DOMParser.fromSchema(schema).parse(body, { topMatch: PIECE }).content.content;
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
