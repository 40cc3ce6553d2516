import { Dialog as Radix } from 'radix-ui';
import { type ReactNode, useRef } from 'react';
import styles from './floating.module.css';

interface DialogProps {
  title: string;
  description: string;
  open: boolean;
  wide?: boolean;
  onOpenChange: (open: boolean) => void;
  children: ReactNode;
}

export function Dialog({ title, description, wide, children, ...state }: DialogProps) {
  const opener = useRef<Element | null>(null);
  return (
    <Radix.Root {...state}>
      <Radix.Portal>
        <Radix.Overlay className={styles.overlay} />
        <Radix.Content
          className={`${styles.dialog} ${wide ? styles.wide : ''}`}
          onOpenAutoFocus={() => {
            opener.current = document.activeElement;
          }}
          onCloseAutoFocus={() => {
            // Radix gives the focus back to a trigger of its own only, and ours are opened by others.
            if (opener.current instanceof HTMLElement) opener.current.focus();
          }}
        >
          <Radix.Title className={styles.title}>{title}</Radix.Title>
          <Radix.Description className={styles.description}>{description}</Radix.Description>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
