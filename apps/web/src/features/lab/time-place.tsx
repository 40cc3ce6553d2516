import { lazy, Suspense } from 'react';
import { late } from '../../connection/late.ts';
import { useSession } from '../../stores/session-store.ts';

const TimeLeft = lazy(() => late(() => import('./time-left.tsx')));

export interface TimePlaceProps {
  /** In the top bar when it gets short; over the page when it is nearly over; in the sandbox's menu always. */
  as: 'pill' | 'banner' | 'note';
}

/** The time that the sandbox has left. Where nothing limits it there is nothing to load. */
export function TimePlace({ as }: TimePlaceProps) {
  const isLimited = useSession((state) => state.time !== null);
  return isLimited ? (
    <Suspense fallback={null}>
      <TimeLeft as={as} />
    </Suspense>
  ) : null;
}
