import type { Element, ElementContent } from 'hast';
import { Link2 } from 'lucide-react';
import { type ComponentProps, createElement, useEffect, useRef } from 'react';
import { useMessages } from '../../i18n/messages.ts';
import { copyText } from '../../ui/copy-text.ts';
import styles from './heading.module.css';
import { addressOfHeading, headingInAddress, nameOfHeading } from './heading-address.ts';

/** A heading of the text, with a link to it beside it; the address that names it brings it into view. */
export function Heading(props: ComponentProps<'h2'> & { node: Element }) {
  const { node, children, ...rest } = props;
  const name = nameOfHeading(rest.id ?? '');
  // That of the footnotes is for screen readers only.
  if (name === null) return createElement(node.tagName, rest, children);
  return (
    <LinkedHeading {...rest} node={node} name={name}>
      {children}
    </LinkedHeading>
  );
}

interface LinkedHeadingProps extends ComponentProps<'h2'> {
  node: Element;
  name: string;
}

function LinkedHeading({ node, name, children, ...rest }: LinkedHeadingProps) {
  const { links } = useMessages().blocks;
  const heading = useRef<HTMLHeadingElement>(null);
  const text = textOf(node);

  useEffect(() => {
    const look = () => {
      if (headingInAddress() !== name) return;
      // A step that has just come up goes to its beginning first.
      requestAnimationFrame(() => heading.current?.scrollIntoView());
    };
    look();
    window.addEventListener('hashchange', look);
    return () => window.removeEventListener('hashchange', look);
  }, [name]);

  const shown = { ...rest, ref: heading, 'data-heading': name };
  return (
    <div className={styles.heading}>
      {createElement(node.tagName, shown, children)}
      <a
        href={addressOfHeading(name)}
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
