import type { Root } from 'mdast';
import { nodesOf, rangeOf } from './tree.ts';

export interface Found {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly groups: readonly (string | undefined)[];
}

/** Looks for a pattern in what is neither code nor HTML; a match begins outside. The pattern has the flag g. */
export function outsideCode(root: Root, text: string): (pattern: RegExp) => Found[] {
  const spans: [start: number, end: number][] = [];
  for (const { node } of nodesOf(root)) {
    if (node.type !== 'code' && node.type !== 'inlineCode' && node.type !== 'html') continue;
    const { start, end } = rangeOf(node);
    spans.push([start, end]);
  }
  return (pattern) => {
    const found: Found[] = [];
    let span = 0;
    for (const match of text.matchAll(pattern)) {
      const [whole, ...groups] = match;
      const start = match.index + (whole.length - whole.trimStart().length);
      while (span < spans.length && (spans[span]?.[1] ?? 0) <= start) span += 1;
      const [from = Number.POSITIVE_INFINITY] = spans[span] ?? [];
      if (from <= start) continue;
      found.push({ start: match.index, end: match.index + whole.length, text: whole, groups });
    }
    return found;
  };
}
