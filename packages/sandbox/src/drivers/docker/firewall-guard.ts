import { SandboxError } from '../../errors.ts';

/** How long rules that were loaded are taken to be there, in milliseconds: another program of the box may flush them all. */
const TRUSTED_MS = 30_000;
/** While sandboxes run; a load takes a tenth of a second. */
const ROUND_MS = 60_000;

export interface FirewallGuardOptions {
  readonly load: () => Promise<void>;
  /** Whether sandboxes run. */
  readonly isNeeded: () => boolean;
  readonly now?: () => number;
}

export interface FirewallGuard {
  /**
   * Loads the firewall before a sandbox starts, unless it was loaded a moment ago; many at once wait for one load.
   * Rejects with SandboxError SANDBOX_START_FAILED: without the rules nothing may start.
   */
  ready(): Promise<void>;
  close(): void;
}

/** Sees to it that the firewall is there before a sandbox starts, and stays while sandboxes run. */
export function createFirewallGuard({
  load,
  isNeeded,
  now = () => performance.now(),
}: FirewallGuardOptions): FirewallGuard {
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
  function ready(): Promise<void> {
    if (now() - loadedAt < TRUSTED_MS) return Promise.resolve();
    loading ??= loadOnce();
    return loading;
  }
  const round = setInterval(() => {
    // A failure is tried again in the next round, and told to whoever starts a sandbox.
    if (isNeeded()) ready().catch(() => undefined);
  }, ROUND_MS);
  round.unref();
  return { ready, close: () => clearInterval(round) };
}
