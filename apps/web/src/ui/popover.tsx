import { Popover as Radix } from 'radix-ui';
import { type ReactElement, type ReactNode, useLayoutEffect, useRef } from 'react';
import styles from './floating.module.css';

interface PopoverProps {
  trigger: ReactElement;
  label: string;
  children: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}

export function Popover({ trigger, label, children, ...state }: PopoverProps) {
  const button = useRef<HTMLButtonElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const { open } = state;
  useLayoutEffect(() => {
    // At once: a question that is asked in its place gives the focus back to where it finds it.
    if (open === false && content.current?.contains(document.activeElement))
      button.current?.focus();
  }, [open]);
  return (
    <Radix.Root {...state}>
      <Radix.Trigger ref={button} asChild>
        {trigger}
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          ref={content}
          className={styles.popover}
          sideOffset={8}
          align="end"
          collisionPadding={12}
          aria-label={label}
          onCloseAutoFocus={(event) => {
            // Whoever has taken the focus meanwhile keeps it; else it goes to the button.
            if (document.activeElement !== document.body) event.preventDefault();
          }}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
