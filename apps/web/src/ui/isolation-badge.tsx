import type { Isolation } from '@drydock/protocol';
import { ShieldOff } from 'lucide-react';
import { Badge } from './badge.tsx';

/** A lasting warning where nothing keeps a learner from the host; nothing everywhere else. */
export function IsolationBadge({ isolation }: { isolation: Isolation | null }) {
  if (isolation !== 'privileged') return null;
  return (
    <Badge tone="danger">
      <ShieldOff aria-hidden size={13} />
      Not isolated: this host runs sandboxes privileged
    </Badge>
  );
}
