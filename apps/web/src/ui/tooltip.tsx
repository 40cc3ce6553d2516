import { Tooltip as Radix } from 'radix-ui';
import { type ReactElement, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import styles from './floating.module.css';

/** A short name for what has no text of its own. The page has one `TooltipProvider`. */
export function Tooltip({ text, children }: { text: string; children: ReactElement }) {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (!open) return;
    return beforeLayers(() => setOpen(false));
  }, [open]);
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className={styles.tooltip} sideOffset={6} collisionPadding={8}>
          {text}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export const TooltipProvider = Radix.Provider;

/**
 * Calls `close` at Escape, before Radix gives the key to the one layer on top: a tooltip would take it from the popover
 * or dialog that its button stands in, and one key would close no more than a name. Returns the release.
 */
function beforeLayers(close: () => void): () => void {
  const onKey = ({ key }: KeyboardEvent) => {
    if (key !== 'Escape') return;
    flushSync(close);
    // The layer below learns only by that that it is the one on top now.
    flushSync(() => {});
  };
  window.addEventListener('keydown', onKey, { capture: true });
  return () => window.removeEventListener('keydown', onKey, { capture: true });
}
