import type { Nodes, RootContent } from 'mdast';

/** The text beside a node, with inline code between backticks; empty where there is none. */
export interface Surroundings {
  readonly before: string;
  readonly after: string;
  /** Right above it. */
  readonly previous: RootContent | undefined;
}

export const NOTHING_AROUND: Surroundings = { before: '', after: '', previous: undefined };

export function surroundingsOf(nodes: readonly RootContent[], index: number): Surroundings {
  const previous = nodes[index - 1];
  const next = nodes[index + 1];
  return {
    before: previous === undefined ? '' : textAtEnd(previous),
    after: next === undefined ? '' : textAtStart(next),
    previous,
  };
}

/** All text of a node, with inline code between backticks. */
export function said(node: Nodes): string {
  if (node.type === 'text') return node.value;
  if (node.type === 'inlineCode') return `\`${node.value}\``;
  if (node.type === 'break') return '\n';
  return 'children' in node ? node.children.map((child) => said(child)).join('') : '';
}

/** A fence in the first column below a list belongs to the last words of the list. */
function textAtEnd(node: Nodes): string {
  if (node.type === 'paragraph' || node.type === 'heading') return said(node);
  const last = 'children' in node ? node.children.at(-1) : undefined;
  return last === undefined ? '' : textAtEnd(last);
}

function textAtStart(node: Nodes): string {
  if (node.type === 'paragraph') return said(node);
  const [first] = 'children' in node ? node.children : [];
  return first === undefined ? '' : textAtStart(first);
}
