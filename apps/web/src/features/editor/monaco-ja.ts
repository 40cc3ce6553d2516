import 'monaco-editor/nls/lang/ja';
