import { useEffect, useRef } from 'react';
import { openDocument } from '../../stores/file-actions.ts';
import { useFiles } from '../../stores/files-store.ts';
import { usePreferences } from '../../stores/preferences-store.ts';
import styles from './editor-pane.module.css';
import { keepModels, modelOf, rememberView, viewOf } from './models.ts';
import { editor, KeyCode, KeyMod } from './monaco.ts';

/** Monaco on one file. Loaded with the first file that is opened. */
export default function CodeEditor({ path }: { path: string }) {
  const holder = useRef<HTMLDivElement>(null);
  const instance = useRef<editor.IStandaloneCodeEditor>(null);
  const theme = usePreferences((state) => state.shown);
  const open = useFiles((state) => state.open);

  useEffect(() => {
    if (!holder.current) return;
    const created = editor.create(holder.current, {
      model: null,
      ariaLabel: 'Editor',
      automaticLayout: true,
      fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--font-mono'),
      fontSize: 13,
      lineHeight: 21,
      minimap: { enabled: false },
      // A box around the word at the cursor reads like a selection that nobody made.
      occurrencesHighlight: 'off',
      padding: { top: 10, bottom: 10 },
      renderLineHighlight: 'line',
      scrollBeyondLastLine: false,
      smoothScrolling: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
      tabSize: 4,
      detectIndentation: true,
    });
    instance.current = created;
    return () => {
      instance.current = null;
      created.dispose();
    };
  }, []);

  useEffect(() => {
    const shown = instance.current;
    if (!shown) return;
    shown.setModel(modelOf(path));
    shown.restoreViewState(viewOf(path));
    shown.updateOptions({ ariaLabel: `Editor: ${path}` });
    const command = shown.addAction({
      id: 'drydock.save',
      label: 'Save now',
      keybindings: [KeyMod.CtrlCmd | KeyCode.KeyS],
      run: () => openDocument(path)?.save(),
    });
    shown.focus();
    return () => {
      rememberView(path, shown.saveViewState());
      command.dispose();
    };
  }, [path]);

  useEffect(() => {
    editor.setTheme(`drydock-${theme}`);
  }, [theme]);
  useEffect(() => keepModels(open.map((document) => document.path)), [open]);

  return <div ref={holder} className={styles.code} />;
}
