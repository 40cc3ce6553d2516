import type { Html, Nodes, Parents, RootContent, Text } from 'mdast';
import { pairContainers } from './containers.ts';
import { CONTAINERS, LEAVES, readDirective } from './directives.ts';
import { readFence } from './fences.ts';
import { readImage } from './images.ts';
import { placeOf, type StepContext } from './step-context.ts';

/** Replaces what does something by its blocks, and reports what cannot be shown. */
export function readNodes(nodes: readonly RootContent[], context: StepContext): RootContent[] {
  return pairContainers(nodes, context).flatMap((node) => readNode(node, context));
}

function readNode(node: RootContent, context: StepContext): RootContent[] {
  switch (node.type) {
    case 'code':
      return readFence(node, context);
    case 'leafDirective':
      return readDirective(node, context);
    case 'html':
      return rejectHtml(node, context);
    case 'image':
      return readImage(node, context);
    case 'text':
      warnSingleColon(node, context);
      return [node];
    default:
      return [isParent(node) ? withChildren(node, context) : node];
  }
}

function isParent(node: Nodes): node is RootContent & Parents {
  return 'children' in node;
}

function withChildren<T extends RootContent & Parents>(node: T, context: StepContext): T {
  return { ...node, children: readNodes(node.children as RootContent[], context) };
}

/** Raw HTML is never passed on. A comment is nobody's loss. */
function rejectHtml(node: Html, context: StepContext): RootContent[] {
  if (!node.value.startsWith('<!--')) {
    context.report.warning(placeOf(node, context), {
      rule: 'html',
      message: 'HTML tags are not shown.',
      fix: 'write it as Markdown, or as code between backticks',
    });
  }
  return [];
}

/** `:check[...]` in a line of text stays text, which is hardly what was meant. */
function warnSingleColon(node: Text, context: StepContext): void {
  const match = SINGLE_COLON.exec(node.value);
  if (match === null) return;
  const name = match[1] ?? '';
  const at = placeOf(node, context);
  const before = node.value.slice(0, match.index).split('\n');
  const column = before.length === 1 ? at.column + match.index : (before.at(-1)?.length ?? 0) + 1;
  context.report.warning(
    { ...at, line: at.line + before.length - 1, column },
    {
      rule: 'directive',
      message: `":${name}" in a line of text stays text.`,
      fix: `write ${LEAVES.includes(name) ? '::' : ':::'}${name} on a line of its own`,
    },
  );
}

const SINGLE_COLON = new RegExp(`(?<![\\w:]):(${[...LEAVES, ...CONTAINERS].join('|')})(?=[[{]|$)`);
