import { editor, KeyCode, KeyMod, languages } from 'monaco-editor/editor';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
import 'monaco-editor/features/register.all';
import 'monaco-editor/languages/definitions/css/register';
import 'monaco-editor/languages/definitions/dockerfile/register';
import 'monaco-editor/languages/definitions/html/register';
import 'monaco-editor/languages/definitions/ini/register';
import 'monaco-editor/languages/definitions/javascript/register';
import 'monaco-editor/languages/definitions/markdown/register';
import 'monaco-editor/languages/definitions/python/register';
import 'monaco-editor/languages/definitions/shell/register';
import 'monaco-editor/languages/definitions/typescript/register';
import 'monaco-editor/languages/definitions/yaml/register';

self.MonacoEnvironment = { getWorker: () => new EditorWorker() };

// Monaco colours JSON only together with its JSON service, another worker of 400 KB.
languages.register({ id: 'json', extensions: ['.json'] });
languages.setLanguageConfiguration('json', {
  brackets: [
    ['{', '}'],
    ['[', ']'],
  ],
  autoClosingPairs: [
    { open: '{', close: '}' },
    { open: '[', close: ']' },
    { open: '"', close: '"', notIn: ['string'] },
  ],
});
languages.setMonarchTokensProvider('json', {
  tokenizer: {
    root: [
      [/"(?:[^"\\]|\\.)*"(?=\s*:)/, 'type'],
      [/"(?:[^"\\]|\\.)*"/, 'string'],
      [/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/, 'number'],
      [/\b(?:true|false|null)\b/, 'keyword'],
      [/[{}[\],:]/, 'delimiter'],
    ],
  },
});

// Monaco has Ctrl+Shift+I for it on Linux, where browsers open their tools.
editor.addKeybindingRule({
  keybinding: KeyMod.Shift | KeyMod.Alt | KeyCode.KeyF,
  command: 'editor.action.formatDocument',
  when: 'editorTextFocus && !editorReadonly',
});

defineTheme('drydock-light', 'vs', {
  'editor.background': '#ffffff',
  'editorLineNumber.foreground': '#5a6d77',
  'editorLineNumber.dimmedForeground': '#5a6d77',
  'editorLineNumber.activeForeground': '#0b6a82',
  'editor.lineHighlightBackground': '#f1f6f8',
  'editorCursor.foreground': '#0b6a82',
});
defineTheme('drydock-dark', 'vs-dark', {
  'editor.background': '#111a1f',
  'editorLineNumber.foreground': '#6f8792',
  'editorLineNumber.dimmedForeground': '#6f8792',
  'editorLineNumber.activeForeground': '#6acbe0',
  'editor.lineHighlightBackground': '#17232a',
  'editorCursor.foreground': '#6acbe0',
  'editorWidget.background': '#15242b',
});

function defineTheme(name: string, base: 'vs' | 'vs-dark', colors: Record<string, string>): void {
  editor.defineTheme(name, { base, inherit: true, rules: [], colors });
}

export { editor, KeyCode, KeyMod, languages, MarkerSeverity, Uri } from 'monaco-editor/editor';
