import { RotateCw } from 'lucide-react';
import { lazy, Suspense, useEffect } from 'react';
import { late } from '../../connection/late.ts';
import { palette as en } from '../../i18n/en/palette.ts';
import { palette as ja } from '../../i18n/ja/palette.ts';
import { useLater, useMessages } from '../../i18n/messages.ts';
import { showOver, usePalette } from '../../stores/palette-store.ts';
import { resetSandbox } from '../../stores/session-store.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import styles from './page-tools.module.css';
import type { PaletteProps } from './palette-place.tsx';
import { goToPane, PANES } from './panes.ts';
import { usePageKeys } from './use-page-keys.ts';

const loadPalette = () => late(() => import('./palette.tsx'));
const Palette = lazy(loadPalette);
const ResetStep = lazy(() => late(() => import('./reset-step-dialog.tsx')));

/** Keys and skip links of a lab's page, and what is asked for by them. */
export default function PageTools(props: PaletteProps) {
  const texts = useLater({ en, ja });
  const { lab } = useMessages();
  const shown = usePalette((state) => state.shown);
  usePageKeys(props);
  useEffect(() => {
    // What is typed right after its key is meant for it, and not for the shell. A failure shows when it is opened.
    loadPalette().catch(() => undefined);
  }, []);
  return (
    <>
      <nav className={styles.skip} aria-label={texts.skip.label}>
        {PANES.map(({ pane }) => (
          <button key={pane} type="button" onClick={() => goToPane(pane)}>
            {texts.skip[pane]}
          </button>
        ))}
      </nav>
      <Suspense fallback={null}>
        {shown === 'palette' && <Palette {...props} />}
        {shown === 'reset-step' && <ResetStep {...props} />}
      </Suspense>
      <ConfirmDialog
        title={texts.resetSandbox.title}
        description={texts.resetSandbox.description}
        action={lab.reset}
        icon={RotateCw}
        cancel={texts.cancel}
        open={shown === 'reset-sandbox'}
        onOpenChange={(open) => showOver(open ? 'reset-sandbox' : null)}
        onConfirm={resetSandbox}
      />
    </>
  );
}
