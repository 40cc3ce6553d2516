import { useEffect, useRef } from 'react';
import { useMessages } from '../../i18n/messages.ts';
import { openDocument } from '../../stores/file-actions.ts';
import { type Reveal, takeReveal, useFiles } from '../../stores/files-store.ts';
import { usePreferences } from '../../stores/preferences-store.ts';
import styles from './editor-pane.module.css';
import { watchText } from './help/help.ts';
import { dropModels, modelOf, rememberView, viewOf } from './models.ts';
import { editor, KeyCode, KeyMod } from './monaco.ts';

/** Monaco on one file. Loaded with the first file that is opened. */
export default function CodeEditor({ path }: { path: string }) {
  const holder = useRef<HTMLDivElement>(null);
  const instance = useRef<editor.IStandaloneCodeEditor>(null);
  const { editor: texts } = useMessages();
  const theme = usePreferences((state) => state.shown);
  const open = useFiles((state) => state.open);
  const reveal = useFiles((state) => state.reveal);

  useEffect(() => {
    if (!holder.current) return;
    const created = editor.create(holder.current, {
      model: null,
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
      // Hovers and suggestions may stand over the edge of the pane.
      fixedOverflowWidgets: true,
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
    const model = modelOf(path);
    // A file that got another path stays as it is, and whoever renamed it stays in the tree.
    const isOther = shown.getModel() !== model;
    if (isOther) {
      shown.setModel(model);
      shown.restoreViewState(viewOf(path));
    }
    shown.updateOptions({ ariaLabel: texts.labelOf(path) });
    const command = shown.addAction({
      id: 'drydock.save',
      label: texts.saveNow,
      keybindings: [KeyMod.CtrlCmd | KeyCode.KeyS],
      run: () => openDocument(path)?.save(),
    });
    if (isOther) shown.focus();
    const release = watchText(model, path);
    return () => {
      release();
      rememberView(shown);
      command.dispose();
    };
  }, [path, texts]);

  useEffect(() => {
    const shown = instance.current;
    const lines = reveal?.path === path ? takeReveal(path) : null;
    if (shown && lines) pointOut(shown, lines);
  }, [path, reveal]);

  useEffect(() => {
    editor.setTheme(`drydock-${theme}`);
  }, [theme]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever a tab has gone.
  useEffect(dropModels, [open]);

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
