import { setMaxListeners } from 'node:events';
import type {
  ExecRequest,
  Sandbox,
  SandboxExit,
  SandboxLimits,
  SandboxNotice,
  SandboxSpec,
} from '../../driver.ts';
import { gone } from '../../gone.ts';
import { createListeners, createOnce } from '../../listeners.ts';
import { type Engine, statusOf, unlessMissing } from './engine.ts';
import { createEngineWatch } from './engine-watch.ts';
import { runExec, tool } from './exec.ts';
import { createFiles } from './files.ts';
import { callMachine, type Machine } from './machine.ts';
import { followMachineOutput } from './machine-notices.ts';
import type { MachineOutput } from './machine-output.ts';
import { createPauseGate, pauseMachine, resumeMachine } from './pause.ts';
import { createPortWatch } from './ports.ts';
import { openTerminal } from './terminals.ts';
import { watchDisk } from './watch-disk.ts';

/** The engine's default: all learners have the same. */
const FULL_SHARES = 1024;
/** How soon the engine is asked again when it stopped answering while a sandbox ran. */
const RETRY_MS = 1_000;

export interface DockerSandboxOptions {
  readonly engine: Engine;
  readonly container: Machine['container'];
  readonly output: MachineOutput;
  readonly spec: SandboxSpec;
  readonly limits: SandboxLimits;
  /** Milliseconds between looks at its disk; undefined where its limit holds by itself. */
  readonly diskLook: number | undefined;
  readonly address: string;
  /** Removes all that the engine has of this sandbox but its workspace. */
  readonly remove: () => Promise<void>;
  readonly removeWorkspace: () => Promise<void>;
}

/** A started container as a Sandbox. It cleans up after itself when it ends by itself. */
export function createDockerSandbox(options: DockerSandboxOptions): Sandbox {
  const { engine, container, spec, address } = options;
  const exit = createOnce<SandboxExit>();
  const ending = new AbortController();
  // One listener for each command that runs: any number is in order.
  setMaxListeners(0, ending.signal);
  const machine: Machine = {
    id: spec.id,
    engine,
    container,
    environment: { TERM: 'xterm-256color', ...spec.environment },
    pause: createPauseGate(ending.signal),
    exit,
    ending: ending.signal,
  };
  let removing: Promise<void> | undefined;

  function end(how: SandboxExit): Promise<void> {
    if (!ending.signal.aborted) ending.abort(gone(spec.id, how));
    // Before anybody is told: who then creates the next one of this id waits for it.
    removing ??= options.remove().catch((error) => {
      // The next destroy() tries again; so does the next sweep.
      removing = undefined;
      throw error;
    });
    exit.emit(how);
    return removing;
  }

  // When the cleaning up fails, destroy() or the next sweep does it.
  void awaitExit(machine).then((how) => end(how).catch(() => undefined));

  const notices = createListeners<SandboxNotice>();
  followMachineOutput(machine, options.output, notices.emit);
  if (options.diskLook !== undefined) {
    watchDisk(machine, { ...options.limits, period: options.diskLook, onNotice: notices.emit });
  }
  const watchPorts = createPortWatch(machine);
  const watchEngine = createEngineWatch(machine, tool('engine-watch'));
  const watchBuilds = createEngineWatch(machine, tool('builds', 'watch'));
  return {
    id: spec.id,
    files: createFiles(machine),
    openTerminal: (terminal) => openTerminal(machine, terminal),
    async exec(request: ExecRequest, signal) {
      const { exitCode, stdout, stderr } = await runExec(machine, request, signal);
      return { exitCode, stdout: stdout.toString('utf8'), stderr: stderr.toString('utf8') };
    },
    watchPorts,
    watchEngine,
    watchBuilds,
    endpoint: (port) => ({ hostname: address, port }),
    onNotice: (listener) => notices.add(listener),
    async promote() {
      await callMachine(machine, 'promote a sandbox', () =>
        container.update({ CpuShares: FULL_SHARES }),
      );
    },
    pause: () => pauseMachine(machine),
    resume: () => resumeMachine(machine),
    onExit: (listener) => exit.add(listener),
    async destroy({ workspace } = { workspace: 'keep' }) {
      await end({ reason: 'destroyed', detail: 'it was removed' });
      if (workspace === 'remove') await options.removeWorkspace();
    },
  };
}

/** Resolves when the container has ended, for as long as that takes. */
async function awaitExit({ container, ending, engine }: Machine): Promise<SandboxExit> {
  for (;;) {
    try {
      await container.wait({ abortSignal: ending });
      return await howItEnded(container, engine);
    } catch (error) {
      if (ending.aborted) return { reason: 'destroyed', detail: 'it was removed' };
      if (statusOf(error) === 404) return removed;
      // The engine is away, perhaps only restarting: containers outlive that.
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}

const removed: SandboxExit = { reason: 'stopped', detail: 'somebody removed its container' };

async function howItEnded(container: Machine['container'], engine: Engine): Promise<SandboxExit> {
  const found = await engine.call('look at the sandbox', () => unlessMissing(container.inspect()));
  if (!found) return removed;
  const { OOMKilled, ExitCode } = found.State;
  if (OOMKilled) return { reason: 'out-of-memory', detail: 'it used all of its memory' };
  return { reason: 'stopped', detail: `its first process ended with exit code ${ExitCode}` };
}
