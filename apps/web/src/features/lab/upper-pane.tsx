import { useId } from 'react';
import { closePreview, showUpper, useWorkbench } from '../../stores/workbench-store.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { EditorPane } from '../editor/editor-pane.tsx';
import { PreviewPane } from '../preview/preview-pane.tsx';
import styles from './workbench.module.css';

/** The editor, and beside it as a tab the preview once one is open. */
export function UpperPane() {
  const upper = useWorkbench((state) => state.upper);
  const preview = useWorkbench((state) => state.preview);
  const panelId = useId();
  const tabs = [{ id: 'editor', text: 'Editor' }];
  if (preview) tabs.push({ id: 'preview', text: `Preview ${preview.port}` });

  return (
    <section className={styles.upper} aria-label="Editor and preview">
      {preview && (
        <div className={styles.switch}>
          <Tabs
            label="Editor and preview"
            panelId={panelId}
            active={upper}
            onSelect={(id) => showUpper(id === 'preview' ? 'preview' : 'editor')}
            tabs={tabs.map((tab) => (tab.id === 'preview' ? { ...tab, close: closePreview } : tab))}
          />
        </div>
      )}
      <div id={panelId} className={styles.front}>
        <div hidden={upper !== 'editor'}>
          <EditorPane />
        </div>
        {preview && (
          <div hidden={upper !== 'preview'}>
            <PreviewPane port={preview.port} path={preview.path} />
          </div>
        )}
      </div>
    </section>
  );
}
