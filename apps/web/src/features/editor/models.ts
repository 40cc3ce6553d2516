import type { OpenDocument } from '../../stores/document.ts';
import { openDocument } from '../../stores/file-actions.ts';
import { languageOf } from './language.ts';
import { editor, Uri } from './monaco.ts';

interface Held {
  model: editor.ITextModel;
  viewState: editor.ICodeEditorViewState | null;
}

/**
 * A model for each open file: its text, its undo history, and where the cursor was. It belongs to the document, which
 * may be given another path; a file that was closed and opened again is another document, with another text.
 */
const held = new Map<OpenDocument, Held>();
let made = 0;

/** The model of an open file, made from the file's document when there is none. */
export function modelOf(path: string): editor.ITextModel {
  const document = openDocument(path);
  const known = document && held.get(document);
  if (known) {
    const language = languageOf(path);
    if (known.model.getLanguageId() !== language) editor.setModelLanguage(known.model, language);
    return known.model;
  }
  made += 1;
  // A number in it: a file that has moved leaves its first path to another.
  const uri = Uri.from({ scheme: 'workspace', path: `/${path}`, fragment: String(made) });
  const model = editor.createModel(document?.text() ?? '', languageOf(path), uri);
  if (!document) return model;
  // Saved as it is shown: a file that came with CRLF keeps it, because the model keeps its own end of line.
  document.attach({
    read: () => model.getValue(),
    replace(text) {
      model.pushStackElement();
      model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
      model.pushStackElement();
    },
  });
  model.onDidChangeContent(() => document.edited());
  held.set(document, { model, viewState: null });
  return model;
}

/** Of the model that is shown: its file may have moved meanwhile. */
export function rememberView(shown: editor.IStandaloneCodeEditor): void {
  const model = shown.getModel();
  for (const entry of held.values()) {
    if (entry.model === model) entry.viewState = shown.saveViewState();
  }
}

export function viewOf(path: string): editor.ICodeEditorViewState | null {
  const document = openDocument(path);
  return (document && held.get(document)?.viewState) ?? null;
}

/** Ends the models of all files but those that are open. */
export function dropModels(): void {
  for (const [document, { model }] of held) {
    if (openDocument(document.path) === document) continue;
    held.delete(document);
    model.dispose();
  }
}
