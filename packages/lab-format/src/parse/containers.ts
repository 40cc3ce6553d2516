import type { BlockContent, RootContent } from 'mdast';
import type { LeafDirective } from 'mdast-util-directive';
import { toString as textOf } from 'mdast-util-to-string';
import { CONTAINERS, rejectDirective } from './directives.ts';
import { type DrydockElement, placeOf, type StepContext } from './step-context.ts';

/** Puts what stands between `:::hint` and `:::` into a `<details>`; the lines may be nested. */
export function pairContainers(nodes: readonly RootContent[], context: StepContext): RootContent[] {
  const top: RootContent[] = [];
  const opened: Opened[] = [];
  const current = () => opened.at(-1)?.content ?? top;

  for (const node of nodes) {
    if (node.type === 'leafDirective' && isContainer(node, context)) {
      if (!CONTAINERS.includes(node.name)) rejectDirective(node, ':::', context);
      opened.push({ node, content: [] });
    } else if (node.type === 'containerEnd') {
      const closed = opened.pop();
      if (closed === undefined) reportStray(node, context);
      else current().push(detailsOf(closed));
    } else {
      current().push(node);
    }
  }
  for (const { node, content } of opened) {
    context.report.error(placeBeforeColons(node, context), {
      rule: 'directive',
      message: `:::${node.name} is never closed.`,
      fix: 'write ::: on a line of its own below it',
    });
    top.push(...content);
  }
  return top;
}

interface Opened {
  readonly node: LeafDirective;
  readonly content: RootContent[];
}

/** The parser leaves the last two colons to the directive: a third stands before it. */
function isContainer(node: LeafDirective, context: StepContext): boolean {
  const offset = node.position?.start.offset ?? 0;
  return offset > 0 && context.source[offset - 1] === ':';
}

function placeBeforeColons(node: LeafDirective, context: StepContext) {
  const at = placeOf(node, context);
  return { ...at, column: Math.max(1, at.column - 1) };
}

function reportStray(node: RootContent, context: StepContext): void {
  context.report.error(placeOf(node, context), {
    rule: 'directive',
    message: 'This ::: closes nothing.',
    fix: 'remove it, or open it with :::hint[Title] above',
  });
}

function detailsOf({ node, content }: Opened): DrydockElement {
  const kind = CONTAINERS.includes(node.name) ? node.name : 'hint';
  const title = textOf(node).trim() || (kind === 'hint' ? 'Hint' : 'Solution');
  const summary: DrydockElement = {
    type: 'drydockElement',
    data: { hName: 'summary', hProperties: {} },
    children: [{ type: 'text', value: title }],
  };
  return {
    type: 'drydockElement',
    data: { hName: 'details', hProperties: { className: [kind] } },
    children: [summary, ...(content as BlockContent[])],
  };
}
