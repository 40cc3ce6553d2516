import type { LucideIcon } from 'lucide-react';
import type { ComponentPropsWithRef } from 'react';
import styles from './button.module.css';

interface ButtonProps extends ComponentPropsWithRef<'button'> {
  look?: 'primary' | 'quiet' | 'plain' | 'danger';
  size?: 'sm' | 'md';
  icon?: LucideIcon;
}

export function Button(props: ButtonProps) {
  const { look = 'plain', size = 'md', icon: Icon, className, children, ...rest } = props;
  return (
    <button
      type="button"
      className={`${styles.button} ${styles[look]} ${styles[size]} ${className ?? ''}`}
      {...rest}
    >
      {Icon && <Icon aria-hidden size={size === 'sm' ? 14 : 16} strokeWidth={2} />}
      {children}
    </button>
  );
}
