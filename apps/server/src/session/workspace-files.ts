import type { Readable } from 'node:stream';
import { MAX_FILE_BYTES } from '@drydock/protocol';
import type {
  FileContent,
  FileListing,
  FileMatches,
  FileSearch,
  FileUpload,
  FileWrite,
  SandboxFiles,
} from '@drydock/sandbox';
import { Failure } from '../failure.ts';
import { withinLimit } from './time-limit.ts';

/** A little more than the driver's own limits, which know better what hangs. */
const FILE_LIMIT_MS = 35_000;
/** Files that one session moves in and out at once: each takes a command in the sandbox and the learner's own line. */
const TRANSFERS = 4;

/** The files of one session's workspace, as its pages use them. All of it throws why there is no sandbox, if there is none. */
export class WorkspaceFiles {
  readonly #files: () => Promise<SandboxFiles>;
  #transfers = 0;

  /** `files`: of the sandbox that is there now, once the lab's files are in place. */
  constructor(files: () => Promise<SandboxFiles>) {
    this.#files = files;
  }

  list(): Promise<FileListing> {
    return this.#soon((files) => files.list());
  }

  read(path: string): Promise<FileContent> {
    return this.#soon((files) => files.read(path));
  }

  /** Resolves to the new version. */
  async write(write: FileWrite): Promise<string> {
    if (Buffer.byteLength(write.content) > MAX_FILE_BYTES) throw new Failure('FILE_TOO_LARGE');
    return (await this.#soon((files) => files.write(write))).version;
  }

  async writeAll(writes: readonly FileWrite[]): Promise<{ readonly left: readonly string[] }> {
    return await this.#soon((files) => files.writeAll(writes));
  }

  createFolder(path: string): Promise<void> {
    return this.#soon((files) => files.createFolder(path));
  }

  move(from: string, to: string): Promise<void> {
    return this.#soon((files) => files.move(from, to));
  }

  remove(path: string): Promise<void> {
    return this.#soon((files) => files.remove(path));
  }

  search(request: FileSearch): Promise<FileMatches> {
    return this.#soon((files) => files.search(request));
  }

  /** RATE_LIMITED while too many are on their way. The content is destroyed by who does not read it to its end. */
  async download(path: string): Promise<{ readonly size: number; readonly content: Readable }> {
    const leave = this.#enter();
    try {
      const found = await this.#soon((files) => files.download(path));
      found.content.once('close', leave);
      return found;
    } catch (error) {
      leave();
      throw error;
    }
  }

  /** As download: a folder, or all of the workspace with null, as a gzipped tar. */
  async archive(path: string | null): Promise<Readable> {
    const leave = this.#enter();
    try {
      const content = await this.#soon((files) => files.archive(path));
      content.once('close', leave);
      return content;
    } catch (error) {
      leave();
      throw error;
    }
  }

  /** As long as its content takes. RATE_LIMITED while too many are on their way. */
  async upload(request: FileUpload): Promise<void> {
    const leave = this.#enter();
    try {
      await (await this.#files()).upload(request);
    } finally {
      leave();
    }
  }

  async #soon<Result>(work: (files: SandboxFiles) => Promise<Result>): Promise<Result> {
    const files = await this.#files();
    return await withinLimit(work(files), FILE_LIMIT_MS);
  }

  #enter(): () => void {
    if (this.#transfers >= TRANSFERS) throw new Failure('RATE_LIMITED');
    this.#transfers += 1;
    return () => {
      this.#transfers -= 1;
    };
  }
}
