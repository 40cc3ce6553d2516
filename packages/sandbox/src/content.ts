import { createHash } from 'node:crypto';
import { SandboxError } from './errors.ts';

/** Bytes of a file that the file methods still take. */
export const MAX_FILE_SIZE = 5 * 1024 * 1024;

/** Shown in no listing and reported by no watch: a file on its way to its name. */
export const TEMPORARY_PREFIX = '.drydock-new-';

/** Listed, not entered: their thousands of entries would drown the learner's own. */
export const UNENTERED_FOLDERS: ReadonlySet<string> = new Set(['.git', 'node_modules']);

export const DEFAULT_LIST_LIMIT = 5000;

export const DEFAULT_SEARCH_LIMIT = 1000;

/** The version of a content: SHA-256 in hex, also computed inside sandboxes. */
export function versionOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** FILE_BINARY when the bytes are not UTF-8 text. Keeps a byte order mark, so that saving does not change the file. */
export function decodeText(path: string, content: Uint8Array): string {
  if (content.includes(0)) throw binary(path);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
  } catch (cause) {
    throw binary(path, { cause });
  }
}

export function assertSize(path: string, size: number): void {
  if (size <= MAX_FILE_SIZE) return;
  throw new SandboxError('FILE_TOO_LARGE', `${path} has ${size} bytes, more than 5 MiB.`);
}

export function toBytes(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}

function binary(path: string, options?: ErrorOptions): SandboxError {
  return new SandboxError('FILE_BINARY', `${path} is not text.`, options);
}
