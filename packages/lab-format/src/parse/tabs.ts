import type { RootContent } from 'mdast';
import type { LeafDirective } from 'mdast-util-directive';
import { toString as textOf } from 'mdast-util-to-string';
import type { Container } from './containers.ts';
import { placeBeforeColons, readAttributes } from './directive-names.ts';
import { type DrydockElement, drydockElement, placeOf, type StepContext } from './step-context.ts';

/** `:::tabs`: holds `:::tab[Label]` and nothing else. Their content is not read yet. */
export function tabsOf({ directive, content }: Container, context: StepContext): DrydockElement {
  readAttributes(directive, [], context);
  const tabs: DrydockElement[] = [];
  for (const node of content) {
    if (node.type === 'drydockContainer' && node.directive.name === 'tab') {
      tabs.push(tabOf(node, context));
    } else {
      context.report.error(placeOf(node, context), {
        rule: 'directive',
        message: 'Between :::tabs and ::: there are tabs only.',
        fix: 'put it into a tab: :::tab[Label] above it, ::: below it',
      });
    }
  }
  if (tabs.length === 0) {
    context.report.error(placeBeforeColons(directive, context), {
      rule: 'directive',
      message: 'These :::tabs have no tab.',
      fix: 'write :::tab[Label] ... ::: in it',
    });
  }
  return drydockElement('drydock-tabs', {}, tabs);
}

export function rejectLoneTab(directive: LeafDirective, context: StepContext): RootContent[] {
  context.report.error(placeBeforeColons(directive, context), {
    rule: 'directive',
    message: 'A :::tab stands in :::tabs.',
    fix: 'write :::tabs above the first tab, and ::: below the last one',
  });
  return [];
}

function tabOf({ directive, content }: Container, context: StepContext): DrydockElement {
  readAttributes(directive, [], context);
  const label = textOf(directive).trim();
  if (label === '') {
    context.report.error(placeBeforeColons(directive, context), {
      rule: 'directive',
      message: 'This tab has no label.',
      fix: 'write :::tab[Label]',
    });
  }
  return drydockElement('drydock-tab', { label }, content);
}
