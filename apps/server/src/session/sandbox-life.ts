import type { LabFile, LabSandbox } from '@drydock/lab-format/schema';
import {
  type ErrorCode,
  type HubLogin,
  type Notice,
  problem,
  type SandboxStatus,
  type Starting,
} from '@drydock/protocol';
import {
  DEFAULT_LIMITS,
  type Release,
  type Sandbox,
  type SandboxDriver,
  type SandboxExit,
  type SandboxNotice,
} from '@drydock/sandbox';
import { Failure, toProblem } from '../failure.ts';
import { Mending } from './mending.ts';
import type { StartGate } from './start-gate.ts';
import { startSandbox } from './start-sandbox.ts';
import { withinLimit } from './time-limit.ts';

type Stage = Starting['stage'];

const DESTROY_LIMIT_MS = 60_000;
const PLACE_LIMIT_MS = 60_000;
const PAUSE_LIMIT_MS = 30_000;

export interface SandboxLifeOptions {
  readonly id: string;
  readonly hub: HubLogin | null;
  /** Of the lab: put into the workspace once. */
  readonly files: readonly LabFile[];
  /** What the lab asks for. */
  readonly limits: LabSandbox;
  readonly driver: SandboxDriver;
  readonly gate: StartGate;
  /** Throws when the box has no room for one more sandbox. */
  readonly admit: () => void;
  readonly report: (error: unknown, what: string) => void;
  readonly onStatus: (status: SandboxStatus) => void;
  readonly onNotice: (notice: Notice) => void;
  /** A sandbox is ready; what it gives back is called when that sandbox is no more. */
  readonly onArrival: (sandbox: Sandbox) => readonly Release[];
}

/** The sandboxes of one session, one after the other over the same workspace, each from its start to its end. */
export class SandboxLife {
  readonly #options: SandboxLifeOptions;
  readonly #mending = new Mending();
  #status: SandboxStatus = { status: 'starting', stage: 'waiting' };
  #sandbox: Sandbox | undefined;
  /** Stopped, and perhaps still on the engine: it must be away before the next one takes its name. */
  #doomed: Sandbox | undefined;
  #releases: Release[] = [];
  #starting: { readonly controller: AbortController; readonly done: Promise<void> } | undefined;
  #filesPlaced = false;
  #placing: Promise<void> = Promise.resolve();
  #engineEnded = false;
  #hasEnded = false;

  constructor(options: SandboxLifeOptions) {
    this.#options = options;
  }

  get status(): SandboxStatus {
    return this.#status;
  }

  /** The engine in the sandbox has ended, and is not back yet. */
  get engineHasEnded(): boolean {
    return this.#engineEnded;
  }

  /** What was told and still holds: for a page that comes later. */
  standingNotices(): Notice[] {
    const mended = this.#mending.last(Date.now());
    return [
      ...(mended ? [mended] : []),
      ...(this.#engineEnded ? [{ type: 'engine-ended' as const }] : []),
    ];
  }

  /** Why there is none that answers, if there is none. */
  require(): Sandbox {
    switch (this.#status.status) {
      case 'ready':
        if (this.#sandbox) return this.#sandbox;
        throw new Failure('SANDBOX_NOT_READY');
      case 'starting':
        throw new Failure('SANDBOX_NOT_READY');
      case 'paused':
        throw new Failure('SANDBOX_PAUSED');
      case 'failed':
        throw new Failure(this.#status.problem.code);
      case 'gone':
        throw new Failure('SANDBOX_GONE');
    }
  }

  /** As `require`, once the lab's files are in place. */
  async withFiles(): Promise<Sandbox> {
    this.require();
    await this.#placing;
    return this.require();
  }

  /** Never rejects: resolves when the lab's files are in place, or cannot be. */
  filesPlaced(): Promise<void> {
    return this.#placing;
  }

  /** The first sandbox, or a fresh one for the same workspace. SESSION_LIMIT; SANDBOX_NOT_READY while one is starting. */
  start(): void {
    if (this.#hasEnded) throw new Failure('SESSION_NOT_FOUND');
    if (this.#starting) throw new Failure('SANDBOX_NOT_READY');
    if (!this.#sandbox) this.#options.admit();
    this.#mending.forget();
    this.#begin('starting');
  }

  /** Takes one that runs already as the first. What is to be done in it waits for `page`. */
  adopt(sandbox: Sandbox, page: Promise<void> = Promise.resolve()): void {
    this.#sandbox = sandbox;
    this.#setStatus({ status: 'ready' });
    // Before anything is watched: file methods wait for a watch to stand, and so would these.
    this.#placing = page.then(() => this.#placeFiles(sandbox));
    this.#releases = [
      sandbox.onNotice((notice) => this.#take(notice)),
      sandbox.onExit((exit) => this.#onExit(exit)),
    ];
    // One thing after the other: the learner's page, which loads now, has the box to itself that way.
    void this.#placing.then(() => {
      if (this.#sandbox === sandbox) this.#releases.push(...this.#options.onArrival(sandbox));
    });
  }

  /** Freezes it. Why there is nothing to freeze, if there is nothing. */
  async pause(): Promise<void> {
    if (this.#status.status === 'paused') return;
    const sandbox = this.require();
    await withinLimit(sandbox.pause(), PAUSE_LIMIT_MS);
    if (this.#sandbox === sandbox) this.#setStatus({ status: 'paused', disk: null });
  }

  async resume(): Promise<void> {
    const sandbox = this.#sandbox;
    if (this.#status.status !== 'paused' || !sandbox) {
      this.require();
      return;
    }
    await withinLimit(sandbox.resume(), PAUSE_LIMIT_MS);
    if (this.#sandbox === sandbox) this.#setStatus({ status: 'ready' });
  }

  /** Stops it and keeps the workspace; `start` brings it back. */
  async stop(code: ErrorCode, detail?: string): Promise<void> {
    this.#starting?.controller.abort();
    await this.#starting?.done;
    this.#setStatus({ status: 'gone', problem: problem(code, detail) });
    await this.#discard();
  }

  /** Stops it for ever. */
  async end(): Promise<void> {
    this.#hasEnded = true;
    await this.stop('SANDBOX_GONE', 'the session has ended');
  }

  #begin(stage: Stage): void {
    const controller = new AbortController();
    this.#setStatus({ status: 'starting', stage });
    const done = this.#bringUp(controller.signal, stage).finally(() => {
      // One that ends as soon as it is there has the next one starting already.
      if (this.#starting === starting) this.#starting = undefined;
    });
    const starting = { controller, done };
    this.#starting = starting;
  }

  async #bringUp(signal: AbortSignal, stage: Stage): Promise<void> {
    const { driver, id, hub, gate, limits, report } = this.#options;
    const onStage = (next: Stage, before?: number) => {
      if (signal.aborted) return;
      this.#setStatus({ status: 'starting', stage: next, ...(before !== undefined && { before }) });
    };
    try {
      await this.#discard();
      const onPlace = (before: number) => onStage('queued', before);
      const leave = await gate.enter({ priority: 'learner', signal, onPlace });
      try {
        onStage(stage);
        const start = { driver, id, hub, limits, signal, onStage };
        this.adopt(await startSandbox({ ...start, priority: 'learner' }));
      } finally {
        leave();
      }
    } catch (error) {
      if (error !== signal.reason) report(error, 'sandbox start');
      if (signal.aborted) return;
      this.#setStatus({ status: 'failed', problem: toProblem(error) });
    }
  }

  async #placeFiles(sandbox: Sandbox): Promise<void> {
    const { files, report } = this.#options;
    if (this.#filesPlaced || files.length === 0) return;
    try {
      // A try that was broken off has left some: what the learner made of them since stays.
      const writes = files.map((file) => ({ ...file, baseVersion: null }));
      await withinLimit(sandbox.files.writeAll(writes), PLACE_LIMIT_MS);
      this.#filesPlaced = true;
    } catch (error) {
      // Whatever ended it meanwhile has said so.
      if (this.#sandbox !== sandbox) return;
      report(error, 'placing the lab’s files');
      this.#setStatus({ status: 'failed', problem: toProblem(error) });
      this.#discardSoon();
    }
  }

  #take(notice: SandboxNotice): void {
    switch (notice.type) {
      case 'paused-for-disk': {
        const { used, limit } = notice;
        this.#setStatus({ status: 'paused', disk: { used, limit } });
        return;
      }
      case 'engine-ended':
        this.#engineEnded = true;
        break;
      case 'engine-ready':
        this.#engineEnded = false;
        break;
      case 'out-of-memory':
        this.#options.onNotice({
          ...notice,
          limit: this.#options.limits.memory ?? DEFAULT_LIMITS.memory,
        });
        return;
      case 'processes-exhausted':
      case 'disk-low':
      case 'disk-full':
        break;
    }
    this.#options.onNotice(notice);
  }

  /** It has ended by itself: the learner gets the next one at once, unless they never last. */
  #onExit({ detail }: SandboxExit): void {
    const notice = this.#mending.mayMend(detail, Date.now());
    if (!notice) {
      this.#setStatus({
        status: 'gone',
        problem: problem('SANDBOX_UNSTABLE', detail || undefined),
      });
      // What is left of it on the engine goes now, not when the learner comes back.
      this.#discardSoon();
      return;
    }
    this.#begin('mending');
    this.#options.onNotice(notice);
  }

  #discardSoon(): void {
    this.#discard().catch((error) => this.#options.report(error, 'sandbox removal'));
  }

  async #discard(): Promise<void> {
    const sandbox = this.#sandbox ?? this.#doomed;
    this.#sandbox = undefined;
    this.#doomed = sandbox;
    this.#engineEnded = false;
    for (const release of this.#releases.splice(0)) release();
    if (!sandbox) return;
    await withinLimit(sandbox.destroy({ workspace: 'keep' }), DESTROY_LIMIT_MS);
    if (this.#doomed === sandbox) this.#doomed = undefined;
  }

  #setStatus(status: SandboxStatus): void {
    this.#status = status;
    this.#options.onStatus(status);
  }
}
