import { useEffect, useState } from 'react';
import { readText } from '../../stores/file-actions.ts';
import { useFileChanges } from '../../stores/file-changes-store.ts';
import { useFiles } from '../../stores/files-store.ts';
import { useSandboxReady } from './use-sandbox-ready.ts';

/** `text` is null where there is no file. A file that cannot be read as text stays unknown. */
export type FileText =
  | { readonly status: 'unknown' }
  | { readonly status: 'read'; readonly text: string | null };

const UNKNOWN: FileText = { status: 'unknown' };

/** The text of a file as the learner would see it now; read again when it changes. Null asks for none. */
export function useFileText(path: string | null): FileText {
  const [file, setFile] = useState<FileText>(UNKNOWN);
  const isReady = useSandboxReady();
  const changes = useFileChanges((counts) => (path === null ? 0 : counts[path]));
  const edits = useFiles(({ open }) => open.find((document) => document.path === path)?.dirty);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a change, or an edit, makes it another text
  useEffect(() => {
    if (path === null || !isReady) return;
    let isWanted = true;
    readText(path).then(
      (text) => isWanted && setFile({ status: 'read', text }),
      () => isWanted && setFile(UNKNOWN),
    );
    return () => {
      isWanted = false;
    };
  }, [path, isReady, changes, edits]);
  return file;
}
