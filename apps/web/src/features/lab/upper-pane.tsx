import { lazy, Suspense, useId } from 'react';
import { late } from '../../connection/late.ts';
import { useMessages } from '../../i18n/messages.ts';
import { closePreview, showUpper, useWorkbench } from '../../stores/workbench-store.ts';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { EditorPane } from '../editor/editor-pane.tsx';
import { UPPER_VIEWS } from './upper-views.ts';
import styles from './workbench.module.css';

const PreviewPane = lazy(() =>
  late(() => import('../preview/preview-pane.tsx')).then((module) => ({
    default: module.PreviewPane,
  })),
);

/**
 * The editor, and beside it as tabs the views of the sandbox and the preview once one is open. `isShown` is false
 * while the whole pane is out of sight: no view is mounted then.
 */
export function UpperPane({ isShown }: { isShown: boolean }) {
  const upper = useWorkbench((state) => state.upper);
  const preview = useWorkbench((state) => state.preview);
  const panelId = useId();
  const text = useMessages().upper;
  const view = isShown && UPPER_VIEWS.find(({ id }) => id === upper);
  const tabs = [
    { id: 'editor', text: text.editor },
    ...UPPER_VIEWS.map(({ id }) => ({ id, text: text[id] })),
    ...(preview ? [{ id: 'preview', text: text.preview(preview.port), close: closePreview }] : []),
  ];

  return (
    <section className={styles.upper} aria-label={text.label} data-tour="views">
      <div className={styles.switch}>
        <Tabs
          label={text.label}
          panelId={panelId}
          active={upper}
          onSelect={(id) => showUpper(id as typeof upper)}
          tabs={tabs}
        />
      </div>
      <div
        id={panelId}
        role="tabpanel"
        aria-label={tabs.find(({ id }) => id === upper)?.text}
        className={styles.front}
      >
        <div hidden={upper !== 'editor'}>
          <EditorPane />
        </div>
        {preview && (
          <div hidden={upper !== 'preview'}>
            <ErrorBoundary>
              <Suspense fallback={<Loading text={text.loading(text.preview(preview.port))} />}>
                <PreviewPane port={preview.port} path={preview.path} />
              </Suspense>
            </ErrorBoundary>
          </div>
        )}
        {view && (
          // A key of its own: a view that failed must not take the next one with it.
          <div key={view.id}>
            <ErrorBoundary>
              <Suspense fallback={<Loading text={text.loading(text[view.id])} />}>
                <view.View />
              </Suspense>
            </ErrorBoundary>
          </div>
        )}
      </div>
    </section>
  );
}
