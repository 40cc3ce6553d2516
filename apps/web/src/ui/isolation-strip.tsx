import type { Isolation } from '@drydock/protocol';
import { ShieldOff } from 'lucide-react';
import { useMessages } from '../i18n/messages.ts';
import styles from './isolation-strip.module.css';

/** A lasting warning where nothing keeps a learner from the host; nothing everywhere else. */
export function IsolationStrip({ isolation }: { isolation: Isolation | null }) {
  const { everywhere } = useMessages();
  if (isolation !== 'privileged') return null;
  return (
    <p className={styles.strip}>
      <ShieldOff aria-hidden size={14} />
      {everywhere.notIsolated}
    </p>
  );
}
