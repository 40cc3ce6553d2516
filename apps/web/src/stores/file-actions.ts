import { pageProblem } from '@drydock/protocol/page-problem';
import { currentLine, sessionClient } from '../connection/current-session.ts';
import { ProblemError, problemOf } from '../connection/problem-error.ts';
import { createDocument, isMissing, type OpenDocument, type Workspace } from './document.ts';
import {
  initialFiles,
  removeDocument,
  renameDocument,
  setDocument,
  showFile,
  useFiles,
} from './files-store.ts';
import { movedPath } from './paths.ts';
import { showPane, showUpper } from './workbench-store.ts';

const documents = new Map<string, OpenDocument>();
/** Whole files on their way to the sandbox. */
const writing = new Set<Promise<void>>();

const workspace: Workspace = {
  async read(path) {
    return await sessionClient().request({ type: 'file.read', path });
  },
  async write(file) {
    return (await sessionClient().request({ type: 'file.write', ...file })).version;
  },
};

export function openDocument(path: string): OpenDocument | undefined {
  return documents.get(path);
}

/** Opens the file in the editor, or goes to it. */
export async function openFile(path: string): Promise<void> {
  revealEditor();
  showFile(path);
  if (documents.has(path)) return;
  const document = adopt(path);
  setDocument(document.state());
  await document.load();
}

/** Saves what is not saved and closes the tab. A text that cannot be saved keeps its tab. */
export async function closeFile(path: string): Promise<void> {
  const document = documents.get(path);
  await document?.save();
  const state = document?.state();
  if (state?.status === 'ready' && state.dirty) return;
  discardFile(path);
}

/** Closes the tab whatever is in it. */
export function discardFile(path: string): void {
  documents.get(path)?.dispose();
  documents.delete(path);
  removeDocument(path);
}

/** Writes a whole file, over what is there, and shows it in the editor. Throws ProblemError. */
export async function writeFile(path: string, text: string): Promise<void> {
  await tracked(write(path, text));
  await openFile(path);
}

/** The text as the learner sees it, or null where there is no file. Throws ProblemError. */
export async function readText(path: string): Promise<string | null> {
  const open = documents.get(path);
  if (open?.state().status === 'ready') return open.text();
  return (await readIfThere(path)).text;
}

/**
 * Makes a change of what is there now and saves it; null from `change` leaves the file alone. FILE_CONFLICT when it
 * is not clear what is there: the file changes at the same time, or a conflict waits in the editor. Throws ProblemError.
 */
export async function changeFile(
  path: string,
  change: (text: string | null) => string | null,
): Promise<void> {
  const open = documents.get(path);
  if (open?.state().status === 'ready') {
    await open.save();
    if (open.state().conflict) throw new ProblemError(pageProblem('FILE_CONFLICT'));
    const text = change(open.text());
    if (text !== null) await tracked(open.overwrite(text));
    return;
  }
  const { text: before, version } = await readIfThere(path);
  const text = change(before);
  if (text !== null) await tracked(save({ path, text, baseVersion: version }));
}

/** Whether the sandbox does not have yet all that the learner wrote here. */
export function hasUnsavedFiles(): boolean {
  return writing.size > 0 || [...documents.values()].some((document) => isUnsaved(document));
}

/** Saves what is typed and waits for what is on its way. What cannot be saved says so in its own tab. */
export async function settleFiles(): Promise<void> {
  const saves = [...documents.values()].filter(isUnsaved).map((document) => document.save());
  await Promise.allSettled([...writing, ...saves]);
}

function isUnsaved(document: OpenDocument): boolean {
  const { status, dirty, saving } = document.state();
  return status === 'ready' && (dirty || saving);
}

async function write(path: string, text: string): Promise<void> {
  const open = documents.get(path);
  if (open) await open.overwrite(text);
  else {
    const { version } = await readIfThere(path);
    await workspace.write({ path, text, baseVersion: version });
  }
}

async function save(file: Parameters<Workspace['write']>[0]): Promise<void> {
  await workspace.write(file);
}

/** A check waits for what is on its way. */
async function tracked(written: Promise<void>): Promise<void> {
  writing.add(written);
  try {
    await written;
  } finally {
    writing.delete(written);
  }
}

/** A new, empty file. FILE_CONFLICT when there is one of this name. Throws ProblemError. */
export async function createFile(path: string): Promise<void> {
  await workspace.write({ path, text: '', baseVersion: null });
}

/** Everything open at the path or below it. */
export function openAt(path: string): OpenDocument[] {
  return [...documents.values()].filter(
    (document) => movedPath(document.path, path, path) !== null,
  );
}

/** What was at `from` or below it is at `to` now: the open files go with it. */
export function followMove(from: string, to: string): void {
  for (const [path, document] of [...documents]) {
    const next = movedPath(path, from, to);
    if (next === null) continue;
    // A tab of a file that was removed before the other took its path.
    if (documents.has(next)) discardFile(next);
    documents.delete(path);
    documents.set(next, document);
    renameDocument(path, next);
    document.movedTo(next);
  }
}

export function fileChanged(path: string, version: string | null): void {
  const document = documents.get(path);
  if (document) void document.changedInSandbox(version);
}

let listing: Promise<void> | null = null;
let listAgain = false;

/** Reads the tree anew. Calls during a reading come to one more reading. */
export function refreshTree(): Promise<void> {
  listAgain = true;
  listing ??= list().finally(() => {
    listing = null;
  });
  return listing;
}

/** After a break of the line: what was typed meanwhile is saved, what was changed meanwhile is seen. */
export function resumeFiles(): void {
  void refreshTree();
  for (const document of documents.values()) {
    const { status, dirty } = document.state();
    if (status !== 'ready') void document.load();
    else if (dirty) void document.save();
    else void document.changedInSandbox();
  }
}

export function clearFiles(): void {
  for (const document of documents.values()) document.dispose();
  documents.clear();
  listAgain = false;
  useFiles.setState(initialFiles);
}

async function list(): Promise<void> {
  while (listAgain) {
    listAgain = false;
    const line = currentLine();
    try {
      const { entries, truncated } = await sessionClient().request({ type: 'file.list' });
      useFiles.setState({ tree: { status: 'ready', entries, truncated } });
    } catch (error) {
      // The session was left meanwhile: the failure is not the next one's.
      if (currentLine() !== line) return;
      const { tree } = useFiles.getState();
      // A tree that was read is worth more than the news that it could not be read again.
      if (tree.status !== 'ready') {
        useFiles.setState({ tree: { status: 'failed', problem: problemOf(error) } });
      }
    }
  }
}

async function readIfThere(path: string): Promise<{ text: string | null; version: string | null }> {
  try {
    return await workspace.read(path);
  } catch (error) {
    if (isMissing(error)) return { text: null, version: null };
    throw error;
  }
}

function adopt(path: string): OpenDocument {
  const document = createDocument({
    path,
    workspace,
    // An answer that comes after the tab was closed must not bring the tab back.
    onState: (state) => {
      if (documents.get(document.path) === document) setDocument(state);
    },
  });
  documents.set(path, document);
  return document;
}

function revealEditor(): void {
  showUpper('editor');
  showPane('editor');
}
