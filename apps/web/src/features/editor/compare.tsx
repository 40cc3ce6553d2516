import { useEffect, useRef } from 'react';
import { useMessages } from '../../i18n/messages.ts';
import { usePreferences } from '../../stores/preferences-store.ts';
import styles from './editor-pane.module.css';
import { languageOf } from './language.ts';
import { modelOf } from './models.ts';
import { editor } from './monaco.ts';

/** What the sandbox has (left) beside what the learner is editing (right). */
export default function Compare({ path, theirs }: { path: string; theirs: string }) {
  const holder = useRef<HTMLDivElement>(null);
  const { conflict } = useMessages().editor;
  const theme = usePreferences((state) => state.shown);

  useEffect(() => {
    if (!holder.current) return;
    const original = editor.createModel(theirs, languageOf(path));
    const diff = editor.createDiffEditor(holder.current, {
      automaticLayout: true,
      fontSize: 13,
      minimap: { enabled: false },
      originalAriaLabel: conflict.theirs,
      modifiedAriaLabel: conflict.yours,
      readOnly: true,
      renderSideBySide: true,
    });
    diff.setModel({ original, modified: modelOf(path) });
    return () => {
      diff.dispose();
      original.dispose();
    };
  }, [path, theirs, conflict]);
  useEffect(() => editor.setTheme(`drydock-${theme}`), [theme]);

  return <div ref={holder} className={styles.compare} />;
}
