import { applyEdit } from '../apply-edit.ts';
import type { FileEdit } from '../schema.ts';

/** The files of the workspace, as far as a text has told what is in them. */
export interface WorkspaceFiles {
  /** The path of a name that the text mentions: where that file was before, or in the folder spoken of. */
  pathOf(name: string): string;
  /** What is known to be in it, or null. */
  contentOf(path: string): string | null;
  /** The text that was last put into the file, or null. */
  lastPutInto(path: string): string | null;
  /** Takes in a change. Text is added with a line end. */
  change(path: string, edit: FileEdit, text: string): void;
  /** The text will say what takes the place of this piece of the file. */
  replaceNext(path: string, text: string): void;
  /** The piece that is waiting for that, once. */
  takeReplaced(): { readonly path: string; readonly text: string } | null;
  /** Follows `cd` in a command. */
  follow(command: string): void;
}

export function createWorkspaceFiles(
  given: ReadonlyMap<string, string> = new Map(),
): WorkspaceFiles {
  const contents = new Map(given);
  const last = new Map<string, string>();
  /** Of each file, by its name alone. */
  const places = new Map<string, string>();
  let folder = '';
  let replaced: { readonly path: string; readonly text: string } | null = null;

  return {
    pathOf(name) {
      const clean = name.replace(/^(?:\.\/)+/, '');
      if (clean.includes('/')) return clean;
      return places.get(clean) ?? (folder === '' ? clean : `${folder}/${clean}`);
    },
    contentOf: (path) => contents.get(path) ?? null,
    lastPutInto: (path) => last.get(path) ?? null,
    change(path, edit, text) {
      const before = contents.get(path);
      // Of a file whose beginnings are unknown, a change tells no more than itself.
      const known = edit.type === 'write' || before !== undefined;
      const after = known && applyEdit(before ?? null, { edit, text });
      if (after && after.type === 'changed') contents.set(path, after.text);
      last.set(path, text);
      places.set(path.slice(path.lastIndexOf('/') + 1), path);
      folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
    },
    replaceNext(path, text) {
      replaced = { path, text };
    },
    takeReplaced() {
      const waiting = replaced;
      replaced = null;
      return waiting;
    },
    follow(command) {
      for (const [, target = ''] of command.slice(0, 2000).matchAll(CD)) {
        const relative = /^(?:\$\{?\w+\}?\/|~\/[^/]+\/?)?(.*)$/.exec(target)?.[1] ?? '';
        if (/^[./~$]/.test(relative)) folder = '';
        else if (target === relative && folder !== '') folder = `${folder}/${relative}`;
        else folder = relative;
        folder = folder.replace(/\/+$/, '').slice(0, 200);
      }
    },
  };
}

const CD = /(?:^|[;&|]\s*)cd\s+["']?([^\s;&|"']+)/gm;
