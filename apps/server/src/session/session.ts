import type { Lab } from '@drydock/lab-format/schema';
import {
  type CheckOutcome,
  type ErrorCode,
  type HubLogin,
  MAX_FILE_BYTES,
  type PublishedPort,
  problem,
  type SandboxStatus,
  type SessionSnapshot,
} from '@drydock/protocol';
import type {
  Endpoint,
  FileChange,
  FileContent,
  FileListing,
  FileWrite,
  Release,
  Sandbox,
  SandboxDriver,
  SandboxExit,
  SandboxPort,
  TerminalOptions,
} from '@drydock/sandbox';
import { Failure, toProblem } from '../failure.ts';
import { Checker } from './checker.ts';
import { Listeners, type SessionEvent } from './events.ts';
import type { SessionTerminal } from './session-terminal.ts';
import { startSandbox } from './start-sandbox.ts';
import { Terminals } from './terminals.ts';
import { withinLimit } from './time-limit.ts';

/** A little more than the driver's own limits, which know better what hangs. */
const FILE_LIMIT_MS = 35_000;
const DESTROY_LIMIT_MS = 60_000;

export interface SessionOptions {
  readonly id: string;
  /** The opaque token of whoever started it. */
  readonly learner: string;
  readonly lab: Lab;
  readonly hub: HubLogin | null;
  readonly driver: SandboxDriver;
  readonly previewUrl: (port: number) => string;
  /** Throws when the box has no room for one more sandbox. */
  readonly admit: () => void;
  /** Gets errors that answer nobody's request, or whose answer does not show the cause. */
  readonly report: (error: unknown, what: string) => void;
}

/** One learner in one lab. Outlives its sandboxes: `restart` brings the next one with the same workspace. */
export class Session {
  readonly id: string;
  readonly learner: string;
  readonly lab: Lab;
  readonly #options: SessionOptions;
  readonly #listeners = new Listeners<SessionEvent>();
  readonly #terminals: Terminals;
  readonly #checker: Checker;
  #status: SandboxStatus = { status: 'starting', stage: 'Waiting to start' };
  #sandbox: Sandbox | undefined;
  /** Stopped, and perhaps still on the engine: it must be away before the next one takes its name. */
  #doomed: Sandbox | undefined;
  #releases: Release[] = [];
  #ports: readonly SandboxPort[] = [];
  #starting: { readonly controller: AbortController; readonly done: Promise<void> } | undefined;
  #filesPlaced = false;
  #unwatchedSince = Date.now();
  #ended: Promise<void> | undefined;
  readonly #endedSignal = new AbortController();

  constructor(options: SessionOptions) {
    this.id = options.id;
    this.learner = options.learner;
    this.lab = options.lab;
    this.#options = options;
    this.#terminals = new Terminals({
      opened: ({ name, start }) =>
        this.#listeners.emit({ type: 'terminal.opened', terminal: name, position: start }),
      closed: (terminal) => this.#listeners.emit({ type: 'terminal.closed', terminal }),
    });
    this.#checker = new Checker({
      checks: options.lab.checks,
      sandbox: () => this.#requireSandbox(),
      onOutcome: (check, result) => this.#listeners.emit({ type: 'check.result', check, result }),
      report: options.report,
    });
  }

  /** Aborted when the session ends. */
  get ended(): AbortSignal {
    return this.#endedSignal.signal;
  }

  get status(): SandboxStatus {
    return this.#status;
  }

  get terminals(): readonly SessionTerminal[] {
    return this.#terminals.list();
  }

  snapshot(): SessionSnapshot {
    return {
      session: this.id,
      lab: this.lab.slug,
      sandbox: this.#status,
      terminals: this.#terminals.infos(),
      ports: this.#publishedPorts(),
      checks: this.#checker.outcomes(),
      hub: this.#options.hub,
    };
  }

  /** Every change from now on. Take the snapshot in the same turn, so that nothing falls between the two. */
  subscribe(listener: (event: SessionEvent) => void): Release {
    const release = this.#listeners.add(listener);
    return () => {
      release();
      this.#unwatchedSince = Date.now();
    };
  }

  /** Milliseconds since the last page left; 0 while one is watching. */
  idleFor(now: number): number {
    return this.#listeners.size > 0 ? 0 : now - this.#unwatchedSince;
  }

  /** Brings up the first sandbox, or a fresh one with the same workspace. SESSION_LIMIT; SANDBOX_NOT_READY while one is starting. */
  start(): void {
    if (this.#ended !== undefined) throw new Failure('SESSION_NOT_FOUND');
    if (this.#starting) throw new Failure('SANDBOX_NOT_READY');
    if (!this.#sandbox) this.#options.admit();
    const controller = new AbortController();
    this.#setStatus({ status: 'starting', stage: 'Starting your sandbox' });
    const done = this.#bringUp(controller.signal).finally(() => {
      this.#starting = undefined;
    });
    this.#starting = { controller, done };
  }

  /** Stops the sandbox and keeps the workspace; `start` brings it back. */
  async stop(code: ErrorCode, detail: string): Promise<void> {
    this.#starting?.controller.abort();
    await this.#starting?.done;
    this.#setStatus({ status: 'gone', problem: problem(code, detail) });
    await this.#discardSandbox();
  }

  /** The end of it. With the workspace removed nothing is left of the session. Idempotent. */
  end(options: { readonly workspace: 'keep' | 'remove' }): Promise<void> {
    this.#ended ??= this.#finish(options.workspace);
    return this.#ended;
  }

  /** TERMINAL_LIMIT, or why there is no sandbox. */
  openTerminal(options: TerminalOptions): Promise<SessionTerminal> {
    return this.#terminals.open(this.#requireSandbox(), options);
  }

  /** TERMINAL_NOT_FOUND. */
  terminal(name: string): SessionTerminal {
    return this.#terminals.get(name);
  }

  async closeTerminal(name: string): Promise<void> {
    await this.#terminals.close(name);
  }

  async listFiles(): Promise<FileListing> {
    return await withinLimit(this.#requireSandbox().files.list(), FILE_LIMIT_MS);
  }

  async readFile(path: string): Promise<FileContent> {
    return await withinLimit(this.#requireSandbox().files.read(path), FILE_LIMIT_MS);
  }

  /** Resolves to the new version. */
  async writeFile(write: FileWrite): Promise<string> {
    if (Buffer.byteLength(write.content) > MAX_FILE_BYTES) throw new Failure('FILE_TOO_LARGE');
    const writing = this.#requireSandbox().files.write(write);
    return (await withinLimit(writing, FILE_LIMIT_MS)).version;
  }

  /** CHECK_NOT_FOUND. The outcome also reaches everyone who watches. */
  runCheck(name: string): Promise<CheckOutcome> {
    return this.#checker.run(name);
  }

  /** Where a port of the sandbox answers. Why there is no sandbox, if there is none. */
  endpoint(port: number): Endpoint {
    return this.#requireSandbox().endpoint(port);
  }

  async #bringUp(signal: AbortSignal): Promise<void> {
    try {
      await this.#discardSandbox();
      const sandbox = await startSandbox({
        driver: this.#options.driver,
        id: this.id,
        hub: this.#options.hub,
        files: this.#filesPlaced ? [] : this.lab.files,
        signal,
        onStage: (stage) => {
          if (!signal.aborted) this.#setStatus({ status: 'starting', stage });
        },
      });
      this.#filesPlaced = true;
      this.#adopt(sandbox);
    } catch (error) {
      if (error !== signal.reason) this.#options.report(error, 'sandbox start');
      if (signal.aborted) return;
      this.#setStatus({ status: 'failed', problem: toProblem(error) });
    }
  }

  #adopt(sandbox: Sandbox): void {
    this.#sandbox = sandbox;
    this.#setStatus({ status: 'ready' });
    this.#releases = [
      sandbox.watchPorts((ports) => this.#setPorts(ports)),
      sandbox.files.watch((changes) => this.#announce(changes)),
      sandbox.onExit((exit) => this.#onExit(exit)),
    ];
  }

  #onExit({ detail }: SandboxExit): void {
    this.#setStatus({ status: 'gone', problem: problem('SANDBOX_GONE', detail || undefined) });
    // What is left of it on the engine goes now, not when the learner comes back.
    this.#discardSandbox().catch((error) => this.#options.report(error, 'sandbox removal'));
  }

  async #discardSandbox(): Promise<void> {
    const sandbox = this.#sandbox ?? this.#doomed;
    this.#sandbox = undefined;
    this.#doomed = sandbox;
    for (const release of this.#releases.splice(0)) release();
    this.#terminals.forgetAll();
    if (this.#ports.length > 0) this.#setPorts([]);
    if (!sandbox) return;
    await withinLimit(sandbox.destroy({ workspace: 'keep' }), DESTROY_LIMIT_MS);
    if (this.#doomed === sandbox) this.#doomed = undefined;
  }

  async #finish(workspace: 'keep' | 'remove'): Promise<void> {
    this.#endedSignal.abort();
    this.#starting?.controller.abort();
    await this.#starting?.done;
    this.#setStatus({ status: 'gone', problem: problem('SANDBOX_GONE', 'the session has ended') });
    await this.#discardSandbox();
    if (workspace === 'remove') {
      const removal = this.#options.driver.removeWorkspace(this.id);
      await withinLimit(removal, DESTROY_LIMIT_MS);
    }
  }

  #requireSandbox(): Sandbox {
    if (this.#sandbox) return this.#sandbox;
    switch (this.#status.status) {
      case 'starting':
      case 'ready':
        throw new Failure('SANDBOX_NOT_READY');
      case 'failed':
        throw new Failure(this.#status.problem.code);
      case 'gone':
        throw new Failure('SANDBOX_GONE');
    }
  }

  #setStatus(status: SandboxStatus): void {
    this.#status = status;
    this.#listeners.emit({ type: 'sandbox.status', sandbox: status });
  }

  #setPorts(ports: readonly SandboxPort[]): void {
    this.#ports = ports;
    this.#listeners.emit({ type: 'ports.changed', ports: this.#publishedPorts() });
  }

  #publishedPorts(): PublishedPort[] {
    return this.#ports.map((port) => ({ ...port, url: this.#options.previewUrl(port.port) }));
  }

  #announce(changes: readonly FileChange[]): void {
    for (const { path, version } of changes) {
      this.#listeners.emit({ type: 'file.changed', path, version });
    }
    if (changes.some((change) => change.structural)) {
      this.#listeners.emit({ type: 'file.tree-changed' });
    }
  }
}
