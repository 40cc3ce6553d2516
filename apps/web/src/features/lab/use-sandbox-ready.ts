import { useSession } from '../../stores/session-store.ts';

/** Whether something can be done in the sandbox now: it is ready, and the line to it is up. */
export function useSandboxReady(): boolean {
  return useSession(
    ({ sandbox, connection }) => sandbox.status === 'ready' && connection === 'open',
  );
}
