import type { Heading, Root, RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';

/** A piece of a Markdown file that becomes one step. */
export interface Section {
  /** Null when no heading names the step. */
  readonly title: string | null;
  readonly nodes: readonly RootContent[];
  /** Where it starts, from 1. */
  readonly line: number;
}

export interface Sections {
  /** The `#` heading at the top, if there is one. */
  readonly title: string | null;
  readonly sections: readonly Section[];
}

/**
 * Splits a whole lab in one file: each `##` starts a step, and what stands above the first one belongs to
 * it. A `##` inside a list or quotation starts none. Without any, the whole file is one step.
 */
export function splitSections(root: Root): Sections {
  const { title, nodes } = takeTitle(root);
  const introduction: Growing = { title: null, nodes: [], line: 1 };
  const sections = [introduction];
  for (const node of nodes) {
    if (!isHeading(node, 2)) sections.at(-1)?.nodes.push(node);
    else if (introduction.title === null) {
      introduction.title = textOf(node).trim();
      introduction.line = lineOf(node);
    } else sections.push({ title: textOf(node).trim(), nodes: [], line: lineOf(node) });
  }
  return { title, sections: sections.filter(({ title, nodes }) => title !== null || shows(nodes)) };
}

/** A file that is one step: its first heading, of whatever level, is the title. */
export function wholeSection(root: Root): Section {
  const nodes = root.children.filter((node) => node.type !== 'yaml');
  const [first] = nodes;
  return first?.type === 'heading'
    ? { title: textOf(first).trim(), nodes: nodes.slice(1), line: lineOf(first) }
    : { title: null, nodes, line: 1 };
}

interface Growing {
  title: string | null;
  nodes: RootContent[];
  line: number;
}

function lineOf(node: RootContent): number {
  return node.position?.start.line ?? 1;
}

function takeTitle(root: Root): { title: string | null; nodes: RootContent[] } {
  const nodes = root.children.filter((node) => node.type !== 'yaml');
  const first = nodes.findIndex((node) => node.type !== 'html' && node.type !== 'definition');
  const heading = nodes[first];
  if (heading === undefined || !isHeading(heading, 1)) return { title: null, nodes };
  return { title: textOf(heading).trim() || null, nodes: nodes.toSpliced(first, 1) };
}

function isHeading(node: RootContent, depth: Heading['depth']): node is Heading {
  return node.type === 'heading' && node.depth === depth;
}

function shows(nodes: readonly RootContent[]): boolean {
  return nodes.some((node) => node.type !== 'html' && node.type !== 'definition');
}
