import { SandboxError } from '../../errors.ts';

/** How long rules that were loaded are taken to be there, in milliseconds: another program of the box may flush them all. */
const TRUSTED_MS = 30_000;

/**
 * Loads the firewall before a sandbox starts, unless it was loaded a moment ago; many at once wait for one load.
 * The result rejects with SandboxError SANDBOX_START_FAILED: without the rules nothing may start.
 */
export function createFirewallGuard(
  load: () => Promise<void>,
  now = () => performance.now(),
): () => Promise<void> {
  let loadedAt = Number.NEGATIVE_INFINITY;
  let loading: Promise<void> | undefined;
  async function loadOnce(): Promise<void> {
    try {
      await load();
      loadedAt = now();
    } catch (error) {
      const { message } = error as Error;
      throw new SandboxError('SANDBOX_START_FAILED', message, { cause: error });
    } finally {
      loading = undefined;
    }
  }
  return () => {
    if (now() - loadedAt < TRUSTED_MS) return Promise.resolve();
    loading ??= loadOnce();
    return loading;
  };
}
