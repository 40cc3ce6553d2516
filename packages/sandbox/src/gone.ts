import type { SandboxExit } from './driver.ts';
import { SandboxError } from './errors.ts';

/** What every method of a sandbox rejects with once it has stopped. */
export function gone(id: string, exit?: SandboxExit): SandboxError {
  return new SandboxError(
    'SANDBOX_GONE',
    `Sandbox ${id} has stopped${exit ? `: ${exit.detail}` : ''}.`,
  );
}
