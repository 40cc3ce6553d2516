import type { Readable } from 'node:stream';
import {
  assertSize,
  DEFAULT_LIST_LIMIT,
  DEFAULT_SEARCH_LIMIT,
  decodeText,
  toBytes,
  versionOf,
} from '../../content.ts';
import type {
  FileListing,
  FileMatch,
  FileMatches,
  FileWrite,
  SandboxFileEntry,
  SandboxFiles,
} from '../../driver.ts';
import { SandboxError, type SandboxErrorCode } from '../../errors.ts';
import { workspaceParts } from '../../workspace-path.ts';
import { runExec, tool } from './exec.ts';
import type { Machine } from './machine.ts';
import { streamIn, streamOut } from './transfer.ts';
import { createFileWatch } from './watch.ts';

/** Exit code of the sandbox's `files` program for a refusal, which it explains on stderr. */
const REFUSED = 9;
/** More than a listing of 5000 long names. */
const MAX_LISTING = 32 * 1024 * 1024;

/** Files through the program `files` in the sandbox: no path of a learner is ever opened on the host. */
export function createFiles(machine: Machine): SandboxFiles {
  const { watch, ready } = createFileWatch(machine);

  async function run(
    args: readonly string[],
    { stdin, program = 'files' }: { stdin?: Uint8Array; program?: string } = {},
  ): Promise<Buffer> {
    // A change made through these methods after watch() is never missed.
    await ready();
    const result = await runExec(machine, {
      command: tool(program, ...args),
      maxOutput: MAX_LISTING,
      ...(stdin && { stdin }),
    });
    if (result.exitCode === 0) return result.stdout;
    throw refusal(result.exitCode, result.stderr.toString('utf8'));
  }

  async function open(...args: string[]): Promise<{ head: string; content: Readable }> {
    await ready();
    return await streamOut(machine, tool('files', ...args), refusal);
  }

  return {
    watch,
    async list(limit = DEFAULT_LIST_LIMIT) {
      return parseListing(await run(['list', String(limit + 1)]), limit);
    },
    async read(path) {
      const content = await run(['read', normal(path)]);
      return { text: decodeText(path, content), version: versionOf(content) };
    },
    async write(request) {
      const content = toBytes(request.content);
      assertSize(request.path, content.length);
      await run(['write', ...writeArguments(request)], { stdin: content });
      return { version: versionOf(content) };
    },
    async writeAll(requests) {
      if (requests.length === 0) return { left: [] };
      const left = await run(['write-all'], { stdin: bundle(requests) });
      return { left: left.toString('utf8').split('\0').slice(0, -1) };
    },
    async createFolder(path) {
      await run(['create-folder', normal(path)]);
    },
    async move(from, to) {
      await run(['move', normal(from), normal(to)]);
    },
    async remove(path) {
      await run(['remove', normal(path)]);
    },
    async search({ text, matchCase = false, limit = DEFAULT_SEARCH_LIMIT }) {
      const args = [text, matchCase ? 'match' : 'fold', String(limit)];
      return parseMatches(await run(args, { program: 'files-search' }));
    },
    async download(path) {
      const { head, content } = await open('download', normal(path));
      return { size: Number(head), content };
    },
    async archive(path) {
      return (await open('archive', path === null ? '' : normal(path))).content;
    },
    async upload({ path, size, content, replace = false }) {
      const args = ['upload', normal(path), replace ? 'replace' : 'new', String(size)];
      await ready();
      await streamIn(machine, { command: tool('files', ...args), content, refusal });
    },
  };
}

/** `path NUL base NUL mode NUL size NUL content` of each, as the program reads it. */
export function bundle(requests: readonly FileWrite[]): Buffer {
  return Buffer.concat(
    requests.flatMap((request) => {
      const content = toBytes(request.content);
      assertSize(request.path, content.length);
      const head = [...writeArguments(request), String(content.length)];
      return [Buffer.from(head.map((field) => `${field}\0`).join('')), content];
    }),
  );
}

export function writeArguments(request: Omit<FileWrite, 'content'>): readonly string[] {
  const { path, baseVersion, executable } = request;
  const base = baseVersion === undefined ? 'any' : (baseVersion ?? 'none');
  const mode = executable === undefined ? 'keep' : executable ? 'set' : 'clear';
  return [normal(path), base, mode];
}

function normal(path: string): string {
  return workspaceParts(path).join('/');
}

/** Reads `kind NUL size NUL path NUL ...`; one entry more than the limit says that there are more. */
export function parseListing(output: Buffer, limit: number): FileListing {
  const fields = output.toString('utf8').split('\0');
  const entries: SandboxFileEntry[] = [];
  for (let at = 0; at + 2 < fields.length; at += 3) {
    const [kind, size, path = ''] = fields.slice(at, at + 3);
    // A name that is not UTF-8 cannot be asked for by it.
    if (path.includes('\ufffd')) continue;
    entries.push({ kind: kind === 'folder' ? 'folder' : 'file', size: Number(size), path });
  }
  return { entries: entries.slice(0, limit), truncated: entries.length > limit };
}

/** Reads `path NUL line NUL text NUL ...`, and at the end `more` or `all`. */
export function parseMatches(output: Buffer): FileMatches {
  const fields = output.toString('utf8').split('\0');
  const matches: FileMatch[] = [];
  for (let at = 0; at + 3 < fields.length; at += 3) {
    const [path = '', line, text = ''] = fields.slice(at, at + 3);
    // A name that is not UTF-8 cannot be asked for by it; a line is cut anywhere.
    if (path.includes('\ufffd')) continue;
    matches.push({ path, line: Number(line), text: text.replace(/^\ufffd+|\ufffd+$/g, '') });
  }
  return { matches, truncated: fields.at(-1) !== 'all' };
}

const REFUSALS: ReadonlySet<string> = new Set<SandboxErrorCode>([
  'FILE_NOT_FOUND',
  'FILE_TOO_LARGE',
  'FILE_BINARY',
  'FILE_CONFLICT',
  'FILE_EXISTS',
  'FOLDER_INTO_ITSELF',
  'FILE_IS_DIRECTORY',
  'FILE_NOT_WRITABLE',
  'PATH_OUTSIDE_WORKSPACE',
]);

/** What the `files` program said -> error. Anything unforeseen (it was removed, memory is full) is no refusal. */
export function refusal(exitCode: number, stderr: string): Error {
  const [code = '', message = ''] = stderr.split('\t');
  if (exitCode === REFUSED && REFUSALS.has(code)) {
    return new SandboxError(code as SandboxErrorCode, message);
  }
  return new SandboxError(
    'FILE_NOT_WRITABLE',
    `The sandbox cannot handle files now (exit code ${exitCode}): ${stderr.trim()}`,
  );
}
