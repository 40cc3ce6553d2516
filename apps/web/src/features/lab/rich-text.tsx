import type { Root } from 'hast';
import { type Components, toJsxRuntime } from 'hast-util-to-jsx-runtime';
import { type ComponentType, useMemo } from 'react';
import { Fragment, jsx, jsxs } from 'react/jsx-runtime';
import { FileLink, TabLink } from './links.tsx';
import { OutwardLink } from './outward-link.tsx';
import { Picture } from './picture.tsx';
import { VariableText } from './variables.tsx';

/** By the name of the element in the tree. What each gets is what the schema's comment on `Step.body` says. */
export type OwnElements = Readonly<Record<string, ComponentType<never>>>;

const IN_A_LINE: OwnElements = {
  a: OutwardLink,
  img: Picture,
  'drydock-variable': VariableText,
  'drydock-open': FileLink,
  'drydock-show': TabLink,
};

/** A tree of a lab's text as elements of the page. `own` adds to those that may stand in any line. */
export function RichText({ tree, own }: { tree: Root; own?: OwnElements }) {
  return useMemo(
    // The names of our own elements are not among those that the type knows.
    () =>
      toJsxRuntime(tree, {
        ...{ Fragment, jsx, jsxs },
        passNode: true,
        components: { ...IN_A_LINE, ...own } as Partial<Components>,
      }),
    [tree, own],
  );
}
