import type { Element, Root as HastRoot } from 'hast';
import type { Definition, FootnoteDefinition, Root, RootContent } from 'mdast';
import rehypeSanitize from 'rehype-sanitize';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { bodySchema } from './sanitise.ts';

/** Definitions hold for the whole file, whichever step they stand in. */
export type Definitions = readonly (Definition | FootnoteDefinition)[];

/** A step's nodes as a sanitised tree without positions. Raw HTML has no way into it. */
export function renderBody(nodes: readonly RootContent[], definitions: Definitions): HastRoot {
  const own = nodes.filter((node) => !isDefinition(node));
  const tree = processor.runSync({ type: 'root', children: [...own, ...definitions] } as Root);
  visit(tree, (node) => {
    delete node.position;
    if (node.type === 'element' && node.tagName === 'a') protectLink(node);
  });
  return tree;
}

export function isDefinition(node: RootContent): node is Definition | FootnoteDefinition {
  return node.type === 'definition' || node.type === 'footnoteDefinition';
}

const processor = unified()
  .use(remarkRehype, { clobberPrefix: '' })
  .use(rehypeSanitize, bodySchema)
  .freeze();

/** A lab stays open beside what it links to, and the other page learns nothing of it. */
function protectLink(link: Element): void {
  if (!/^https?:/i.test(String(link.properties.href ?? ''))) return;
  link.properties.target = '_blank';
  link.properties.rel = ['noopener', 'noreferrer'];
}
