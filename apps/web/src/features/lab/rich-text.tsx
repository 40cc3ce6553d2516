import type { Root } from 'hast';
import { useMemo } from 'react';
import { FileLink, TabLink } from './links.tsx';
import { OutwardLink } from './outward-link.tsx';
import { Picture } from './picture.tsx';
import { type OwnElements, treeElements } from './tree-elements.ts';
import { VariableText } from './variables.tsx';

/** What each gets is what the schema's comment on `Step.body` says. */
const IN_A_LINE: OwnElements = {
  a: OutwardLink,
  img: Picture,
  'drydock-variable': VariableText,
  'drydock-open': FileLink,
  'drydock-show': TabLink,
};

/** A tree of a lab's text as elements of the page. `own` adds to those that may stand in any line. */
export function RichText({ tree, own }: { tree: Root; own?: OwnElements }) {
  return useMemo(() => treeElements(tree, { ...IN_A_LINE, ...own }), [tree, own]);
}
