import type { Step } from '@drydock/lab-format/schema';
import { type Components, toJsxRuntime } from 'hast-util-to-jsx-runtime';
import { type ComponentProps, useMemo } from 'react';
import { Fragment, jsx, jsxs } from 'react/jsx-runtime';
import { BlockView } from './block.tsx';
import styles from './prose.module.css';

/** The text of a step, with its blocks where they stand. */
export function StepBody({ step }: { step: Step }) {
  const content = useMemo(() => {
    const blocks = new Map(step.blocks.map((block) => [block.id, block]));
    const components = {
      a: OutwardLink,
      'drydock-block': ({ id }: { id?: string }) => {
        const block = id === undefined ? undefined : blocks.get(id);
        return block ? <BlockView key={block.id} block={block} /> : null;
      },
    };
    // The names of our own elements are not among those that the type knows.
    return toJsxRuntime(step.body, {
      Fragment,
      jsx,
      jsxs,
      components: components as Partial<Components>,
    });
  }, [step]);
  return <div className={styles.prose}>{content}</div>;
}

/** Links lead out of the lab in a tab of their own: the session stays where it is. */
function OutwardLink({ href, children, ...rest }: ComponentProps<'a'>) {
  const isOutward = href !== undefined && /^https?:/.test(href);
  return isOutward ? (
    <a {...rest} href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  ) : (
    <a {...rest} href={href}>
      {children}
    </a>
  );
}
