import type { OpenDocument } from '../../stores/document.ts';
import { openDocument } from '../../stores/file-actions.ts';
import { languageOf } from './language.ts';
import { editor, Uri } from './monaco.ts';

interface Held {
  document: OpenDocument | undefined;
  model: editor.ITextModel;
  viewState: editor.ICodeEditorViewState | null;
}

/** A model for each open file: its text, its undo history, and where the cursor was. */
const held = new Map<string, Held>();

/** The model of an open file, made from the file's document when there is none. */
export function modelOf(path: string): editor.ITextModel {
  const document = openDocument(path);
  const known = held.get(path);
  // A file that was closed and opened again is another document, with another text.
  if (known && known.document === document) return known.model;
  known?.model.dispose();
  const model = editor.createModel(document?.text() ?? '', languageOf(path), Uri.file(path));
  // Saved as it is shown: a file that came with CRLF keeps it, because the model keeps its own end of line.
  document?.attach({
    read: () => model.getValue(),
    replace(text) {
      model.pushStackElement();
      model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
      model.pushStackElement();
    },
  });
  model.onDidChangeContent(() => document?.edited());
  held.set(path, { document, model, viewState: null });
  return model;
}

export function rememberView(path: string, viewState: editor.ICodeEditorViewState | null): void {
  const entry = held.get(path);
  if (entry) entry.viewState = viewState;
}

export function viewOf(path: string): editor.ICodeEditorViewState | null {
  return held.get(path)?.viewState ?? null;
}

/** Ends the models of all files but these. */
export function keepModels(paths: readonly string[]): void {
  for (const [path, { model }] of held) {
    if (paths.includes(path)) continue;
    held.delete(path);
    model.dispose();
  }
}
