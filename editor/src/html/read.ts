import { DOMParser, type Node } from "prosemirror-model";
import { nodeType, schema } from "../schema";
import { sameContent } from "./canonical";
import { parseInert } from "./inert";
import { normalize } from "./normalize";
import { splitSource } from "./split";
import { writeBlock } from "./write";

/** A top-level node as it was opened: its source, and the white space after it. */
export interface Origin {
  node: Node;
  source: string;
  gap: string;
}

/** An opened text. */
export interface Opened {
  html: string;
  /** White space before the first node. */
  lead: string;
  origins: Origin[];
}

/** Opens HTML: each top-level piece becomes one node; what the schema cannot express, a `raw` node. */
export function readHtml(html: string): Opened {
  const pieces = splitSource(html);
  const sources = pieces.map(({ start, end, next }) => ({ source: html.slice(start, end), gap: html.slice(end, next) }));
  const whole = parseInert(html);
  const parts = sources.map(({ source }) => parseInert(source));
  if (!isSplitRight(whole, parts)) return { html, lead: "", origins: readCorrected(whole) };
  const origins = parts.map((part, index) => ({ node: readPiece(part, sources[index]!.source), ...sources[index]! }));
  return { html, lead: html.slice(0, pieces[0]?.start ?? 0), origins: keepNotesLast(origins) };
}

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
function readCorrected(whole: Element): Origin[] {
  const corrected = whole.innerHTML;
  const pieces = splitSource(corrected);
  return pieces.map(({ start, end, next }) => {
    const source = corrected.slice(start, end);
    return { node: readPiece(parseInert(source), source), source, gap: corrected.slice(end, next) };
  });
}

function readPiece(body: Element, source: string): Node {
  const raw = nodeType("raw").create({ html: source });
  if (!body.firstElementChild && !body.textContent?.trim()) return raw;
  // A sign for the end of the teaser within a block would be lost.
  if (/<!--\s*more/.test(source) || !normalize(body)) return raw;
  const parsed = DOMParser.fromSchema(schema).parse(body);
  const nodes = parsed.firstChild?.type.name === "paragraph" && parsed.childCount === 2 && parsed.firstChild.childCount === 0
    && parsed.lastChild!.type.name === "footnotes" ? [parsed.lastChild!] : parsed.content.content;
  const [node, ...others] = nodes;
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
