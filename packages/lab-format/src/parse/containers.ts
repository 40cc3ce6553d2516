import type { Node, RootContent } from 'mdast';
import type { LeafDirective } from 'mdast-util-directive';
import { toString as textOf } from 'mdast-util-to-string';
import { CONTAINERS, placeBeforeColons, rejectDirective } from './directive-names.ts';
import { type DrydockElement, drydockElement, placeOf, type StepContext } from './step-context.ts';

declare module 'mdast' {
  interface RootContentMap {
    drydockContainer: Container;
  }
}

/** What stands between `:::name` and `:::`. */
export interface Container extends Node {
  type: 'drydockContainer';
  directive: LeafDirective;
  content: RootContent[];
}

/** Puts what stands between `:::hint` and `:::` into one node; the lines may be nested. */
export function pairContainers(nodes: readonly RootContent[], context: StepContext): RootContent[] {
  const top: RootContent[] = [];
  const opened: Container[] = [];
  const current = () => opened.at(-1)?.content ?? top;

  for (const node of nodes) {
    if (node.type === 'leafDirective' && isContainer(node, context)) {
      opened.push(opening(node, context));
    } else if (node.type === 'containerEnd') {
      const closed = opened.pop();
      if (closed === undefined) reportStray(node, context);
      else current().push(closed);
    } else {
      current().push(node);
    }
  }
  for (const { directive, content } of opened) {
    context.report.error(placeBeforeColons(directive, context), {
      rule: 'directive',
      message: `:::${directive.name} is never closed.`,
      fix: 'write ::: on a line of its own below it',
    });
    top.push(...content);
  }
  return top;
}

/** A hint or a solution: folded, with its title. */
export function detailsOf(
  { directive, content }: Container,
  { words }: StepContext,
): DrydockElement {
  const kind = directive.name === 'solution' ? 'solution' : 'hint';
  const title = textOf(directive).trim() || words[kind];
  const summary = drydockElement('summary', {}, [{ type: 'text', value: title }]);
  return drydockElement('details', { className: [kind] }, [summary, ...content]);
}

function opening(directive: LeafDirective, context: StepContext): Container {
  if (!CONTAINERS.includes(directive.name)) rejectDirective(directive, ':::', context);
  const { position } = directive;
  return { type: 'drydockContainer', directive, content: [], ...(position ? { position } : {}) };
}

/** The parser leaves the last two colons to the directive: a third stands before it. */
function isContainer(node: LeafDirective, context: StepContext): boolean {
  const offset = node.position?.start.offset ?? 0;
  return offset > 0 && context.source[offset - 1] === ':';
}

function reportStray(node: RootContent, context: StepContext): void {
  context.report.error(placeOf(node, context), {
    rule: 'directive',
    message: 'This ::: closes nothing.',
    fix: 'remove it, or open it with :::hint[Title] above',
  });
}
