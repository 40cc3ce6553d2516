import type { Element } from 'hast';
import { type ComponentProps, createContext } from 'react';

/** Whether what is rendered stands within a link: no button may stand in it. */
export const WithinLink = createContext(false);

/** Links lead out of the lab in a tab of their own: the session stays where it is. */
export function OutwardLink(props: ComponentProps<'a'> & { node?: Element }) {
  const { href, children, node: _, ...rest } = props;
  const isOutward = href !== undefined && /^https?:/.test(href);
  const inside = <WithinLink value={true}>{children}</WithinLink>;
  return isOutward ? (
    <a {...rest} href={href} target="_blank" rel="noopener noreferrer">
      {inside}
    </a>
  ) : (
    <a {...rest} href={href}>
      {inside}
    </a>
  );
}
