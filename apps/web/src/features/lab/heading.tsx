import type { Element, ElementContent } from 'hast';
import { Link2 } from 'lucide-react';
import { type ComponentProps, createElement, type ReactNode, useEffect, useRef } from 'react';
import { useMessages } from '../../i18n/messages.ts';
import { copyText } from '../../ui/copy-text.ts';
import styles from './heading.module.css';
import { addressOfHeading, headingId, headingInAddress } from './heading-address.ts';

/** A heading of the text, with a link to it beside it; the address that names it brings it into view. */
export function Heading(props: ComponentProps<'h2'> & { node: Element }) {
  const { node, children, ...rest } = props;
  // That of the footnotes has a name already, which they refer to.
  if (node.properties.id !== undefined) return createElement(node.tagName, rest, children);
  return <LinkedHeading node={node}>{children}</LinkedHeading>;
}

function LinkedHeading({ node, children }: { node: Element; children: ReactNode }) {
  const { links } = useMessages().blocks;
  const heading = useRef<HTMLHeadingElement>(null);
  const text = textOf(node);
  const id = headingId(text);

  useEffect(() => {
    const look = () => {
      if (headingInAddress() !== id) return;
      // A step that has just come up goes to its beginning first.
      requestAnimationFrame(() => heading.current?.scrollIntoView());
    };
    look();
    window.addEventListener('hashchange', look);
    return () => window.removeEventListener('hashchange', look);
  }, [id]);

  return (
    <div className={styles.heading}>
      {createElement(node.tagName, { ref: heading, id, 'data-heading': text }, children)}
      <a
        href={addressOfHeading(id)}
        className={styles.link}
        aria-label={links.toHeading(text)}
        title={links.toHeading(text)}
        // By keyboard the palette copies it: a stop at each heading would be in the way.
        tabIndex={-1}
        onClick={({ currentTarget }) => void copyText(currentTarget.href)}
      >
        <Link2 aria-hidden size={15} />
      </a>
    </div>
  );
}

function textOf(node: ElementContent): string {
  if (node.type === 'text') return node.value;
  return node.type === 'element' ? node.children.map(textOf).join('') : '';
}
