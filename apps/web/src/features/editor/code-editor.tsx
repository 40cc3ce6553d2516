import { useEffect, useRef } from 'react';
import { openDocument } from '../../stores/file-actions.ts';
import { type Reveal, takeReveal, useFiles } from '../../stores/files-store.ts';
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
  const reveal = useFiles((state) => state.reveal);

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
    const shown = instance.current;
    const lines = reveal?.path === path ? takeReveal(path) : null;
    if (shown && lines) pointOut(shown, lines);
  }, [path, reveal]);

  useEffect(() => {
    editor.setTheme(`drydock-${theme}`);
  }, [theme]);
  useEffect(() => keepModels(open.map((document) => document.path)), [open]);

  return <div ref={holder} className={styles.code} />;
}

/** Goes to the lines and colours them for a moment. */
function pointOut(shown: editor.IStandaloneCodeEditor, { from, to }: Reveal): void {
  const range = { startLineNumber: from, startColumn: 1, endLineNumber: to, endColumn: 1 };
  shown.setPosition({ lineNumber: from, column: 1 });
  shown.revealRangeInCenterIfOutsideViewport(range);
  const marks = shown.createDecorationsCollection([
    { range, options: { isWholeLine: true, className: styles.pointedOut ?? '' } },
  ]);
  setTimeout(() => marks.clear(), POINTED_OUT_MS);
}

/** Long enough to be found by eye after the pane has come up. */
const POINTED_OUT_MS = 4_000;
