import type { Lab } from '@drydock/lab-format/schema';
import type {
  CheckOutcome,
  ErrorCode,
  PreviewState,
  Progress,
  PublishedPort,
  SandboxStatus,
  SessionSnapshot,
  Suggestions,
  ViewName,
} from '@drydock/protocol';
import type {
  Endpoint,
  FileChange,
  Release,
  Sandbox,
  SandboxPort,
  TerminalOptions,
} from '@drydock/sandbox';
import { buildsSource } from './builds/builds-view.ts';
import { FileHistory } from './builds/file-history.ts';
import { Checker } from './checker.ts';
import { Containers } from './containers/containers.ts';
import { ContinuousChecks } from './continuous-checks.ts';
import { EngineViews } from './engine-views.ts';
import { fileEvents, Listeners, type SessionEvent } from './events.ts';
import { HubShelf } from './hub-view.ts';
import { layersSource } from './layers/layers-view.ts';
import type { PooledSandbox } from './pooled-sandbox.ts';
import { progressOf } from './progress.ts';
import { pushesSource } from './pushes.ts';
import { SandboxLife } from './sandbox-life.ts';
import { SavedFiles } from './saved-files.ts';
import { SessionClock } from './session-clock.ts';
import type { SessionOptions } from './session-options.ts';
import type { SessionTerminal } from './session-terminal.ts';
import { suggestionsOf } from './suggestions.ts';
import { Terminals } from './terminals.ts';
import { settledWithin, withinLimit } from './time-limit.ts';
import { type ViewMessage, Views } from './views.ts';
import { WorkspaceFiles } from './workspace-files.ts';

const REMOVAL_LIMIT_MS = 60_000;
/** Commands in the sandbox take the CPU that the learner's page needs for its first prompt; they come after it, or now. */
const PAGE_LIMIT_MS = 500;

/** One learner in one lab. Outlives its sandboxes: each next one has the same workspace. */
export class Session {
  readonly id: string;
  readonly learner: string;
  readonly files: WorkspaceFiles;
  readonly containers: Containers;
  readonly hub: HubShelf;
  readonly clock: SessionClock;
  readonly #options: SessionOptions;
  readonly #listeners = new Listeners<SessionEvent>();
  readonly #terminals: Terminals;
  readonly #checker: Checker;
  readonly #continuous: ContinuousChecks;
  readonly #life: SandboxLife;
  readonly #fileHistory = new FileHistory();
  readonly #engineViews: EngineViews;
  readonly #views: Views;
  readonly #labFiles: SavedFiles;
  #lab: Lab;
  #ports: readonly SandboxPort[] = [];
  #unwatchedSince = Date.now();
  #ended: Promise<void> | undefined;
  readonly #endedSignal = new AbortController();

  constructor(options: SessionOptions) {
    this.id = options.id;
    this.learner = options.learner;
    this.#lab = options.lab;
    this.#options = options;
    this.#terminals = new Terminals({
      opened: ({ name, start }) =>
        this.#listeners.emit({ type: 'terminal.opened', terminal: name, position: start }),
      closed: (terminal) => this.#listeners.emit({ type: 'terminal.closed', terminal }),
    });
    this.clock = new SessionClock({
      rules: options.time,
      onTime: (time) => this.#listeners.emit({ type: 'session.time', time }),
      onOver: () => this.#timeIsOver(),
    });
    this.#life = new SandboxLife({
      ...options,
      files: options.lab.files,
      limits: options.lab.sandbox,
      onStatus: (sandbox) => {
        this.#listeners.emit({ type: 'sandbox.status', sandbox });
        if (sandbox.status !== 'ready') return;
        this.clock.begin();
        this.#continuous.wake();
        this.#engineViews.wake();
        this.#labFiles.place();
      },
      onNotice: (notice) => this.#listeners.emit({ type: 'sandbox.notice', notice }),
      onArrival: (sandbox) => this.#welcome(sandbox),
    });
    this.#engineViews = new EngineViews(() => this.#life.status.status === 'ready');
    this.containers = new Containers({
      sandbox: () => this.#life.require(),
      ports: () => this.#ports,
    });
    const { events } = options;
    const account = options.hub?.username;
    this.hub = new HubShelf(account, options.registry, events);
    this.#views = new Views({
      sources: {
        layers: layersSource(this.#engineViews),
        builds: buildsSource(this.#engineViews, this.#fileHistory),
        containers: this.#engineViews.source(this.containers.view()),
        hub: this.hub.view(),
        pushes: pushesSource(account, events),
      },
      report: options.report,
    });
    this.files = new WorkspaceFiles(async () => (await this.#life.withFiles()).files);
    this.#checker = new Checker({
      checks: () => this.#lab.checks,
      sandbox: () => this.#life.withFiles(),
      engineHasEnded: () => this.#life.engineHasEnded,
      onOutcome: (check, result) => this.#listeners.emit({ type: 'check.result', check, result }),
      report: options.report,
    });
    this.#continuous = new ContinuousChecks({
      lab: () => this.#lab,
      mayRun: () => this.#listeners.size > 0 && this.#life.status.status === 'ready',
      run: (name) => this.#checker.rerun(name),
    });
    this.#labFiles = new SavedFiles({
      files: () => this.#lab.files,
      write: (files) => this.files.writeAll(files),
      report: options.report,
    });
  }

  /** Aborted when the session ends. */
  get ended(): AbortSignal {
    return this.#endedSignal.signal;
  }

  get lab(): Lab {
    return this.#lab;
  }

  get status(): SandboxStatus {
    return this.#life.status;
  }

  get terminals(): readonly SessionTerminal[] {
    return this.#terminals.list();
  }

  snapshot(): SessionSnapshot {
    const preview = this.#options.preview?.();
    const time = this.clock.left();
    return {
      session: this.id,
      lab: this.lab.slug,
      sandbox: this.#life.status,
      terminals: this.#terminals.infos(),
      ports: this.#publishedPorts(),
      checks: this.#checker.outcomes(),
      hub: this.#options.hub,
      notices: this.#life.standingNotices(),
      isolation: this.#options.driver.isolation,
      ...(time && { time }),
      ...(preview && { preview }),
    };
  }

  /** By the outcomes that the checks had last. */
  progress(): Progress {
    return progressOf(this.#lab, this.#checker.outcomes());
  }

  /** The author has saved the lab. With null only what lint says of it is new. */
  takeLab(lab: Lab | null): void {
    if (lab) this.#replaceLab(lab);
    const preview = this.#options.preview?.();
    if (preview) this.#listeners.emit({ type: 'lab.changed', preview });
  }

  /** Every change from now on. Take the snapshot in the same turn, so that nothing falls between the two. */
  subscribe(listener: (event: SessionEvent) => void): Release {
    const release = this.#listeners.add(listener);
    this.#continuous.wake();
    return () => {
      release();
      this.#unwatchedSince = Date.now();
    };
  }

  /** Calls back with the view at once or as soon as it is known, then whenever it has changed. NOT_FOUND. */
  watchView(view: ViewName, listener: (message: ViewMessage) => void): Release {
    return this.#views.watch(view, listener);
  }

  /** Milliseconds since the last page left; 0 while one is watching. */
  idleFor(now: number): number {
    return this.#listeners.size > 0 ? 0 : now - this.#unwatchedSince;
  }

  /** Brings up the first sandbox, or a fresh one with the same workspace. SESSION_LIMIT; SANDBOX_NOT_READY while one is starting. */
  start(): void {
    this.#life.start();
  }

  /** Begins with a sandbox that runs already, made with this session's id and hub login. */
  startWith(pooled: PooledSandbox): void {
    const page = settledWithin(
      this.#terminals.adopt(pooled.terminal, pooled.take()).seen,
      PAGE_LIMIT_MS,
    );
    this.#life.adopt(pooled.sandbox, page);
    page
      .then(() => pooled.sandbox.promote())
      .catch((error) => this.#options.report(error, 'promoting a pooled sandbox'));
  }

  /** Freezes all that runs in the sandbox. Why there is none, if there is none. */
  pause(): Promise<void> {
    return this.#life.pause();
  }

  resume(): Promise<void> {
    return this.#life.resume();
  }

  /** Stops the sandbox and keeps the workspace; `start` brings it back. */
  stop(code: ErrorCode, detail?: string): Promise<void> {
    return this.#life.stop(code, detail);
  }

  /** The end of it. With the workspace removed nothing is left of the session. Idempotent. */
  end(options: { readonly workspace: 'keep' | 'remove' }): Promise<void> {
    this.#ended ??= this.#finish(options.workspace);
    return this.#ended;
  }

  /** TERMINAL_LIMIT, or why there is no sandbox. */
  openTerminal(options: TerminalOptions): Promise<SessionTerminal> {
    return this.#terminals.open(this.#life.require(), options);
  }

  /** TERMINAL_NOT_FOUND. */
  terminal(name: string): SessionTerminal {
    return this.#terminals.get(name);
  }

  /** Types into a terminal, never before the lab's files are in place. TERMINAL_NOT_FOUND. */
  async typeInto(terminal: string, data: string): Promise<void> {
    await this.#life.filesPlaced();
    this.#terminals.get(terminal).write(data);
  }

  async closeTerminal(name: string): Promise<void> {
    await this.#terminals.close(name);
  }

  /** CHECK_NOT_FOUND. The outcome also reaches everyone who watches. */
  runCheck(name: string): Promise<CheckOutcome> {
    return this.#checker.run(name);
  }

  /** Puts away what these checks have said. Everyone who watches is told. */
  forgetChecks(checks: readonly string[]): void {
    this.#checker.forget(checks);
    this.#listeners.emit({ type: 'checks.forgotten', checks: [...checks] });
  }

  /** What its engine has now. ENGINE_UNREACHABLE, or why there is no sandbox. */
  suggestions(): Promise<Suggestions> {
    return suggestionsOf(this.#life.require());
  }

  /** Where a port of the sandbox answers. Why there is no sandbox, if there is none. */
  endpoint(port: number): Endpoint {
    return this.#life.require().endpoint(port);
  }

  /** A page of this session has loaded this in its preview, or has not. */
  previewSeen(seen: { port: number; path: string; state: PreviewState }): void {
    this.#listeners.emit({ type: 'preview.seen', ...seen });
  }

  #welcome(sandbox: Sandbox): readonly Release[] {
    return [
      sandbox.watchPorts((ports) => this.#setPorts(ports)),
      sandbox.files.watch((changes) => this.#announce(changes)),
      this.#continuous.attach(sandbox),
      this.#engineViews.attach(sandbox),
      () => {
        this.#terminals.forgetAll();
        if (this.#ports.length > 0) this.#setPorts([]);
      },
    ];
  }

  #replaceLab(lab: Lab): void {
    this.#lab = lab;
    this.#continuous.refresh();
    if (this.#life.status.status === 'ready') this.#labFiles.place();
  }

  async #finish(workspace: 'keep' | 'remove'): Promise<void> {
    this.#endedSignal.abort();
    this.clock.stop();
    await this.#life.end();
    if (workspace === 'remove') {
      const removal = this.#options.driver.removeWorkspace(this.id);
      await withinLimit(removal, REMOVAL_LIMIT_MS);
    }
  }

  #timeIsOver(): void {
    const { status } = this.#life.status;
    if (status === 'gone' || status === 'failed') return;
    const stopped = this.stop('SANDBOX_TIME_OVER');
    stopped.catch((error) => this.#options.report(error, 'the end of its time'));
  }

  #setPorts(ports: readonly SandboxPort[]): void {
    this.#ports = ports;
    this.#listeners.emit({ type: 'ports.changed', ports: this.#publishedPorts() });
  }

  #publishedPorts(): PublishedPort[] {
    return this.#ports.map((port) => ({ ...port, url: this.#options.previewUrl(port.port) }));
  }

  #announce(changes: readonly FileChange[]): void {
    this.#fileHistory.note(changes, Date.now());
    for (const event of fileEvents(changes)) this.#listeners.emit(event);
    if (changes.length > 0) this.#continuous.stir();
  }
}
