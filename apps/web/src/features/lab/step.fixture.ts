import type { Block, Step } from '@drydock/lab-format/schema';
import type { Element, ElementContent } from 'hast';

/** A step that shows these blocks one below the other. */
export function stepOf(blocks: Block[]): Step {
  return stepWith(
    blocks.map(({ id }) => place(id)),
    blocks,
  );
}

export function stepWith(children: ElementContent[], blocks: Block[] = []): Step {
  return { id: 's', title: 'S', body: { type: 'root', children }, blocks };
}

/** Where a block stands. */
export function place(id: string): Element {
  return element('drydock-block', { id });
}

export function element(
  tagName: string,
  properties: Element['properties'],
  children: (ElementContent | string)[] = [],
): Element {
  return {
    ...{ type: 'element', tagName, properties },
    children: children.map((child) =>
      typeof child === 'string' ? { type: 'text', value: child } : child,
    ),
  };
}

/** A line of text as a tree of its own. */
export function line(value: string) {
  return { type: 'root' as const, children: [{ type: 'text' as const, value }] };
}
