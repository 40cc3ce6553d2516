import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Whether it is the address of a repository, and no path: `https://...`, `ssh://...`, `git@host:path`. */
export function isRepository(from: string): boolean {
  return /^(?:https?|ssh|git|file):\/\//i.test(from) || /^[\w.-]+@[\w.-]+:/.test(from);
}

export interface Clone {
  readonly folder: string;
  /** Removes it from the disk. */
  remove(): Promise<void>;
}

/** The newest state of a repository, without its past. Rejects with an Error that says what git said. */
export async function cloneRepository(url: string): Promise<Clone> {
  const parent = await mkdtemp(join(tmpdir(), 'drydock-import-'));
  const remove = () => rm(parent, { recursive: true, force: true });
  const folder = join(parent, 'repository');
  try {
    await run('git', [...SAFE, 'clone', ...SHALLOW, '--', url, folder], {
      timeout: LIMIT,
      env: { ...process.env, GIT_TERMINAL_PROMPT: '0', GIT_LFS_SKIP_SMUDGE: '1' },
    });
    return { folder, remove };
  } catch (error) {
    await remove();
    const told = withoutPassword(`The repository ${url} could not be had: ${reason(error)}`);
    throw new Error(told, { cause: error });
  }
}

/** The text without the names and tokens that stand before the `@` of its addresses. */
export function withoutPassword(text: string): string {
  return text.replace(/(?<=\w:\/\/)[^\s/]+@/g, '');
}

const run = promisify(execFile);

/** Milliseconds. */
const LIMIT = 300_000;

const SHALLOW = [
  '--quiet',
  '--depth',
  '1',
  '--single-branch',
  '--no-tags',
  '--no-recurse-submodules',
];

/** A repository runs nothing here: neither hooks nor filters nor commands of its transport. */
const SAFE = ['-c', 'core.hooksPath=/dev/null', '-c', 'protocol.ext.allow=never'];

function reason(error: unknown): string {
  const { code, killed, stderr } = error as { code?: unknown; killed?: boolean; stderr?: string };
  if (code === 'ENOENT') return 'the command git is not there. Install it: apt-get install git';
  if (killed === true) return `git had not ended after ${LIMIT / 60_000} minutes.`;
  return stderr?.trim() || (error instanceof Error ? error.message : String(error));
}
