import type { Edited } from '@drydock/lab-format/edit';
import type { FileEdit } from '@drydock/lab-format/schema';

export const FILE_TEXT = {
  write: 'Write file',
  written: (path: string) => `${path} is written`,
  apply: 'Apply change',
  applied: (path: string) => `${path} is changed`,
  lines: (path: string) => `The change in ${path}`,
  added: 'added',
  removed: 'removed',
  /** What an edit does, beside the name of the file. */
  edits(edit: FileEdit): string {
    switch (edit.type) {
      case 'write':
        return '';
      case 'append':
        return 'add at the end';
      case 'prepend':
        return 'add at the top';
      case 'insert':
        return `insert after “${short(edit.match)}”`;
      case 'replace':
        return `replace “${short(edit.match)}”`;
      case 'remove':
        return 'remove';
    }
  },
  /** Why an edit cannot be made, or need not be. Null when it can. */
  reason(edited: Edited, path: string): string | null {
    switch (edited.type) {
      case 'changed':
        return null;
      case 'same':
        return `${path} has this change`;
      case 'no-file':
        return `There is no ${path} yet`;
      case 'no-match':
        return edited.found === 0
          ? `The place for it is not in ${path}: copy it and put it in by hand`
          : `${path} has ${edited.found} places for it: copy it and put it in by hand`;
    }
  },
};

/** The first line, or as much of it as a caption has room for. */
function short(text: string): string {
  const [line = ''] = text.trim().split('\n');
  return line.length > MOST_SHOWN ? `${line.slice(0, MOST_SHOWN)}…` : line;
}

const MOST_SHOWN = 40;
