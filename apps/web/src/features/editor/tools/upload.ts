import { sessionClient } from '../../../connection/current-session.ts';
import { problemOf } from '../../../connection/problem-error.ts';
import { sendFile } from '../../../connection/transfers.ts';
import { openFoldersTo, useFiles } from '../../../stores/files-store.ts';
import { join } from '../../../stores/paths.ts';
import { useSession } from '../../../stores/session-store.ts';
import {
  changeUpload,
  setTooMany,
  setUpload,
  setUploadQuestion,
} from '../../../stores/uploads-store.ts';
import { type FoundFile, filesOf, pickFiles } from './found-files.ts';

/** More in one go is a repository with all that it depends on: that belongs into an archive. */
const MOST_FILES = 2000;
/** The server takes a few at once for a session; a download must still find room. */
const AT_ONCE = 3;

export async function uploadPicked(kind: 'files' | 'folder', folder: string): Promise<void> {
  await upload(await pickFiles(kind), folder);
}

export async function uploadDropped(
  dropped: readonly (FileSystemEntry | File)[],
  folder: string,
): Promise<void> {
  await upload(await filesOf(dropped, MOST_FILES), folder);
}

/** Uploads into a folder of the workspace. What fails is in the store, the rest goes on. */
export async function upload(found: readonly FoundFile[], folder: string): Promise<void> {
  if (found.length === 0) return;
  if (found.length > MOST_FILES) {
    setTooMany(MOST_FILES);
    return;
  }
  const there = existing();
  const placed = found.map(({ path, file }) => ({ path: join(folder, path), file }));
  const taken = placed.filter(({ path, file }) => file && there.has(path)).map(({ path }) => path);
  const answer = taken.length > 0 ? await ask(taken) : 'skip';
  if (answer === 'stop') return;
  const wanted = placed.filter(({ path }) => answer === 'replace' || !there.has(path));
  const replaced = new Set(answer === 'replace' ? taken : []);
  if (wanted.length === 0) return;
  last = last.then(() => sendAll(wanted, replaced));
  await last;
}

/** One upload after the other: the page shows one. */
let last: Promise<void> = Promise.resolve();

async function sendAll(wanted: readonly FoundFile[], replaced: ReadonlySet<string>): Promise<void> {
  const { session } = useSession.getState();
  if (session === null) return;
  const controller = new AbortController();
  const { signal } = controller;
  const size = wanted.reduce((sum, { file }) => sum + (file?.size ?? 0), 0);
  const stop = () => controller.abort();
  setUpload({ files: wanted.length, done: 0, size, sent: 0, failed: [], stop });
  const waiting = [...wanted];
  const work = async () => {
    for (let next = waiting.shift(); next && !signal.aborted; next = waiting.shift()) {
      await sendOne(next, { session, replace: replaced.has(next.path), signal });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  if (signal.aborted) setUpload(null);
  const [first] = wanted;
  if (first) openFoldersTo(first.path);
}

async function sendOne(
  { path, file }: FoundFile,
  options: { session: string; replace: boolean; signal: AbortSignal },
): Promise<void> {
  let sent = 0;
  const onProgress = (now: number) => {
    const more = now - sent;
    sent = now;
    changeUpload((upload) => ({ sent: upload.sent + more }));
  };
  try {
    if (file) await sendFile({ ...options, path, file, onProgress });
    else await sessionClient().request({ type: 'folder.create', path });
    onProgress(file?.size ?? 0);
    changeUpload(({ done }) => ({ done: done + 1 }));
  } catch (error) {
    const problem = problemOf(error);
    changeUpload(({ failed }) => ({ failed: [...failed, { path, problem }] }));
  }
}

function existing(): ReadonlySet<string> {
  const { tree } = useFiles.getState();
  return new Set(tree.status === 'ready' ? tree.entries.map(({ path }) => path) : []);
}

function ask(paths: readonly string[]): Promise<'replace' | 'skip' | 'stop'> {
  return new Promise((resolve) => {
    const answer = (what: 'replace' | 'skip' | 'stop') => {
      setUploadQuestion(null);
      resolve(what);
    };
    setUploadQuestion({ paths, answer });
  });
}
