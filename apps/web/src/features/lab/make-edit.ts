import { applyEdit } from '@drydock/lab-format/edit';
import type { FileEdit } from '@drydock/lab-format/schema';
import { changeFile, openFile } from '../../stores/file-actions.ts';
import { revealLines } from '../../stores/files-store.ts';
import { previewChange } from './change-preview.ts';

/**
 * Makes the edit on what the file is by now, and opens the editor where it is. False when the file is not one that
 * it can be made on. Throws ProblemError.
 */
export async function makeEdit(change: {
  path: string;
  edit: FileEdit;
  text: string;
}): Promise<boolean> {
  const { path } = change;
  let lines: { from: number; to: number } | null = null;
  await changeFile(path, (before) => {
    const edited = applyEdit(before, change);
    if (edited.type !== 'changed') return null;
    lines = previewChange(before, edited.text);
    return edited.text;
  });
  if (lines === null) return false;
  const { from, to } = lines as { from: number; to: number };
  revealLines({ path, from, to });
  await openFile(path);
  return true;
}
