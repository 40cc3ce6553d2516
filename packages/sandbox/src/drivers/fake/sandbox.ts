import type {
  Release,
  Sandbox,
  SandboxExit,
  SandboxNotice,
  SandboxPort,
  SandboxSpec,
} from '../../driver.ts';
import { SandboxError } from '../../errors.ts';
import { gone } from '../../gone.ts';
import { createListeners, createOnce } from '../../listeners.ts';
import { createFakeFiles } from './files.ts';
import { killMarked, type ProcessPlace, run } from './processes.ts';
import { createFakeTerminals } from './terminals.ts';
import { type TreeWatch, watchTree } from './watch.ts';

export interface FakeSandbox extends Sandbox {
  end(exit: SandboxExit): Promise<void>;
  hang(): Release;
  isBackground(): boolean;
  publish(port: SandboxPort, at: number): Release;
  /** Tells it to whoever listens, as a limit that was reached would. */
  notify(notice: SandboxNotice): void;
}

export interface FakeSandboxOptions {
  readonly spec: SandboxSpec;
  readonly workspace: string;
  readonly home: string;
  /** Milliseconds that a hanging sandbox is waited for. */
  readonly patience: number;
  readonly removeWorkspace: () => Promise<void>;
}

let created = 0;

export function createFakeSandbox(options: FakeSandboxOptions): FakeSandbox {
  const { spec, workspace, home, patience } = options;
  created += 1;
  const place: ProcessPlace = {
    workspace,
    environment: {
      PATH: process.env.PATH,
      HOME: home,
      LANG: 'C.UTF-8',
      TERM: 'xterm-256color',
      ...spec.environment,
    },
    mark: { name: 'DRYDOCK_FAKE', value: `${process.pid}-${created}-${spec.id}` },
  };
  const exit = createOnce<SandboxExit>();
  const ending = new AbortController();
  const ports = new Map<number, { readonly port: SandboxPort; readonly at: number }>();
  const portListeners = createListeners<readonly SandboxPort[]>();
  const engineListeners = createListeners<void>();
  const watches = new Set<TreeWatch>();
  const notices = createListeners<SandboxNotice>();
  let hangs = 0;
  const waiting = new Set<() => void>();
  let paused: { readonly until: Promise<void>; readonly lift: () => void } | undefined;
  let executions = 0;
  let isBackground = spec.priority === 'background';

  async function ready(): Promise<void> {
    await paused?.until;
    if (exit.value) throw gone(spec.id, exit.value);
    if (hangs === 0) return;
    await new Promise<void>((resolve, reject) => {
      const fail = () => reject(new SandboxError('ENGINE_TIMEOUT', 'The sandbox does not answer.'));
      const timer = setTimeout(fail, patience);
      waiting.add(() => {
        clearTimeout(timer);
        resolve();
      });
      ending.signal.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(gone(spec.id, exit.value));
      });
    });
  }

  const files = createFakeFiles(workspace, async () => {
    await ready();
    // A change made through this sandbox after watch() is never missed.
    await Promise.all([...watches].map((watch) => watch.ready));
  });
  const terminals = createFakeTerminals(place, ready);
  const publishedPorts = () => [...ports.values()].map(({ port }) => port);

  /** Whatever changes: nothing is built here. */
  function followEngine(listener: () => void): Release {
    let listening = true;
    const release = engineListeners.add(listener);
    queueMicrotask(() => listening && listener());
    return () => {
      listening = false;
      release();
    };
  }

  async function end(how: SandboxExit): Promise<void> {
    if (exit.value) return;
    exit.emit(how);
    paused?.lift();
    ending.abort(gone(spec.id, how));
    for (const watch of watches) watch.release();
    await killMarked(place.mark);
    await terminals.closeAll();
  }

  return {
    id: spec.id,
    files: {
      ...files,
      watch(listener) {
        if (exit.value) return () => undefined;
        const watch = watchTree(workspace, listener);
        watches.add(watch);
        return () => {
          watches.delete(watch);
          watch.release();
        };
      },
    },
    async openTerminal(terminal) {
      return terminals.open(terminal);
    },
    async exec(request, signal) {
      await ready();
      executions += 1;
      const environment = { ...place.environment, [place.mark.name]: place.mark.value };
      const mark = { name: 'DRYDOCK_EXEC', value: `${place.mark.value}-${executions}` };
      const signals = signal ? [signal, ending.signal] : [ending.signal];
      return run({ ...place, environment, mark }, request, AbortSignal.any(signals));
    },
    watchPorts(listener) {
      const release = portListeners.add(listener);
      queueMicrotask(() => listener(publishedPorts()));
      return release;
    },
    watchEngine: followEngine,
    watchBuilds: followEngine,
    endpoint: (port) => ({ hostname: '127.0.0.1', port: ports.get(port)?.at ?? port }),
    onNotice: (listener) => notices.add(listener),
    notify: (notice) => notices.emit(notice),
    async promote() {
      if (exit.value) throw gone(spec.id, exit.value);
      isBackground = false;
    },
    isBackground: () => isBackground,
    async pause() {
      if (exit.value) throw gone(spec.id, exit.value);
      if (paused) return;
      let lift = (): void => undefined;
      const until = new Promise<void>((resolve) => {
        lift = resolve;
      });
      paused = { until, lift };
      terminals.freeze(true);
    },
    async resume() {
      if (exit.value) throw gone(spec.id, exit.value);
      paused?.lift();
      paused = undefined;
      terminals.freeze(hangs > 0);
    },
    onExit: (listener) => exit.add(listener),
    async destroy({ workspace: fate } = { workspace: 'keep' }) {
      await end({ reason: 'destroyed', detail: 'it was removed' });
      if (fate === 'remove') await options.removeWorkspace();
    },
    end,
    hang() {
      hangs += 1;
      terminals.freeze(true);
      let hanging = true;
      return () => {
        if (hanging) hangs -= 1;
        hanging = false;
        if (hangs > 0) return;
        for (const goOn of waiting) goOn();
        waiting.clear();
        terminals.freeze(paused !== undefined);
      };
    },
    publish(port, at) {
      const entry = { port, at };
      ports.set(port.port, entry);
      portListeners.emit(publishedPorts());
      engineListeners.emit();
      return () => {
        if (ports.get(port.port) !== entry) return;
        ports.delete(port.port);
        portListeners.emit(publishedPorts());
        engineListeners.emit();
      };
    },
  };
}
