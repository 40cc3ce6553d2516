import type { Edited } from '@drydock/lab-format/edit';
import type { FileEdit } from '@drydock/lab-format/schema';
import type { Catalogue } from '../../i18n/en/index.ts';

type FileTexts = Catalogue['blocks']['file'];

/** What an edit does, beside the name of the file. */
export function editCaption(edit: FileEdit, file: FileTexts): string {
  switch (edit.type) {
    case 'write':
      return '';
    case 'append':
      return file.append;
    case 'prepend':
      return file.prepend;
    case 'insert':
      return file.insert(short(edit.match));
    case 'replace':
      return file.replace(short(edit.match));
    case 'remove':
      return file.remove;
  }
}

/** Why an edit cannot be made, or need not be. Null when it can. */
export function whyNot(edited: Edited, path: string, file: FileTexts): string | null {
  switch (edited.type) {
    case 'changed':
      return null;
    case 'same':
      return file.same(path);
    case 'no-file':
      return file.noFile(path);
    case 'no-match':
      return edited.found === 0 ? file.noPlace(path) : file.manyPlaces(path, edited.found);
  }
}

/** The first line, or as much of it as a caption has room for. */
function short(text: string): string {
  const [line = ''] = text.trim().split('\n');
  return line.length > MOST_SHOWN ? `${line.slice(0, MOST_SHOWN)}…` : line;
}

const MOST_SHOWN = 40;
