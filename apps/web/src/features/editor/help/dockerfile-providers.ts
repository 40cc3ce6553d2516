import type { DockerfileLanguageService } from 'dockerfile-language-service';
import { type editor, languages } from '../monaco.ts';
import { service } from './dockerfile.ts';

type TextEdit = ReturnType<DockerfileLanguageService['format']>[number];
type CompletionItem = Awaited<
  ReturnType<DockerfileLanguageService['computeCompletionItems']>
>[number];

/** The tag of a base image: the library would ask Docker Hub for it, which no page may. */
const IN_TAG = /^\s*FROM\s+(--\S+\s+)*\S+[:@]\S*$/i;

/** Completion, hover and formatting of Dockerfiles. Called once. */
export function provideDockerfileHelp(): void {
  languages.registerCompletionItemProvider('dockerfile', {
    triggerCharacters: ['=', '$', '-'],
    async provideCompletionItems(model, position) {
      const line = model.getLineContent(position.lineNumber).slice(0, position.column - 1);
      if (IN_TAG.test(line)) return { suggestions: [] };
      const at = { line: position.lineNumber - 1, character: position.column - 1 };
      const items = await service.computeCompletionItems(model.getValue(), at);
      return { suggestions: items.map((item) => suggestionOf(item, model, position)) };
    },
  });
  languages.registerHoverProvider('dockerfile', {
    provideHover(model, { lineNumber, column }) {
      const at = { line: lineNumber - 1, character: column - 1 };
      const contents = service.computeHover(model.getValue(), at)?.contents;
      if (contents === undefined || Array.isArray(contents)) return null;
      return { contents: [{ value: typeof contents === 'string' ? contents : contents.value }] };
    },
  });
  languages.registerDocumentFormattingEditProvider('dockerfile', {
    provideDocumentFormattingEdits: (model, { tabSize, insertSpaces }) =>
      service
        .format(model.getValue(), { tabSize, insertSpaces })
        .map(({ range, newText }) => ({ range: rangeOf(range), text: newText })),
  });
}

function suggestionOf(
  item: CompletionItem,
  model: editor.ITextModel,
  { lineNumber, column }: { lineNumber: number; column: number },
): languages.CompletionItem {
  const { documentation } = service.resolveCompletionItem(item);
  const edit = item.textEdit as TextEdit | undefined;
  const word = model.getWordUntilPosition({ lineNumber, column });
  const text = typeof documentation === 'string' ? documentation : documentation?.value;
  return {
    label: item.label,
    kind: languages.CompletionItemKind.Keyword,
    insertText: edit?.newText ?? item.insertText ?? item.label,
    ...(item.insertTextFormat === SNIPPET && {
      insertTextRules: languages.CompletionItemInsertTextRule.InsertAsSnippet,
    }),
    ...(item.detail !== undefined && { detail: item.detail }),
    ...(text !== undefined && { documentation: { value: text } }),
    range: edit
      ? rangeOf(edit.range)
      : {
          ...{ startLineNumber: lineNumber, endLineNumber: lineNumber },
          ...{ startColumn: word.startColumn, endColumn: word.endColumn },
        },
  };
}

/** `InsertTextFormat.Snippet` */
const SNIPPET = 2;

function rangeOf({ start, end }: TextEdit['range']) {
  return {
    ...{ startLineNumber: start.line + 1, startColumn: start.character + 1 },
    ...{ endLineNumber: end.line + 1, endColumn: end.character + 1 },
  };
}
