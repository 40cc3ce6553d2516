import { sessionClient } from '../connection/current-session.ts';
import { createFile, followMove, openAt, openFile } from './file-actions.ts';
import { moveFolders, openFoldersTo, useFiles } from './files-store.ts';
import { join, nameOf } from './paths.ts';
import { setCurrent, setCut, setDeleting, setNaming, useTree } from './tree-store.ts';

/** Makes what is being named, or gives it its name, and shows it. Throws ProblemError; the field stays then. */
export async function finishNaming(name: string): Promise<void> {
  const { naming } = useTree.getState();
  if (!naming) return;
  if (naming.type === 'rename') {
    const { path } = naming;
    const to = path.slice(0, path.length - nameOf(path).length) + name;
    if (to !== path) await movePath(path, to);
    setNaming(null);
    setCurrent(to, { focus: true });
    return;
  }
  const path = join(naming.folder, name);
  if (naming.kind === 'folder') await sessionClient().request({ type: 'folder.create', path });
  else await createFile(path);
  openFoldersTo(path);
  setNaming(null);
  setCurrent(path, { focus: naming.kind === 'folder' });
  if (naming.kind === 'file') await openFile(path);
}

/** Puts what was cut into the folder. Throws ProblemError. */
export async function paste(folder: string): Promise<void> {
  const { cut } = useTree.getState();
  if (cut === null) return;
  await moveInto(cut, folder);
  setCut(null);
}

/** Throws ProblemError. To where it is already is no move. */
export async function moveInto(path: string, folder: string): Promise<void> {
  const to = join(folder, nameOf(path));
  if (to === path) return;
  await movePath(path, to);
  openFoldersTo(to);
  setCurrent(to, { focus: true });
}

/** Deletes it for good. A file of it that is open stays, and says so. Throws ProblemError. */
export async function deletePath(path: string): Promise<void> {
  setDeleting(null);
  setCurrent(neighbourOf(path), { focus: true });
  await sessionClient().request({ type: 'file.delete', path });
}

/** Never overwrites. What is typed in open files is saved before, and they go with it. Throws ProblemError. */
async function movePath(from: string, to: string): Promise<void> {
  const open = openAt(from);
  await Promise.all(open.map((document) => document.save()));
  const move = sessionClient()
    .request({ type: 'file.move', from, to })
    .then(() => followMove(from, to));
  for (const document of open) document.holdWhile(move);
  await move;
  moveFolders(from, to);
}

/** What the keyboard is at when this has gone: what stood before it. */
function neighbourOf(path: string): string | null {
  const { tree } = useFiles.getState();
  if (tree.status !== 'ready') return null;
  const others = tree.entries.filter((entry) => !`${entry.path}/`.startsWith(`${path}/`));
  const before = tree.entries.findIndex((entry) => entry.path === path);
  return others[Math.max(0, before - 1)]?.path ?? null;
}
