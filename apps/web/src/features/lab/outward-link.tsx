import type { Element } from 'hast';
import { type ComponentProps, createContext, type MouseEvent } from 'react';

/** Whether what is rendered stands within a link: no button may stand in it. */
export const WithinLink = createContext(false);

/** A link out of the lab opens a tab of its own, one to a step leads there, and one to a footnote scrolls to it. */
export function OutwardLink(props: ComponentProps<'a'> & { node?: Element }) {
  const { href = '', children, node: _, ...rest } = props;
  const inside = <WithinLink value={true}>{children}</WithinLink>;
  if (/^https?:/.test(href)) {
    return (
      <a {...rest} href={href} target="_blank" rel="noopener noreferrer">
        {inside}
      </a>
    );
  }
  // The address names the step: it must not become that of a footnote.
  const isOnStep = /^#(?!\/)/.test(href);
  const follow = (event: MouseEvent) => {
    event.preventDefault();
    bringIntoView(href.slice(1));
  };
  return (
    <a {...rest} href={href} {...(isOnStep && { onClick: follow })}>
      {inside}
    </a>
  );
}

function bringIntoView(id: string): void {
  const target = document.getElementById(id);
  if (!target) return;
  target.tabIndex = -1;
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: 'center' });
}
