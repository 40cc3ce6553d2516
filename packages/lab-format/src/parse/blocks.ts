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
      reportUnread(node, context);
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

/** A directive of ours that stayed text is hardly what was meant: it has one colon, or is not well-formed. */
function reportUnread(node: Text, context: StepContext): void {
  const match = UNREAD.exec(node.value);
  if (match === null) return;
  const [, colons = '', name = ''] = match;
  const at = placeOf(node, context);
  const before = node.value.slice(0, match.index).split('\n');
  const column = before.length === 1 ? at.column + match.index : (before.at(-1)?.length ?? 0) + 1;
  const place = { ...at, line: at.line + before.length - 1, column };
  if (colons === ':') {
    context.report.warning(place, {
      rule: 'directive',
      message: `":${name}" in a line of text stays text.`,
      fix: `write ${LEAVES.includes(name) ? '::' : ':::'}${name} on a line of its own`,
    });
    return;
  }
  context.report.error(place, {
    rule: 'directive',
    message: `"${colons}${name}" could not be read.`,
    fix: 'give it a line of its own, and put values into quotes: {path="/a?b=c"}',
  });
}

const UNREAD = new RegExp(`(?<![\\w:])(:{1,4})(${[...LEAVES, ...CONTAINERS].join('|')})(?=[[{]|$)`);
