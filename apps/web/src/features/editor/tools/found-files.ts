/** A file to upload, or with null an empty folder; `path` is relative to where it was chosen or dropped. */
export interface FoundFile {
  readonly path: string;
  readonly file: File | null;
}

/** Files, or a whole folder, that the learner chooses; empty when they choose none. */
export function pickFiles(kind: 'files' | 'folder'): Promise<FoundFile[]> {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.webkitdirectory = kind === 'folder';
  return new Promise((resolve) => {
    input.addEventListener('cancel', () => resolve([]));
    input.addEventListener('change', () => resolve([...(input.files ?? [])].map(asFound)));
    input.click();
  });
}

/** Everything that was dropped, folder by folder. At most `limit` and one more, which tells that there are more. */
export async function filesOf(
  dropped: readonly (FileSystemEntry | File)[],
  limit: number,
): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  const visit = async (entry: FileSystemEntry, folder: string): Promise<void> => {
    if (found.length > limit) return;
    const path = `${folder}${entry.name}`;
    if (isFile(entry)) {
      found.push({ path, file: await fileOf(entry) });
      return;
    }
    const children = await childrenOf(entry as FileSystemDirectoryEntry);
    if (children.length === 0) found.push({ path, file: null });
    for (const child of children) await visit(child, `${path}/`);
  };
  for (const one of dropped) {
    if (one instanceof File) found.push({ path: one.name, file: one });
    else await visit(one, '');
  }
  return found;
}

function asFound(file: File): FoundFile {
  return { path: file.webkitRelativePath || file.name, file };
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** A reader gives some at a time, and none when there are no more. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}
