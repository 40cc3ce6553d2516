import { useEffect } from 'react';
import { remember } from '../../stores/session-memory.ts';
import { useSession } from '../../stores/session-store.ts';

/** Keeps the step that is shown: the list of labs leads back to it. */
export function StepMemory({ step }: { step: number }) {
  const session = useSession((state) => state.session);
  useEffect(() => {
    if (session !== null) remember(session, 'step', step + 1);
  }, [session, step]);
  return null;
}
