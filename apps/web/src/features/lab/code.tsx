import type { Root } from 'hast';
import { toJsxRuntime } from 'hast-util-to-jsx-runtime';
import { useMemo } from 'react';
import { Fragment, jsx, jsxs } from 'react/jsx-runtime';
import styles from './code.module.css';

/** Code as the server highlighted it, or plain. Long code scrolls inside; it can be reached by keyboard. */
export function Code({ code, highlighted }: { code: string; highlighted?: Root | undefined }) {
  const coloured = useMemo(
    () => highlighted && toJsxRuntime(highlighted, { Fragment, jsx, jsxs }),
    [highlighted],
  );
  return (
    <div className={styles.code}>
      {coloured ?? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <pre tabIndex={0}>
          <code>{code}</code>
        </pre>
      )}
    </div>
  );
}
