import type { HubLogin } from '@drydock/protocol';
import type { Release, Sandbox, SandboxDriver, Terminal } from '@drydock/sandbox';
import { Failure } from '../failure.ts';
import { startSandbox } from './start-sandbox.ts';
import { withinLimit } from './time-limit.ts';

/** In the background a shell may wait long for its turn. */
const PROMPT_LIMIT_MS = 60_000;

/** What a page has before it says its own size. */
const TERMINAL = { name: 'T1', columns: 80, rows: 24 };

/** A sandbox that nobody has had yet, with a shell that waits at its prompt. */
export interface PooledSandbox {
  /** Of the session that will be its learner's. */
  readonly id: string;
  readonly hub: HubLogin | null;
  readonly sandbox: Sandbox;
  readonly terminal: Terminal;
  /** Ends the collecting; what the terminal has printed so far. From then on it is the caller's. */
  take(): Uint8Array;
  /** Calls back when it is of no use any more, perhaps twice: the sandbox or the shell has ended. */
  onLoss(listener: (why: string) => void): Release;
}

export interface StartPooled {
  readonly driver: SandboxDriver;
  readonly id: string;
  readonly hub: HubLogin | null;
  readonly signal: AbortSignal;
}

/** Resolves when the prompt is there. When it fails, nothing is left behind. */
export async function startPooled(start: StartPooled): Promise<PooledSandbox> {
  const { id, hub, signal } = start;
  let sandbox: Sandbox | undefined;
  try {
    sandbox = await startSandbox({ ...start, priority: 'background' });
    const opening = sandbox.openTerminal(TERMINAL);
    const terminal = await withinLimit(opening, PROMPT_LIMIT_MS);
    const output = collect(terminal);
    await withinLimit(output.begun, PROMPT_LIMIT_MS);
    signal.throwIfAborted();
    const started = sandbox;
    return {
      ...{ id, hub, sandbox: started, terminal },
      take: output.take,
      onLoss: (listener) => {
        const releases = [
          started.onExit(({ detail }) => listener(detail)),
          terminal.onExit(() => listener('its shell has ended')),
        ];
        return () => {
          for (const release of releases) release();
        };
      },
    };
  } catch (error) {
    await sandbox?.destroy();
    await start.driver.removeWorkspace(id);
    throw error;
  }
}

interface Collected {
  /** Resolves with the first output; rejects when the shell ends without any. */
  readonly begun: Promise<void>;
  take(): Uint8Array;
}

function collect(terminal: Terminal): Collected {
  const chunks: Uint8Array[] = [];
  let release: Release = () => undefined;
  const begun = new Promise<void>((resolve, reject) => {
    release = terminal.onData((bytes) => {
      // A copy: the driver may use the memory again.
      chunks.push(Uint8Array.from(bytes));
      resolve();
    });
    terminal.onExit(() =>
      reject(new Failure('SANDBOX_START_FAILED', { detail: 'its shell ended at once' })),
    );
  });
  // Whoever waits for it has left at the limit perhaps.
  begun.catch(() => undefined);
  return {
    begun,
    take: () => {
      release();
      return Buffer.concat(chunks);
    },
  };
}
