import { Plus, Search, SquareTerminal, X } from 'lucide-react';
import { lazy, Suspense, useEffect, useId, useRef, useState } from 'react';
import { useMessages } from '../../i18n/messages.ts';
import { stageText } from '../../i18n/stage-text.ts';
import { usePreferences } from '../../stores/preferences-store.ts';
import { useSession } from '../../stores/session-store.ts';
import {
  closeTerminal,
  openNextTerminal,
  openTerminal,
  showTerminal,
  useTerminals,
} from '../../stores/terminals-store.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { notifyFailure } from '../../ui/notify.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { RunQueue } from './run-queue-strip.tsx';
import { eachScreen, keepScreens, screenOf, setScreenWishes } from './screens.ts';
import styles from './terminal-pane.module.css';
import { TerminalView } from './terminal-view.tsx';

const SearchBar = lazy(() => import('./search-bar.tsx'));

/** The terminals of the session as tabs. The first opens by itself when the sandbox is ready. */
export function TerminalPane() {
  const { terminal: texts, lab } = useMessages();
  const tabs = useTerminals((state) => state.tabs);
  const active = useTerminals((state) => state.active);
  const sandbox = useSession((state) => state.sandbox);
  const { status } = sandbox;
  const isReady = status === 'ready';
  const isConnected = useSession((state) => state.connection === 'open');
  const theme = usePreferences((state) => state.shown);
  const [searching, setSearching] = useState(false);
  const newButton = useRef<HTMLButtonElement>(null);
  const panelId = useId();

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
  useEffect(() => {
    setScreenWishes({
      onSearch: () => setSearching(true),
      onLeave: () => newButton.current?.focus(),
    });
  }, []);

  return (
    <section className={styles.pane} aria-label={texts.label} data-tour="terminals">
      <div className={styles.bar}>
        <Tabs
          label={texts.label}
          panelId={panelId}
          active={active}
          onSelect={(name) => {
            showTerminal(name);
            screenOf(name).focus();
          }}
          tabs={tabs.map(({ name, status }) => ({
            id: name,
            text: name,
            mark: status === 'opening' ? texts.opening : null,
            close: () => void closeTerminal(name).catch(notifyFailure),
          }))}
        />
        <IconButton
          ref={newButton}
          icon={Plus}
          label={texts.openNew}
          disabled={!isReady}
          onClick={() => void openNextTerminal().catch(notifyFailure)}
        />
        <span className={styles.room} />
        {active !== null && (
          <IconButton
            icon={searching ? X : Search}
            label={searching ? texts.search.close : texts.search.open}
            onClick={() => setSearching(!searching)}
          />
        )}
      </div>
      {active !== null && <RunQueue terminal={active} />}
      <div
        className={styles.screen}
        id={panelId}
        role="tabpanel"
        aria-label={active ?? texts.label}
      >
        {searching && active !== null && (
          <Suspense fallback={null}>
            <SearchBar
              screen={screenOf(active)}
              onClose={() => {
                setSearching(false);
                screenOf(active).focus();
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
          <TerminalView key={active} name={active} />
        )}
      </div>
    </section>
  );
}
