import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

interface EmptyStateProps {
  icon: LucideIcon;
  title: string;
  /** Where the title is that of a whole page. */
  isPage?: boolean;
  /** What to do now. */
  children?: ReactNode;
  action?: ReactNode;
}

/** Where there is nothing to show: what that means, and what to do. */
export function EmptyState({ icon: Icon, title, isPage, children, action }: EmptyStateProps) {
  const Title = isPage ? 'h1' : 'p';
  return (
    <div className={styles.empty}>
      <span className={styles.icon}>
        <Icon aria-hidden size={22} strokeWidth={1.7} />
      </span>
      <Title className={styles.title}>{title}</Title>
      {children && <div className={styles.text}>{children}</div>}
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}
