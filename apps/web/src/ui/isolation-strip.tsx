import type { Isolation } from '@drydock/protocol';
import { ShieldOff } from 'lucide-react';
import styles from './isolation-strip.module.css';

/** A lasting warning where nothing keeps a learner from the host; nothing everywhere else. */
export function IsolationStrip({ isolation }: { isolation: Isolation | null }) {
  if (isolation !== 'privileged') return null;
  return (
    <p className={styles.strip}>
      <ShieldOff aria-hidden size={14} />
      Not isolated: this host runs sandboxes privileged
    </p>
  );
}
