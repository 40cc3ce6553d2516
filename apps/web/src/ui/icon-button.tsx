import type { LucideIcon } from 'lucide-react';
import type { ComponentPropsWithRef } from 'react';
import styles from './button.module.css';
import { Tooltip } from './tooltip.tsx';

interface IconButtonProps extends ComponentPropsWithRef<'button'> {
  icon: LucideIcon;
  /** The accessible name, shown as tooltip. */
  label: string;
}

export function IconButton({ icon: Icon, label, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label}>
      <button
        type="button"
        aria-label={label}
        className={`${styles.icon} ${className ?? ''}`}
        {...rest}
      >
        <Icon aria-hidden size={16} strokeWidth={1.9} />
      </button>
    </Tooltip>
  );
}
