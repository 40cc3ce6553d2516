import type { Readable } from 'node:stream';

/** Hands back what was acquired. Calling it again does nothing. */
export type Release = () => void;

/** Starts sandboxes on one engine. */
export interface SandboxDriver {
  readonly name: string;
  /** How a sandbox is kept in; the same for all of them. */
  readonly isolation: Isolation;
  /**
   * Creates a sandbox; resolves when its engine answers.
   * Rejects with SandboxError: SANDBOX_START_FAILED, ENGINE_UNREACHABLE. Nothing is left behind then, or when aborted.
   */
  create(spec: SandboxSpec, signal?: AbortSignal): Promise<Sandbox>;
  /**
   * Removes sandboxes, networks and engine data of this instance that no create() of this driver made:
   * what a crash of an earlier process left. Workspaces stay.
   */
  sweep(): Promise<SweepReport>;
  /** Removes the workspace of a sandbox id; does nothing when there is none. */
  removeWorkspace(sandboxId: string): Promise<void>;
  /** Releases connections to the engine. Sandboxes are not touched. */
  close(): Promise<void>;
}

/** `rootless` everywhere; `runtime:<name>` under an OCI runtime that the engine offers; `privileged` keeps nobody in. */
export type Isolation = 'rootless' | `runtime:${string}` | 'privileged';

/** What a sandbox reaches beside its hub: the internet, the package mirrors through a caching proxy, or nothing. */
export type Egress = 'open' | 'packages' | 'none';

export interface SandboxSpec {
  /** Lowercase letters and digits; the workspace of the same id is taken up when there is one. */
  readonly id: string;
  readonly limits?: Partial<SandboxLimits>;
  /** Environment of terminals and commands. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Default: the driver's own, `open` unless it was told another. */
  readonly egress?: Egress;
  /** `background` gives way to everyone else until promote(): for a pool. Default `learner`. */
  readonly priority?: 'learner' | 'background';
  /** What is being done from now on. */
  readonly onProgress?: (stage: StartStage) => void;
}

/** The machine is made ready, and then it starts. */
export type StartStage = 'preparing' | 'booting';

export interface SandboxLimits {
  /** Bytes. */
  readonly memory: number;
  /** Share of CPUs: 1 is one whole CPU. */
  readonly cpus: number;
  readonly processes: number;
  /** Bytes of everything but the workspace: the system, images, containers, volumes. */
  readonly disk: number;
  /** Bytes of the workspace. */
  readonly workspace: number;
  /** Open files of one process. */
  readonly openFiles: number;
}

export const DEFAULT_LIMITS: SandboxLimits = {
  memory: 2 * 1024 ** 3,
  cpus: 1,
  processes: 512,
  disk: 8 * 1024 ** 3,
  workspace: 2 * 1024 ** 3,
  openFiles: 16_384,
};

export interface SweepReport {
  readonly removed: readonly string[];
}

/** A learner's machine. Every method rejects with SandboxError SANDBOX_GONE once it has stopped. */
export interface Sandbox {
  readonly id: string;
  readonly files: SandboxFiles;
  /** Starts a login shell on a new PTY, or takes up the one of this name that is still running. */
  openTerminal(options: TerminalOptions): Promise<Terminal>;
  /** Runs a command to its end as the learner, in the workspace. */
  exec(request: ExecRequest, signal?: AbortSignal): Promise<ExecResult>;
  /** Calls back with all published ports: soon after the call, then whenever they change. */
  watchPorts(listener: (ports: readonly SandboxPort[]) => void): Release;
  /**
   * Calls back soon after the call, then whenever images, containers, volumes or networks of its engine have changed:
   * once or twice for what happens together. Looking at them is no change.
   */
  watchEngine(listener: () => void): Release;
  /** Calls back soon after the call, then whenever a build of its engine has begun or ended: once or more often. */
  watchBuilds(listener: () => void): Release;
  /** Where a published port answers, as seen from the server. */
  endpoint(port: number): Endpoint;
  /** Calls back with what the learner should know: a limit was reached, the engine ended and is back. */
  onNotice(listener: (notice: SandboxNotice) => void): Release;
  /** Ends `priority: background`. Idempotent. */
  promote(): Promise<void>;
  /** Freezes all that runs in it; memory and disk stay as they are. Commands and file methods wait until resume(). Idempotent. */
  pause(): Promise<void>;
  /** Idempotent. */
  resume(): Promise<void>;
  /** Calls back once, when the sandbox has stopped by itself or was destroyed. */
  onExit(listener: (exit: SandboxExit) => void): Release;
  /** Removes it and its engine's data. Its workspace stays unless told otherwise. Idempotent. */
  destroy(options?: { readonly workspace: 'keep' | 'remove' }): Promise<void>;
}

export interface SandboxExit {
  readonly reason: 'destroyed' | 'out-of-memory' | 'stopped';
  readonly detail: string;
}

export type SandboxNotice =
  /** The engine in the sandbox has ended; it is started again. Its containers are stopped. */
  | { readonly type: 'engine-ended' }
  | { readonly type: 'engine-ready' }
  /** The memory limit was reached: a process was killed. */
  | { readonly type: 'out-of-memory' }
  /** No process can be started until others end. */
  | { readonly type: 'processes-exhausted'; readonly limit: number }
  /** Bytes. `disk` is everything but the workspace. */
  | {
      readonly type: 'disk-low' | 'disk-full';
      readonly where: 'disk' | 'workspace';
      readonly used: number;
      readonly limit: number;
    }
  /** It was paused: it used more disk than it may, and nothing else could hold it. resume() lets it go on, to make room. */
  | { readonly type: 'paused-for-disk'; readonly used: number; readonly limit: number };

export interface SandboxPort {
  /** The port on the sandbox's own address. */
  readonly port: number;
  readonly containerPort: number;
  readonly container: string;
}

export interface Endpoint {
  readonly hostname: string;
  readonly port: number;
}

export interface TerminalOptions {
  /** T1, T2, ... */
  readonly name: string;
  readonly columns: number;
  readonly rows: number;
}

/** One PTY. Output flows once a data listener is attached. */
export interface Terminal {
  readonly name: string;
  onData(listener: (bytes: Uint8Array) => void): Release;
  /** The shell has ended or the sandbox is gone. Calls back once. */
  onExit(listener: () => void): Release;
  /** Throws SandboxError ENGINE_TIMEOUT, and types nothing, while over 1 MiB typed before waits to be read. */
  write(data: string | Uint8Array): void;
  resize(columns: number, rows: number): Promise<void>;
  /** Stops reading from the PTY: what runs in it blocks once its buffers are full. */
  pause(): void;
  resume(): void;
  /** Leaves the shell running; it can be opened again by name. */
  detach(): void;
  /** Ends the shell and what runs in it. Idempotent. */
  close(): Promise<void>;
}

export interface ExecRequest {
  readonly command: readonly string[];
  readonly stdin?: string | Uint8Array;
  readonly environment?: Readonly<Record<string, string>>;
  /** Milliseconds; then the command and its children are killed and ENGINE_TIMEOUT is thrown. Default 30 000. */
  readonly timeout?: number;
  /** Bytes kept of each stream; the rest is read and dropped. Default 1 MiB. */
  readonly maxOutput?: number;
}

export interface ExecResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Files of the workspace, handled inside the sandbox as the learner. Paths are relative to the workspace;
 * one that leads outside (also through a link) is refused with PATH_OUTSIDE_WORKSPACE.
 */
export interface SandboxFiles {
  /** The whole tree, folders before what is in them; at most `limit` entries (default 5000). `.git` and `node_modules` are listed, not entered. */
  list(limit?: number): Promise<FileListing>;
  /** FILE_NOT_FOUND, FILE_IS_DIRECTORY, FILE_TOO_LARGE (over 5 MiB), FILE_BINARY. */
  read(path: string): Promise<FileContent>;
  /**
   * Writes the whole file at once (a reader never sees half of it), with the folders above it. Keeps the file's mode.
   * FILE_CONFLICT when it is no longer `baseVersion` (null: must not exist yet; undefined: whatever it is).
   */
  write(request: FileWrite): Promise<{ readonly version: string }>;
  /**
   * Writes files in their order, in one go. One that is no longer its `baseVersion` is left as it is, and its path is
   * in the answer. Any other refusal ends it: what stands before is written then, what comes after is not.
   */
  writeAll(requests: readonly FileWrite[]): Promise<{ readonly left: readonly string[] }>;
  /** With the folders above it. FILE_EXISTS. */
  createFolder(path: string): Promise<void>;
  /**
   * Gives a file or folder another path, with the folders above that. Never overwrites, and a link is moved itself.
   * FILE_NOT_FOUND, FILE_EXISTS, FOLDER_INTO_ITSELF.
   */
  move(from: string, to: string): Promise<void>;
  /** A file, or a folder with all that is in it. Of a link itself, not of what it leads to. FILE_NOT_FOUND. */
  remove(path: string): Promise<void>;
  /** Lines that hold a text, file by file. What `list` does not enter, binary and large files are left out. */
  search(request: FileSearch): Promise<FileMatches>;
  /** A file of any size and kind of content. Who does not read it to its end destroys it. FILE_NOT_FOUND, FILE_IS_DIRECTORY. */
  download(path: string): Promise<{ readonly size: number; readonly content: Readable }>;
  /** A folder, or the whole workspace with null, as a gzipped tar. Who does not read it to its end destroys it. FILE_NOT_FOUND. */
  archive(path: string | null): Promise<Readable>;
  /**
   * Writes a file of any size as its content comes; nothing is left of one that ends early. FILE_EXISTS unless
   * `replace`. Rejects with what `content` throws.
   */
  upload(request: FileUpload): Promise<void>;
  /**
   * Changes made by anyone in the sandbox, gathered over some tens of milliseconds. File methods called after it wait
   * until it stands: what was listed then and every later change is told.
   */
  watch(listener: (changes: readonly FileChange[]) => void): Release;
}

export interface FileListing {
  readonly entries: readonly SandboxFileEntry[];
  readonly truncated: boolean;
}

export interface SandboxFileEntry {
  readonly path: string;
  readonly kind: 'file' | 'folder';
  /** Bytes; 0 for a folder. */
  readonly size: number;
}

export interface FileContent {
  readonly text: string;
  /** Of the content: equal contents have equal versions. */
  readonly version: string;
}

export interface FileWrite {
  readonly path: string;
  readonly content: string | Uint8Array;
  readonly baseVersion?: string | null | undefined;
  readonly executable?: boolean;
}

export interface FileSearch {
  /** One line, not empty; taken as it is, no pattern. */
  readonly text: string;
  readonly matchCase?: boolean;
  /** Matching lines; default 1000. */
  readonly limit?: number;
}

export interface FileMatches {
  /** Those of one file stand together, from its top. */
  readonly matches: readonly FileMatch[];
  /** There are more, or not every file could be looked at in time. */
  readonly truncated: boolean;
}

export interface FileMatch {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** The line, or of a long one some of it with the match. */
  readonly text: string;
}

export interface FileUpload {
  readonly path: string;
  /** Bytes: what `content` has. */
  readonly size: number;
  readonly content: AsyncIterable<Uint8Array>;
  readonly replace?: boolean;
}

export interface FileChange {
  readonly path: string;
  /** Null when it was removed or is a folder or too large to be read. */
  readonly version: string | null;
  /** An entry came or went: the tree is another. */
  readonly structural: boolean;
}
