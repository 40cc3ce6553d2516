import { type LucideIcon, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useMessages } from '../../i18n/messages.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import styles from './banners.module.css';

interface BannerProps {
  /** `alert` interrupts who listens to the page; `status` waits for a pause. */
  role: 'alert' | 'status';
  tone: 'info' | 'warning' | 'danger';
  icon: LucideIcon;
  what: string;
  remedy: string;
  onDismiss?: () => void;
  /** Buttons. */
  children?: ReactNode;
}

/** One line over the whole width: what happened, and what to do. */
export function Banner({ role, tone, icon: Icon, what, remedy, onDismiss, children }: BannerProps) {
  const { lab } = useMessages();
  return (
    <div role={role} className={styles.banner} data-tone={tone}>
      <Icon aria-hidden size={16} />
      <p>
        <strong>{what}</strong> {remedy}
      </p>
      {children && <div className={styles.actions}>{children}</div>}
      {onDismiss && <IconButton icon={X} label={lab.dismiss} onClick={onDismiss} />}
    </div>
  );
}
