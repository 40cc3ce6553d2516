import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Release, SandboxDriver, SandboxExit, SandboxNotice } from '../../driver.ts';
import { SandboxError } from '../../errors.ts';
import { assertSandboxId } from '../../names.ts';
import { createGate } from './gate.ts';
import { createFakeSandbox, type FakeSandbox } from './sandbox.ts';

const DEFAULT_PATIENCE_MS = 10_000;
const SHELL_MARKS = fileURLToPath(
  new URL('../../../../../infra/sandbox/rootfs/usr/lib/drydock/shell-marks.bash', import.meta.url),
);

/**
 * Sandboxes for tests that need no engine: real shells, commands and files of this machine in a temporary folder.
 * No isolation whatsoever, no Docker engine inside; ports are what the test says.
 */
export interface FakeDriver extends SandboxDriver {
  /** The folder that a sandbox of this id has, or had, as its workspace. */
  workspaceOf(sandboxId: string): string;
  /** Publishes a port, answered by this machine's port `at` (default: the same). */
  publish(sandboxId: string, port: number, options?: FakePort): Release;
  /** Ends a sandbox as a crash would; default: out of memory. */
  kill(sandboxId: string, reason?: SandboxExit['reason']): Promise<void>;
  /** The sandbox answers nothing until released: ENGINE_TIMEOUT for what waited for longer than `patience`. */
  hang(sandboxId: string): Release;
  /** Tells a sandbox's listeners. */
  notify(sandboxId: string, notice: SandboxNotice): void;
  /** No create() ends until released, unless it is aborted. */
  holdStarts(): Release;
  /** Whether it gives way to the others still. */
  isBackground(sandboxId: string): boolean;
  /** The next create() rejects with this error. */
  refuseNext(error: SandboxError): void;
  /** Ends all sandboxes and removes all folders. */
  dispose(): Promise<void>;
}

export interface FakePort {
  readonly at?: number;
  readonly containerPort?: number;
  readonly container?: string;
}

export interface FakeDriverOptions {
  /** Milliseconds that a hanging sandbox is waited for; default 10 000. */
  readonly patience?: number;
}

export function createFakeDriver(options: FakeDriverOptions = {}): FakeDriver {
  const folder = mkdtempSync(join(tmpdir(), 'drydock-fake-'));
  const home = join(folder, 'home');
  mkdirSync(home);
  // As in the sandbox image: for whoever waits for a free prompt.
  writeFileSync(join(home, '.bash_profile'), `. '${SHELL_MARKS}'\n`);
  const sandboxes = new Map<string, FakeSandbox>();
  const workspaceOf = (id: string) => join(folder, 'workspaces', id);
  const starts = createGate();
  let refusal: SandboxError | undefined;

  function sandboxOf(id: string): FakeSandbox {
    const sandbox = sandboxes.get(id);
    if (!sandbox) throw new Error(`There is no fake sandbox ${id}.`);
    return sandbox;
  }

  async function removeWorkspace(id: string): Promise<void> {
    await rm(workspaceOf(id), { recursive: true, force: true });
  }

  return {
    name: 'fake',
    isolation: 'rootless',
    async create(spec, signal) {
      assertSandboxId(spec.id);
      signal?.throwIfAborted();
      const refused = refusal;
      refusal = undefined;
      if (refused) throw refused;
      if (sandboxes.has(spec.id)) {
        throw new SandboxError('SANDBOX_START_FAILED', `Sandbox ${spec.id} is running already.`);
      }
      spec.onProgress?.('booting');
      await starts.passed(signal);
      const workspace = workspaceOf(spec.id);
      const sandbox = createFakeSandbox({
        spec,
        workspace,
        home,
        patience: options.patience ?? DEFAULT_PATIENCE_MS,
        removeWorkspace: () => removeWorkspace(spec.id),
      });
      sandboxes.set(spec.id, sandbox);
      sandbox.onExit(() => sandboxes.delete(spec.id));
      await mkdir(workspace, { recursive: true });
      return sandbox;
    },
    // All that this driver makes ends with its process.
    sweep: async () => ({ removed: [] }),
    removeWorkspace,
    close: async () => undefined,
    workspaceOf,
    publish(id, port, { at = port, containerPort = port, container = `container-${port}` } = {}) {
      return sandboxOf(id).publish({ port, containerPort, container }, at);
    },
    kill: (id, reason = 'out-of-memory') =>
      sandboxOf(id).end({ reason, detail: 'it was killed by a test' }),
    notify: (id, notice) => sandboxOf(id).notify(notice),
    hang: (id) => sandboxOf(id).hang(),
    holdStarts: starts.hold,
    isBackground: (id) => sandboxOf(id).isBackground(),
    refuseNext(error) {
      refusal = error;
    },
    async dispose() {
      await Promise.all([...sandboxes.values()].map((sandbox) => sandbox.destroy()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
