import type { Node, Nodes, Parents, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { refuseHostile } from '../../parse/guard.ts';

/** CommonMark and GFM as other platforms read them: directives are text. Null, with the line, for what would take too long. */
export function parseForeign(
  text: string,
): Root | { readonly refusedAt: number; readonly why: string } {
  const refusal = refuseHostile(text);
  if (refusal !== null) return { refusedAt: refusal.line, why: refusal.message };
  return processor.parse(text);
}

const processor = unified().use(remarkParse).use(remarkGfm).freeze();

export interface Visited {
  readonly node: Nodes;
  readonly parent: Parents;
  /** The place of `node` among the children of `parent`. */
  readonly index: number;
}

/** All nodes below `root`, in the order of the text. */
export function* nodesOf(root: Parents): Generator<Visited> {
  for (const [index, node] of root.children.entries()) {
    yield { node, parent: root, index };
    if ('children' in node) yield* nodesOf(node);
  }
}

/** Offsets of a node in the text it was parsed from. */
export function rangeOf(node: Node): { start: number; end: number; line: number; endLine: number } {
  const { start, end } = node.position ?? {};
  return {
    start: start?.offset ?? 0,
    end: end?.offset ?? 0,
    line: start?.line ?? 1,
    endLine: end?.line ?? 1,
  };
}

/** The line that `offset` stands on, up to there. */
export function lineBefore(text: string, offset: number): string {
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
}

/** The whole line that `offset` stands on. */
export function lineAround(text: string, offset: number): string {
  const end = text.indexOf('\n', offset);
  return lineBefore(text, offset) + text.slice(offset, end === -1 ? text.length : end);
}

/** Whether `parent` holds text in lines, so that HTML in it is a tag and not a block. */
export function isPhrasing({ type }: Parents): boolean {
  return PHRASING.has(type);
}

const PHRASING = new Set([
  'paragraph',
  'heading',
  'emphasis',
  'strong',
  'delete',
  'link',
  'linkReference',
  'tableCell',
]);
