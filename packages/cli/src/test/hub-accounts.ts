import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../settings.ts';
import type { HubAccount } from './placeholders.ts';

export interface HubAccounts {
  /** A new account at the hub. */
  open(): Promise<HubAccount>;
  /** Ends the process. Idempotent. */
  stop(): Promise<void>;
}

export interface HubAccountsRequest {
  /** Holds the token key, see prepareHost(). */
  readonly pkiDirectory: string;
  /** See placeHub(). */
  readonly socketDirectory: string;
}

/** Starts what answers the hub's questions for tokens, as a process of the server's package. Rejects with Error when it ends before it is ready. */
export async function startHubAccounts(request: HubAccountsRequest): Promise<HubAccounts> {
  const child = spawn(
    process.execPath,
    [
      ...['--import', import.meta.resolve('tsx'), join(root, 'apps/server/src/hub-accounts.ts')],
      ...[request.pkiDirectory, request.socketDirectory],
    ],
    // Ctrl+C goes to every process of a terminal: this one ends with its input.
    { cwd: root, detached: true, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  // It has ended already: the next answer that does not come says so.
  child.stdin.on('error', () => undefined);
  const stop = async (): Promise<void> => {
    child.stdin.end();
    await ended;
  };
  const next = async (): Promise<string> => {
    const { done, value } = await lines.next();
    if (done) throw new Error('The accounts of the hub have ended by themselves; see above.');
    return value;
  };
  await next();
  // One answer for each line: they are asked one after the other.
  let turn: Promise<unknown> = Promise.resolve();
  return {
    open() {
      const account = turn.then(async () => {
        child.stdin.write('\n');
        return JSON.parse(await next()) as HubAccount;
      });
      turn = account.catch(() => undefined);
      return account;
    },
    stop,
  };
}
