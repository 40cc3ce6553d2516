import { Plus, SquareTerminal } from 'lucide-react';
import { lazy, Suspense, useEffect, useId, useRef, useState } from 'react';
import { late } from '../../connection/late.ts';
import { useMessages } from '../../i18n/messages.ts';
import { stageText } from '../../i18n/stage-text.ts';
import { usePreferences } from '../../stores/preferences-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { useTerminalSettings } from '../../stores/terminal-settings-store.ts';
import {
  openNextTerminal,
  openTerminal,
  shownTerminals,
  useTerminals,
} from '../../stores/terminals-store.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { notifyFailure } from '../../ui/notify.ts';
import { useMedia } from '../../ui/use-media.ts';
import { RunQueue } from './run-queue-strip.tsx';
import { eachScreen, keepScreens, screenOf, setScreenWishes } from './screens.ts';
import { TerminalBar } from './terminal-bar.tsx';
import styles from './terminal-pane.module.css';
import { TerminalView } from './terminal-view.tsx';
import { wish } from './wish.ts';

const SearchBar = lazy(() => late(() => import('./search-bar.tsx')));
const PasteQuestion = lazy(() => late(() => import('./tools/paste-question.tsx')));

/** The terminals of the session as tabs or side by side. The first opens by itself when the sandbox is ready. */
export function TerminalPane() {
  const { terminal: texts, lab } = useMessages();
  const { tabs, active, recent } = useTerminals();
  const sandbox = useSession((state) => state.sandbox);
  const { status } = sandbox;
  const isReady = status === 'ready';
  const isConnected = useSession((state) => state.connection === 'open');
  const theme = usePreferences((state) => state.shown);
  const { fontSize, screenReader, beside } = useTerminalSettings();
  const [searching, setSearching] = useState(false);
  const [pasting, setPasting] = useState<{ terminal: string; text: string } | null>(null);
  const newButton = useRef<HTMLButtonElement>(null);
  const panelId = useId();
  const room = useRoom();
  const searched = searching && active !== null && screenOf(active);
  const shown = shownTerminals({ tabs, active, recent }, Math.min(beside, room));

  const isMissingFirst = isReady && isConnected && tabs.length === 0;
  const hadOne = useRef(false);
  useEffect(() => {
    // A learner who has closed the last terminal wants none; a fresh sandbox comes with the first.
    if (!isReady) hadOne.current = false;
    if (!isMissingFirst || hadOne.current) return;
    hadOne.current = true;
    openTerminal('T1').catch(notifyFailure);
  }, [isMissingFirst, isReady]);

  useEffect(() => keepScreens(tabs.map(({ name }) => name)), [tabs]);
  useEffect(() => eachScreen((screen) => screen.setTheme(theme)), [theme]);
  useEffect(
    () => eachScreen((screen) => screen.setSettings({ fontSize, screenReader })),
    [fontSize, screenReader],
  );
  useEffect(() => {
    setScreenWishes({
      onWish(wanted) {
        if (wanted === 'search') setSearching(true);
        else if (wanted === 'leave') newButton.current?.focus();
        else if (wanted !== 'split' || room > 1) wish(wanted);
      },
      onLargePaste: (terminal, text) => setPasting({ terminal, text }),
    });
  }, [room]);

  return (
    <section className={styles.pane} aria-label={texts.label} data-tour="terminals">
      <TerminalBar
        panelId={panelId}
        room={room}
        isSearching={searching}
        onSearch={setSearching}
        newButton={newButton}
      />
      {active !== null && <RunQueue terminal={active} />}
      <div
        className={styles.screen}
        id={panelId}
        role="tabpanel"
        aria-label={active ?? texts.label}
      >
        {searched && (
          <Suspense fallback={null}>
            <SearchBar
              screen={searched}
              onClose={() => {
                setSearching(false);
                searched.focus();
              }}
            />
          </Suspense>
        )}
        {active === null ? (
          <EmptyState
            icon={SquareTerminal}
            title={texts.empty[status]}
            action={
              isReady && (
                <Button icon={Plus} onClick={() => void openNextTerminal().catch(notifyFailure)}>
                  {texts.open}
                </Button>
              )
            }
          >
            {sandbox.status === 'starting' && stageText(sandbox, lab.sandbox.stages)}
          </EmptyState>
        ) : (
          shown.map((name) => (
            <TerminalView
              key={name}
              name={name}
              isFront={name === active}
              isSplit={shown.length > 1}
            />
          ))
        )}
      </div>
      {pasting && (
        <Suspense fallback={null}>
          <PasteQuestion {...pasting} onClose={() => setPasting(null)} />
        </Suspense>
      )}
    </section>
  );
}

/** How many terminals fit beside each other. */
function useRoom(): number {
  const isNarrow = useMedia('(max-width: 899px)');
  const isWide = useMedia('(min-width: 1200px)');
  return isNarrow ? 1 : isWide ? 3 : 2;
}
